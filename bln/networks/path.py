"""The path of a network's meetings, and the one next step, as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from bln.desk.queries import shared_steps
from bln.networks.context import meeting_title
from bln.networks.models import CompiledBy, Network, Programme
from bln.networks.queries import MeetingRow
from exports import wording
from meetings.progress import NextStep, NextStepKind, is_late, next_step, state_of


@dataclass(frozen=True)
class Stone:
    """A meeting on the path."""

    number: int
    title: str
    date_text: str
    state: str
    state_text: str
    late: bool
    current: bool
    href: str


@dataclass(frozen=True)
class StepShown:
    """The next step as a sentence with a button; no button while one waits for somebody else."""

    sentence: str
    label: str = ""
    href: str = ""


def stones(network: Network, rows: Sequence[MeetingRow], today: date, *, for_members: bool = False) -> list[Stone]:
    """The path; the current stone is the meeting of the next step. Members see the dates that were sent."""
    step = next_of(network, rows, today)
    return [
        Stone(
            number=row.facts.number,
            title=meeting_title(network, row.steps),
            date_text=_date_text(row, today, for_members=for_members),
            state=state_of(row.facts).value,
            state_text=wording.MEETING_STATES[state_of(row.facts)],
            late=is_late(row.facts, today),
            current=row.facts.number == step.meeting,
            href=url_for("room.before", slug=network.slug, number=row.facts.number),
        )
        for row in rows
    ]


def _date_text(row: MeetingRow, today: date, *, for_members: bool) -> str:
    if row.facts.cancelled:
        return ""
    planned = row.facts.planned
    shown = row.told if for_members and not (planned and planned < today) else planned
    return wording.day(shown) if shown else "datum saknas"


def shared_round_links(programme: Programme) -> list[tuple[str, str]]:
    """The rounds whose national summary is shared: what each is called, and its address."""
    shared = shared_steps(programme)
    return [
        (f"Mötesomgång {number}: {step.title}", url_for("desk.show_summary", programme=programme.slug, number=number))
        for number, step in enumerate(programme.template.steps, start=1)
        if step.key in shared
    ]


def next_of(network: Network, rows: Sequence[MeetingRow], today: date) -> NextStep:
    """The one thing to do next in a network."""
    leaders_compile = network.programme.compiled_by is CompiledBy.LEADERS
    return next_step([row.facts for row in rows], today, leaders_compile=leaders_compile)


def shown_step(network: Network, step: NextStep) -> StepShown:
    """A next step in Swedish, with where it is done."""
    number = step.meeting or 0

    def to(endpoint: str) -> str:
        return url_for(endpoint, slug=network.slug, number=number)

    match step.kind:
        case NextStepKind.PLAN_DATE:
            return StepShown(f"Bestäm när möte {number} ska vara.", "Planera mötet", to("networks.plan_meeting"))
        case NextStepKind.SEND_DATE:
            sentence = f"Möte {number} är planerat men inte skickat."
            return StepShown(sentence, "Skicka inbjudan till mötet", to("announcing.send"))
        case NextStepKind.PREPARE:
            return StepShown(f"Förbered möte {number}: läs mötesguiden.", "Öppna mötesguiden", to("room.before"))
        case NextStepKind.WRITE_NOTES:
            return StepShown(f"Skriv anteckningarna från möte {number}.", "Skriv anteckningar", to("notes.during"))
        case NextStepKind.SUBMIT_NOTES:
            return StepShown(f"Lämna in anteckningarna från möte {number}.", "Gå till inlämning", to("room.submit"))
        case NextStepKind.SUBMIT_AGAIN:
            sentence = f"Möte {number} är öppnat eller ändrat sedan det lämnades in. Lämna in en ny version."
            return StepShown(sentence, "Gå till inlämning", to("room.submit"))
        case NextStepKind.COMPILE_SUMMARY:
            return StepShown(f"Sammanställ möte {number}.", "Sammanställ", to("desk.show_summary"))
        case NextStepKind.WAIT_FOR_SUMMARY:
            return StepShown(f"Anteckningarna från möte {number} är inlämnade. Nka sammanställer dem.")
        case _:
            href = url_for("plans.show", slug=network.slug)
            return StepShown("Alla möten är sammanställda. Läs förslaget till lokal plan.", "Läs planen", href)
