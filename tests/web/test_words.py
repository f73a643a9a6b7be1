"""Numbers and addresses as pages show them."""

import pytest
from flask_babel import force_locale

from hub.web.words import breakable, number


@pytest.mark.parametrize(("language", "text"), [("en", "−1,234"), ("de", "−1.234")])
def test_below_zero_there_is_a_minus_and_no_hyphen(app, language, text):
    with app.test_request_context(), force_locale(language):
        assert number(-1234) == text


def test_an_address_breaks_after_its_signs_and_runs_nothing():
    assert breakable("ada@work.example") == "ada@<wbr>work.<wbr>example"
    assert breakable("<b>@x") == "&lt;b&gt;@<wbr>x"
