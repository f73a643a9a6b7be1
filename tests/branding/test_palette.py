"""From one or two colours to a palette in which everything can be read."""

import re

import pytest
from coloraide import Color
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.branding.colours import TEXT, over, parsed, ratio, said
from hub.branding.notes import notes, warnings
from hub.branding.pairs import checked, refuse_what_cannot_be_read
from hub.branding.palette import Ground, NothingPasses, built_in, derived, nearest
from hub.branding.units import FORMS
from hub.paths import STATIC

HARSH = ("#ffff00", "#777777", "#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#00ffff")
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("typed", "colour"),
    [("#0D5F4A", "#0d5f4a"), ("FF0000", "#ff0000"), ("##fff", None),
     (" #fc0 ", "#ffcc00"), ("red", None), ("#12", None), ("", None),
     ("#zzzzzz", None), ("#1234567", None), ("rgb(1,2,3)", None), ("#12345\x00", None)],
)  # fmt: skip
def test_a_colour_is_a_sign_and_six_digits(typed, colour):
    assert parsed(typed) == colour


def test_the_numbers_are_those_of_wcag_and_never_rounded_up():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert said(ratio("#777777", "#ffffff")) == "4.4"  # 4.478, which fails
    assert over("#000000", 0.5) == "#808080"


def test_our_own_palette_is_the_one_of_tokens_css():
    """The numbers stand twice; here they are compared, `calc()` and `color-mix()` worked out."""
    text = (STATIC / "css" / "tokens.css").read_text()
    hues = dict(re.findall(r"--((?:brand|accent)-[hc]): ([\d.]+);", text))
    for name, value in re.findall(r"--([\w-]+): (light-dark\(oklch.*|oklch.*);", text):
        ours = built_in()["light"].get(name)
        if ours is None:
            continue
        for token, number in hues.items():
            value = value.replace(f"var(--{token})", number)
        value = re.sub(r"calc\(([\d.]+) \* ([\d.]+)\)", _times, value)
        found = re.findall(r"oklch\([^)]*\)", value)
        shades = [_hex(found[0]), _hex(found[-1])]
        assert shades == [built_in()[scheme][name] for scheme in ("light", "dark")], name


def _times(found: re.Match[str]) -> str:
    return str(float(found[1]) * float(found[2]))


def _hex(css: str) -> str:
    made = Color(css).fit("srgb", method="oklch-chroma").convert("srgb")
    return made.to_string(hex=True, fit="clip")


@pytest.mark.parametrize("accent", [None, *HARSH])
@pytest.mark.parametrize("brand", [None, *HARSH])
def test_the_harshest_colours_can_be_read_everywhere(brand, accent):
    refuse_what_cannot_be_read(derived(brand, accent))


@settings(deadline=None, max_examples=60)
@given(colours, colours)
def test_any_two_colours_can_be_read_everywhere(brand, accent):
    refuse_what_cannot_be_read(derived(brand, accent))


def test_a_colour_that_can_be_read_is_used_as_it_is():
    palette = derived("#0d5f4a", None)
    assert palette["light"]["brand"] == "#0d5f4a"
    assert palette["light"]["accent"] == built_in()["light"]["accent"]


def test_one_that_cannot_goes_to_the_nearest_shade_that_can_and_keeps_its_hue():
    used = nearest("#ffe000", [Ground("#ffffff")])
    assert ratio(used, "#ffffff") >= TEXT
    assert ratio(used, "#ffffff") < 4.65
    chosen, moved = (Color(colour).convert("oklch")["hue"] for colour in ("#ffe000", used))
    assert moved == pytest.approx(chosen, abs=4)


def test_where_nothing_passes_the_numbers_are_said():
    with pytest.raises(NothingPasses) as refusal:
        nearest("#808080", [Ground("#ffffff"), Ground("#000000", 18)])
    assert "#808080 on #000000 is 5.3:1 and needs 18.0:1" in str(refusal.value)


def test_a_palette_with_a_pair_that_fails_is_refused_with_the_numbers(app):
    palette = built_in()
    palette["light"]["ink"] = "#cccccc"
    with app.test_request_context(), pytest.raises(NothingPasses) as refusal:
        refuse_what_cannot_be_read(palette)
    assert "#cccccc on #fafaf6: 1.5:1, and it needs 4.5:1" in str(refusal.value)


def test_every_pair_has_a_name_and_numbers(app):
    with app.test_request_context():
        for pairs in checked(built_in()).values():
            for pair in pairs:
                assert pair.name
                assert float(pair.said) >= pair.least


def test_what_was_moved_is_told_in_numbers(db, published):
    told = notes(published(brand_colour="#ffe000", accent_colour="#111111"))
    assert "#ffe000 on white is 1.3:1, and words need 4.5:1. It is used as #" in told[0]
    assert any("#111111" in sentence and "bars need 3:1" in sentence for sentence in told)
    assert notes(published(brand_colour="#14532d"))[0].startswith("In dark: #14532d on #")


def test_an_accent_that_its_ground_swallows_is_told_in_numbers(db, published):
    white = warnings(published(accent_colour="#ffffff"))
    assert any("In light: the accent #ffffff on white is 1.0:1" in one for one in white)
    assert notes(published(accent_colour="#f8b734")) == []


def test_the_fields_for_words_show_a_plain_plural_and_no_dual():
    assert FORMS["ar"]["point"].more[0] == "نقاط"
