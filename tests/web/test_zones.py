"""Time zones in the words of their readers."""

import time

import pytest
from flask_babel import force_locale

from hub.web.zones import city, zone_choices, zones


@pytest.mark.parametrize(
    ("zone", "locale", "name"),
    [
        ("America/Sao_Paulo", "en", "São Paulo"),
        ("Asia/Tokyo", "de", "Tokio"),
        ("Asia/Kolkata", "ja", "コルカタ"),
        ("Asia/Calcutta", "en", "Kolkata"),
        ("America/Argentina/Buenos_Aires", "en", "Buenos Aires"),
        ("Europe/Berlin", "pt_BR", "Berlim"),
    ],
)
def test_a_zone_is_called_by_its_city(app, zone, locale, name):
    with app.test_request_context(), force_locale(locale):
        assert city(zone) == name


def test_the_list_has_each_zone_once_by_continent(app):
    with app.test_request_context():
        choices = {one.value: one for one in zone_choices()}
        assert choices["Asia/Kolkata"].label == "Kolkata (UTC+5:30)"
        assert choices["Asia/Kolkata"].optgroup == "Asia"
        assert "Asia/Calcutta" in choices["Asia/Kolkata"].render_kw["data-also"].split()
        assert not {"Asia/Calcutta", "US/Eastern", "Etc/GMT+1"} & choices.keys()
        assert len(choices) == len(zones()) < 450


def test_an_old_name_that_somebody_chose_stays_choosable(app):
    with app.test_request_context():
        assert zone_choices("Asia/Calcutta")[0].value == "Asia/Calcutta"


def test_it_is_made_once_a_day(app):
    with app.test_request_context():
        zone_choices()
        started = time.perf_counter()
        zone_choices()
        assert time.perf_counter() - started < 0.02
