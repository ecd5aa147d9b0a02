"""The demo's content, as written in the files of `content/`."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NotRequired, TypedDict

FOLDER = Path(__file__).parent / "content"


class NoteContent(TypedDict):
    """A note; `theme` is the heading under which it is sorted, `about` the priority that the theme continues."""

    question: str
    text: str
    perspective: str | None
    theme: str | None
    quotable: bool
    source: NotRequired[str]
    about: NotRequired[str]


class MeetingContent(TypedDict):
    """A meeting, `day` days from the day when the demo is loaded, played as far as `state`."""

    number: int
    day: int
    time: str
    place: str
    state: str
    notes: list[NoteContent]
    texts: dict[str, str]


class ClosingContent(TypedDict):
    """One answer to the closing form."""

    role: str
    usefulness: str | None
    worked: str
    hard: str
    advice: str
    quotable: bool


class NetworkContent(TypedDict):
    """A network; each member is a list of one or two perspectives. One that has finished has answered at its close."""

    slug: str
    place: str
    region: str
    variant: str
    bodies: list[str]
    leader: str
    members: list[list[str]]
    meetings: list[MeetingContent]
    closing: NotRequired[list[ClosingContent]]


class NationalTheme(TypedDict):
    """A national theme; `joins` names the networks' themes (network, heading) whose notes it takes."""

    title: str
    text: str
    question: str
    joins: list[list[str]]


class NationalRound(TypedDict):
    """A round whose national summary is shared."""

    step: str
    themes: list[NationalTheme]


def read_programme() -> dict[str, Any]:
    """The programme's settings, and its networks in order."""
    found: dict[str, Any] = _read("programme")
    return found


def read_networks(slugs: Sequence[str]) -> list[NetworkContent]:
    """The networks with these slugs."""
    return [_read(slug) for slug in slugs]


def read_rounds() -> list[NationalRound]:
    """The rounds that are shared nationally."""
    rounds: list[NationalRound] = _read("national")["rounds"]
    return rounds


def _read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
