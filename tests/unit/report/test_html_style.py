"""Colours of the page."""

import re
from importlib.resources import files

import pytest


def tokens(block):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def contrast(a, b):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_words_and_marks_stand_out_in_light_and_dark(scheme):
    style = files("exeunt.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    colours = tokens(re.findall(r":root \{(.*?)\}", style, flags=re.DOTALL)[scheme])
    for ground in ("page", "card"):
        for word in ("ink", "soft", "faint", "accent", "good", "bad", "warn", "deadline"):
            assert contrast(colours[word], colours[ground]) >= 4.5, (word, ground)
    assert contrast(colours["bad"], colours["bad-soft"]) >= 4.5
    assert contrast(colours["warn"], colours["warn-soft"]) >= 4.5
    assert contrast(colours["accent"], colours["bad-soft"]) >= 4.5
    for i in range(1, 9):
        assert contrast(colours[f"t{i}"], colours["card"]) >= 3, f"t{i}"
