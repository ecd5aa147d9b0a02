"""What submitted notes and shared summaries have in common: immutable versions, each but the first with a reason."""

from typing import Protocol


class Version(Protocol):
    """A stored version; `fingerprint` is that of its content."""

    version: int
    fingerprint: str


class Unchanged(Exception):
    """The content is the same as in the last version."""


class ReasonNeeded(Exception):
    """A version after the first says why."""


def next_version(last: Version | None, fingerprint: str, reason: str) -> int:
    """The number of a new version with this content; raises `Unchanged`, or `ReasonNeeded` without a reason."""
    if last is None:
        return 1
    if last.fingerprint == fingerprint:
        raise Unchanged
    if not reason:
        raise ReasonNeeded
    return last.version + 1
