"""Marks around the words that were looked for."""

import pytest
from markupsafe import Markup

from hub.search.marking import marked


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Honest review", "rev", "Honest [rev]iew"),
        ("Honest review", "HONEST, review!", "[Honest] [review]"),
        ("Leaderboard", "board", "Leaderboard"),
        ("Größe zählt", "grosse zah", "[Größe] [zäh]lt"),
        ("Łódź", "lodz", "[Łódź]"),
        ("Cafe\u0301 au lait", "cafe", "[Cafe\u0301] au lait"),
        ("顧客レビューを書く", "レビュー", "顧客[レビュー]を書く"),
        ("ﬁnd it", "find", "[ﬁnd] it"),
        ("a_b", "b", "a_[b]"),
        ("Anything", "...", "Anything"),
        ("", "word", ""),
        ("a+b (c)", "a+b", "[a]+[b] (c)"),
    ],
)
def test_marks(text, words, shown):
    marks = Markup(shown.replace("[", "<mark>").replace("]", "</mark>"))
    assert marked(text, words) == marks


def test_everything_is_escaped_inside_and_outside_of_marks():
    shown = marked('<b>bold & "brave"</b> <img src=x>', "bold b img")
    assert shown == (
        "&lt;<mark>b</mark>&gt;<mark>bold</mark> &amp; &#34;<mark>b</mark>rave&#34;"
        "&lt;/<mark>b</mark>&gt; &lt;<mark>img</mark> src=x&gt;"
    )
