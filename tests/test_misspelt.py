"""What somebody may have meant."""

import pytest

from hub.misspelt import resembles


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("honst review", "honest review"),
        ("reveiw", "honest review"),
        ("hones tereview", "honest review"),
        ("hanah okonkwo", "hannah okonkwo"),
        ("mria", "maria silva"),
        ("gent", "ghent"),
        ("lighthuo", "lighthouse keepers"),
        ("fransisco", "francisco diaz"),
        ("丽平", "丽华"),
    ],
)
def test_a_slip_is_forgiven(typed, names):
    assert resembles(typed, names)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("saltmarsh", "lena marsh"),
        ("saltmarsh", "marsha salt"),
        ("saltmarsh", "marshall reed"),
        ("maria", "mark twain"),
        ("zeppelin", "zelda"),
        ("anna", "hannah"),
        ("gent", "genevieve"),
        ("berlin", "bernd linn"),
        ("honest zeppelin", "honest review"),
    ],
)
def test_another_name_is_not(typed, names):
    assert not resembles(typed, names)
