"""Elements of a picture."""

from exeunt.drawing.svg import percent, tag


def test_elements_escape_what_they_are_given():
    assert (
        tag("text", "<b>", aria_label='"&', x=None, class_="k", width=1.50)
        == '<text aria-label="&#34;&amp;" class="k" width="1.5">&lt;b&gt;</text>'
    )
    assert percent(0.125) == "12.5%"
