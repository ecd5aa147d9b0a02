"""What submitted notes and shared summaries have in common: immutable versions, each but the first with a reason."""

from typing import Protocol


class Version(Protocol):
    """A stored version."""

    version: int


class Unchanged(Exception):
    """The content is the same as in the last version."""


class ReasonNeeded(Exception):
    """A version after the first says why."""


def next_version(last: Version | None, reason: str, *, unchanged: bool) -> int:
    """The number of a new version; raises `Unchanged`, or `ReasonNeeded` where there is none."""
    if last is None:
        return 1
    if unchanged:
        raise Unchanged
    if not reason:
        raise ReasonNeeded
    return last.version + 1
