"""Elements of inline SVG and HTML as escaped markup: nothing a mission says can become a tag."""

from markupsafe import Markup, escape

Child = str | Markup


def tag(name: str, *children: Child, **attributes: object) -> Markup:
    """Return one element.

    Attribute names lose a trailing underscore (``class_``) and turn other underscores into hyphens
    (``text_anchor``); attributes that are None are left out. Children that are plain strings are
    escaped.
    """
    pairs = ""
    for key, value in attributes.items():
        if value is not None:
            pairs += f' {spell(key)}="{escape(show(value))}"'
    inside = "".join(str(escape(child)) for child in children)
    return Markup(f"<{name}{pairs}>{inside}</{name}>")  # noqa: S704 - every part is escaped above


def spell(key: str) -> str:
    """Turn a Python name into an attribute name; ``viewBox`` and its like pass unchanged."""
    return key.rstrip("_").replace("_", "-")


def show(value: object) -> str:
    """Print an attribute's value; numbers as short as they can be."""
    if isinstance(value, float):
        # Hundredths of a pixel or a per cent are finer than any screen or paper.
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


def percent(share: float) -> str:
    """Print a share of the drawing's width or height: ``0.125`` is ``12.5%``."""
    return f"{show(100 * share)}%"


def join(parts: list[Markup] | tuple[Markup, ...]) -> Markup:
    """Put elements one after the other."""
    return Markup("").join(parts)
