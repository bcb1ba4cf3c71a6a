"""When it is, where the municipality is: days begin at midnight in Amsterdam."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

__all__ = ["AMSTERDAM", "moment"]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def moment(milliseconds: int) -> datetime:
    """The time in Amsterdam, so many milliseconds after the epoch."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(AMSTERDAM)
