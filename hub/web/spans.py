"""From when to when: in a time zone, by name, and in the reader's where that differs."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import format_datetime
from flask_babel import gettext as _

from hub.web.words import pattern
from hub.web.zones import city


@dataclass(frozen=True)
class Span:
    """Two instants, and the time zone of where they matter."""

    starts_at: datetime
    ends_at: datetime
    timezone: str

    def there(self) -> str:
        """Date and time where it takes place, with the zone's name."""
        zone = ZoneInfo(self.timezone)
        return _("%(span)s, %(zone)s", span=self._in(zone), zone=self.zone_name())

    def here(self, timezone: str | None) -> str | None:
        """Date and time in `timezone`, or None where the clocks there say the same."""
        if not timezone:
            return None
        own, other = ZoneInfo(self.timezone), ZoneInfo(timezone)
        if (
            self.starts_at.astimezone(own).utcoffset()
            == self.starts_at.astimezone(other).utcoffset()
        ):
            return None
        return self._in(other)

    def zone_name(self) -> str:
        """The zone as people call it: "Brussels time (CET)"."""
        start = self.starts_at.astimezone(ZoneInfo(self.timezone))
        if "/" not in self.timezone:
            return self.timezone
        return _("%(city)s time (%(short)s)", city=city(self.timezone), short=start.tzname())

    def _in(self, zone: ZoneInfo) -> str:
        start, end = self.starts_at.astimezone(zone), self.ends_at.astimezone(zone)
        full, hours = pattern("yMMMEd", "Hm"), pattern("Hm")
        until = hours if start.date() == end.date() else full
        return f"{local(start, full)}–{local(end, until)}"


def local(instant: datetime, shape: str) -> str:
    """What the clocks of the instant's own zone say, in that shape."""
    return format_datetime(instant.replace(tzinfo=None), shape, rebase=False)
