"""A page that is not on the list is looked at by nobody."""

from tests.pages.every import NOT_PAGES, PAGES


def test_every_get_route_is_listed_or_says_why_not(app):
    routes = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    listed = {page.rule for pages in PAGES.values() for page in pages}
    assert routes - listed - NOT_PAGES.keys() == set(), "routes that nobody looks at"
    assert NOT_PAGES.keys() - routes == set(), "exceptions for routes that are gone"
    assert listed - routes == {"/nowhere"}, "pages that are gone"


def test_no_two_pages_of_a_role_share_a_name():
    for role, pages in PAGES.items():
        names = [page.name for page in pages]
        assert len(names) == len(set(names)), role
