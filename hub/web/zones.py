"""Time zones as people know them: by a city, in the reader's language."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from hub import clock
from hub.web.words import reader_locale

# Languages that spell these as we would on a plain keyboard leave them to us.
_SPELT = {"America/Sao_Paulo": "São Paulo", "America/Asuncion": "Asunción"}
_CONTINENTS = {
    "Africa": "002",
    "America": "019",
    "Antarctica": "AQ",
    "Asia": "142",
    "Australia": "AU",
    "Europe": "150",
    "Pacific": "009",
}


def city(zone: str) -> str:
    """The city by which the zone is known."""
    return _city(zone, str(reader_locale()))


def zone_choices(current: str | None = None) -> list[SelectChoice]:
    """Every zone once, by continent and city; `current` too where it is an old name of one."""
    choices = list(_choices(str(reader_locale()), clock.today()))
    if current and current not in {choice.value for choice in choices}:
        choices.insert(0, SelectChoice(current, city(current)))
    return choices


@lru_cache(maxsize=32)
def _choices(locale: str, today: date) -> tuple[SelectChoice, ...]:
    noon = datetime.combine(today, time(12))
    found = [_choice(zone, locale, noon) for zone in zones()]
    return tuple(sorted(found, key=lambda one: (one.optgroup or "", one.label.casefold())))


def _choice(zone: str, locale: str, at: datetime) -> SelectChoice:
    label = f"{_city(zone, locale)} ({_offset(zone, at)})"
    # Some browsers go by an old name.
    old = " ".join(_old_names().get(zone, ()))
    also = {"data-also": old} if old else {}
    return SelectChoice(zone, label, also, _continent(zone.partition("/")[0], locale))


def _offset(zone: str, at: datetime) -> str:
    ahead = at.replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
    minutes = int(ahead.total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def _continent(name: str, locale: str) -> str:
    if name == "Atlantic":
        return _("Atlantic")
    if name == "Indian":
        return _("Indian Ocean")
    return Locale.parse(locale).territories[_CONTINENTS["Europe" if name == "Arctic" else name]]


@cache
def _city(zone: str, locale: str) -> str:
    known = Locale.parse(locale).time_zones
    for name in (zone, *_old_names().get(zone, ())):
        if "city" in known.get(name, {}):
            return known[name]["city"]
    return _SPELT.get(zone) or zone.rpartition("/")[2].replace("_", " ")


@cache
def zones() -> tuple[str, ...]:
    """Today's names of places that people live in, without the older ones."""
    new_names = get_global("zone_aliases")
    today = {new_names.get(zone, zone) for zone in get_global("zone_territories")}
    kept = {zone for zone in today & available_timezones() if "/" in zone}
    return tuple(sorted(zone for zone in kept if not zone.startswith("Etc/")))


@cache
def _old_names() -> dict[str, list[str]]:
    """The older names of each zone: the tables of languages and some browsers still use them."""
    found = defaultdict(list)
    for old, new in get_global("zone_aliases").items():
        if old.partition("/")[0] == new.partition("/")[0]:
            found[new].append(old)
    return dict(found)
