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
    kind: NotRequired[str]
    source: NotRequired[str]
    about: NotRequired[str]


PriorityContent = TypedDict("PriorityContent", {"title": str, "reason": str, "from": list[str]})
"""An area that a meeting chose; `from` are the headings of the meeting before that it was chosen from."""


class OwnContent(TypedDict):
    """What the network made its own in the guide: a text on the meeting, and by question prompts of its own."""

    text: str
    follow_ups: dict[str, list[str]]
    examples: dict[str, list[str]]


class OutcomeContent(TypedDict):
    """What a meeting came to."""

    key_points: list[str]
    agreed: list[str]
    disagreed: list[str]


class CheckContent(TypedDict):
    """What members answered to *Stämmer det här?*: how many agree, and what others wrote, in the place of a note in the
    list of notes, or of the whole (null)."""

    agree: int
    remarks: list[tuple[int | None, str]]


class MeetingContent(TypedDict):
    """A meeting, `day` days from the day when the demo is loaded, played as far as `state`.

    `absent` are the places of the members who did not come, in the network's list; where it is missing nobody has said
    who came. One ahead may be `sent`, with `answers` from members at their places.
    """

    number: int
    day: int
    time: str
    place: str
    state: str
    notes: list[NoteContent]
    texts: dict[str, str]
    absent: NotRequired[list[int]]
    minutes: NotRequired[int]
    way: NotRequired[str]
    link: NotRequired[str]
    phone: NotRequired[str]
    sent: NotRequired[bool]
    answers: NotRequired[list[tuple[str, int]]]
    priorities: NotRequired[list[PriorityContent]]
    own: NotRequired[OwnContent]
    outcome: NotRequired[OutcomeContent]
    check: NotRequired[CheckContent]


class PlanText(TypedDict, total=False):
    """What people wrote in a plan. `actions` by the heading of the theme that they were drafted from, `areas` by that
    of the area; `added` are actions of their own."""

    texts: dict[str, str]
    areas: dict[str, dict[str, str]]
    actions: dict[str, dict[str, str]]
    added: list[dict[str, str]]
    proposals: list[dict[str, str]]
    measures: list[dict[str, str]]
    risks: list[dict[str, str]]


class AnswerContent(TypedDict):
    """What an organisation or a body answered so many days ago, by the fields of its record. One that is `proposed` was
    written by link, and nobody has confirmed it."""

    days_ago: int
    said: dict[str, Any]
    body: NotRequired[str]
    outcome: NotRequired[str]
    follow_up_in: NotRequired[int]
    proposed: NotRequired[bool]


class HandedInContent(TypedDict):
    """A plan that was handed in so many days ago, to these bodies, and what came of it."""

    days_ago: int
    to: list[str]
    endorsements: list[AnswerContent]
    decisions: list[AnswerContent]


class ClosingContent(TypedDict):
    """One answer to the closing form."""

    role: str
    usefulness: str | None
    worked: str
    hard: str
    advice: str
    quotable: bool


class InvitedContent(TypedDict):
    """Somebody who was asked and has not answered: one from more than a month ago has run out."""

    name: str
    perspective: str
    organisation: str
    days_ago: int


class BodyContent(TypedDict):
    """Who is to receive a network's plan, so many days from the day when the demo is loaded."""

    name: str
    arena: str
    hand_in: int | None


class NetworkContent(TypedDict):
    """A network; each member is a list of one or two perspectives, and those at the places of `mailed` have an e-mail
    address. One that has finished has answered at its close."""

    slug: str
    place: str
    region: str
    variant: str
    bodies: list[BodyContent]
    leader: str
    members: list[list[str]]
    invited: NotRequired[list[InvitedContent]]
    mailed: NotRequired[list[int]]
    meetings: list[MeetingContent]
    plan: NotRequired[PlanText]
    handed_in: NotRequired[HandedInContent]
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


class PointContent(TypedDict):
    """What a network's leaders want to take up."""

    network: str
    text: str


class ActionContent(TypedDict):
    """What a network, or Nka (None), is to do; `due` in days from the day when the demo is loaded."""

    who: str | None
    text: str
    due: int
    done: bool


class CallContent(TypedDict):
    """A call with the leaders, `day` days from the day when the demo is loaded; one without notes is to come."""

    step: int
    occasion: str
    day: int
    clock: str
    minutes: int
    points: list[PointContent]
    came: list[str]
    notes: str
    actions: list[ActionContent]


def read_calls() -> list[CallContent]:
    """The calls with the leaders."""
    calls: list[CallContent] = _read("calls")["calls"]
    return calls


class IntroductionContent(TypedDict):
    """The introduction to the programme; `film` is an address without https://, of a site that nobody can own."""

    film: str
    minutes: int
    captions: str
    transcript: str


def read_introduction() -> IntroductionContent:
    """The introduction to the programme."""
    found: IntroductionContent = _read("introduction")
    return found


def _read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


class ReportTextContent(TypedDict):
    """A passage by its key, by the heading of its theme, or an own one in a chapter."""

    passage: NotRequired[str]
    theme: NotRequired[str]
    own: NotRequired[str]
    title: NotRequired[str]
    text: str


class ReplyContent(TypedDict):
    """What Nka answered."""

    outcome: str
    words: str


class RemarkContent(TypedDict):
    """What a network answered; a remark is about the theme with that heading."""

    network: str
    kind: str
    theme: NotRequired[str]
    text: NotRequired[str]
    may_print: NotRequired[bool]
    reply: NotRequired[ReplyContent]


class ReportContent(TypedDict):
    """What is written in the report, and its reconciliation, sent some days ago."""

    texts: list[ReportTextContent]
    days_ago: int
    answer_in: int
    answers: list[RemarkContent]


def read_report() -> ReportContent:
    """The report's texts and its reconciliation."""
    found: ReportContent = _read("report")
    return found
