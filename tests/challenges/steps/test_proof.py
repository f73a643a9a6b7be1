"""Links that prove something: normalised, only to pages, and at the site that was named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import pictures
from hub.challenges import operations
from hub.challenges.steps.addresses import is_at, normalised
from hub.challenges.words import DISCLOSURE
from tests.challenges.helpers import a_picture
from tests.challenges.steps.helpers import a_step, give, missing, path_of, under_way


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" https://Peers.Example:443/a?b=C#d ", "https://peers.example/a?b=C#d"),
        ("peers.example/a", "https://peers.example/a"),
        ("http://peers.example", "http://peers.example/"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/ü"),
        ("http://peers.example:8080/", "http://peers.example:8080/"),
    ],
)
def test_a_link_is_kept_in_one_way(typed, kept):
    assert normalised(typed) == kept
    assert normalised(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", "javascript://x.example/%0aalert(1)",
        "data:text/html,x", "ftp://peers.example/a", "mailto:a@b.example", "https://",
        "https://localhost/a", "https://a@peers.example/", "https://peers.example:99999/",
        "two words", "https://[broken", "", "https://peers.example/" + "a" * 2000,
        "https://peers.example/a\nb",
    ],
)  # fmt: skip
def test_what_is_no_link_to_a_page_is_none(typed):
    assert normalised(typed) is None


@given(st.text(max_size=80))
def test_whatever_is_typed_becomes_a_link_to_a_page_or_nothing(typed):
    kept = normalised(typed)
    assert kept is None or kept.startswith(("https://", "http://"))
    assert kept is None or normalised(kept) == kept


@pytest.mark.parametrize(
    ("link", "there"),
    [
        ("https://www.peers.example/r/1", True),
        ("https://peers.example/r/1", True),
        ("https://de.peers.example/r/1", True),
        ("https://evilpeers.example/", False),
        ("https://peers.example.evil.example/", False),
        ("https://evil.example/?peers.example", False),
    ],
)
def test_a_review_is_at_the_site_or_below_it(reader, db, member, link, there):
    assert is_at(link, "https://www.peers.example/product") is there
    step = a_step("review_site")
    sentence = missing(step, give(step, member, link=link))
    assert (sentence is None) is there
    assert there or "does not lead to peers.example" in sentence


@pytest.mark.parametrize("kind", ["proof", "review_site", "share"])
def test_a_draft_of_a_link_is_kept_as_it_is_typed(reader, db, member, kind):
    step = a_step(kind)
    saved = give(step, member, link="https:/")
    assert saved.content == {"link": "https:/"}
    assert "not a link we can open" in missing(step, saved)
    assert give(step, member, link=" ").content == {}
    assert missing(step, saved)
    with pytest.raises(operations.TooLong):
        give(step, member, link="x" * 20_001)


def test_proof_is_a_link_or_a_picture_as_it_says(reader, db, member):
    picture = pictures.save(a_picture(), "proof", private=True)
    for accepts, by_link, by_picture in (
        ("link", True, False), ("picture", False, True), ("either", True, True),
    ):  # fmt: skip
        step = a_step("proof", {"accepts": accepts})
        saved = give(step, member, link="https://a.example/1")
        assert (missing(step, saved) is None) is by_link
        give(step, member, link="")
        attempt = under_way(step, member)
        saved = operations.save_draft(attempt, step, by=member, picture=picture)
        assert (missing(step, saved) is None) is by_picture


def test_the_pages_of_links(db, tab, member, sign_in_as, manager, htmx):
    for kind in ("proof", "review_site", "share"):
        step = a_step(kind)
        attempt = under_way(step, member)
        page = tab.get(f"/challenges/{step.challenge_id}").text
        if kind != "proof":
            assert page.count(str(DISCLOSURE)) == 1
        if kind == "share":
            assert "Come and see\nhttps://hub.example/news" in page
        address, field = path_of(step), f"step-{step.id}"
        saved = tab.post(address, data={field: "www.peers.example/r/1"}, headers=htmx)
        assert "1 of 1" in saved.text
        wrong = tab.post(address, data={field: "<script>alert(1)</script>"}, headers=htmx)
        assert "not a link we can open" in wrong.text
        page = tab.get(f"/challenges/{step.challenge_id}").text
        assert "<script>alert" not in page
        tab.post(address, data={field: "www.peers.example/r/1"})
        tab.post(f"/challenges/{step.challenge_id}/hand-in")
        seen = sign_in_as(manager).get(f"/console/reviews/{attempt.id}").text
        assert 'href="https://www.peers.example/r/1"' in seen


def test_a_picture_beside_a_link_goes_by_itself(db, tab, member, htmx):
    step = a_step("proof")
    under_way(step, member)
    picture = {f"file-{step.id}": (a_picture(), "mine.png")}
    response = tab.post(path_of(step), data=picture, headers=htmx)
    assert response.headers["HX-Retarget"] == f"#step-{step.id}"
    assert "<img" in response.text
    assert "data-done" in response.text
    both = {f"step-{step.id}": "a.example/b", f"file-{step.id}": (a_picture(), "other.png")}
    assert tab.post(path_of(step), data=both).status_code == 303
