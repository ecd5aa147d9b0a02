"""The time box on the screen: it tells how much is left, and stops nobody."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

MOST_MINUTES = 300


@dataclass(frozen=True, slots=True)
class Clock:
    """The planned `minutes` of a question, the seconds `spent` before the clock was last started, and since when it
    runs; None while it stands still."""

    minutes: int
    spent: int = 0
    running_since: datetime | None = None

    def left(self, now: datetime) -> int:
        """Seconds that are left; 0 when the time is out."""
        return max(0, self.minutes * 60 - self._used(now))

    def started(self, now: datetime) -> "Clock":
        """The same clock, running."""
        return self if self.running_since else replace(self, running_since=now)

    def paused(self, now: datetime) -> "Clock":
        """The same clock, standing still."""
        return replace(self, spent=self._used(now), running_since=None)

    def lengthened(self, minutes: int, now: datetime) -> "Clock":
        """With more minutes from now on; what went over the time is forgotten. At most `MOST_MINUTES` in all."""
        longer = min(self.minutes + minutes, MOST_MINUTES)
        if self.left(now):
            return replace(self, minutes=longer)
        return Clock(longer, self.minutes * 60, now if self.running_since else None)

    def _used(self, now: datetime) -> int:
        running = now - self.running_since if self.running_since else timedelta()
        return self.spent + max(0, int(running.total_seconds()))
