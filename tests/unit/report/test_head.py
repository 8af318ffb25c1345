"""The page's head: what it carries is named by its hash, and nothing else may run."""

import gzip
from base64 import b64decode, b64encode
from hashlib import sha256

import pytest

from exeunt.report.head import head, letters, packed, policy, sources, squeezed, unpacked
from exeunt.shipped import asset


def test_the_policy_names_exactly_the_style_and_script_it_is_made_from():
    rules = dict(rule.split(" ", 1) for rule in policy("a{}", "b()").split("; "))
    assert rules["default-src"] == "'none'"
    for rule, text in (("style-src", "a{}"), ("script-src", "b()")):
        assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in rules[rule]
    assert policy("a{}", "b()") != policy("a{} ", "b()") != policy("a{}", "b() ")


def test_the_head_is_of_one_piece():
    whole = head()
    assert whole.policy == policy(whole.style, whole.script)
    assert "</style" not in whole.style
    assert "</script" not in whole.script


def test_styles_stand_in_the_order_in_which_they_are_asked_for():
    first, then = sources(("report.css",)), sources(("map.css",))
    assert sources(("report.css", "map.css")) == f"{first}\n{then}"


@pytest.mark.parametrize("content", [b"", b"</script>", bytes(range(256)) * 40])
def test_what_is_squeezed_comes_back_is_the_same_each_time_and_closes_no_element(content):
    squeezed_once = squeezed(content)
    assert gzip.decompress(b64decode(squeezed_once)) == content
    assert squeezed(content) == squeezed_once
    assert "<" not in letters(content)


def test_assets_are_carried_as_they_are_packed():
    name = "maplibre-gl.css"
    assert b64decode(packed(name)) == asset(f"{name}.gz").read_bytes()
    assert unpacked(name) == gzip.decompress(asset(f"{name}.gz").read_bytes())
