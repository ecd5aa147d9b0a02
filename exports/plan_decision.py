"""What stands on page one of a plan for its receiving body: its proposed decision, or what was decided."""

import re
from collections.abc import Iterator
from datetime import date

from exports import plan_wording, wording
from exports.document import Block, Heading, Item, ListBlock, Paragraph, Text
from exports.prose import text_blocks
from meetings.plan import Plan
from meetings.plan_bodies import Body
from meetings.plan_content import DecisionForm
from meetings.plan_version import Adoption, Stamp

DRAFT = "Utkast: planen är inte beslutad."
PROPOSED = "Förslag: planen är inte beslutad."
PROPOSAL = "Förslag till beslut"
NO_PROPOSAL = "Nätverket har inte formulerat något förslag till beslut för {body}."
_NAMES = ("Nka", "Region", "Regionen")
_ATT = re.compile(r"att\s+", re.IGNORECASE)
_SEVERAL = re.compile(r"[.!?]\s+\w")


def notice_of(stamp: Stamp | None, adoption: Adoption | None) -> str:
    """How far the plan has come, until it is adopted."""
    return "" if adoption else PROPOSED if stamp else DRAFT


def facts_of(body: Body, stamp: Stamp | None, adoption: Adoption | None) -> tuple[tuple[str, str], ...]:
    """Who the plan is for or who has decided, and which version it is; an empty value is left out."""
    about = _decided(adoption) if adoption else (("Till", body.name),)
    if stamp is None:
        return about
    return (*about, ("Version", f"{stamp.number}, {_day(stamp.made_on)}"), ("Kontrollkod", stamp.mark))


def _decided(adoption: Adoption) -> tuple[tuple[str, str], ...]:
    return (
        ("Beslutad av", adoption.body),
        ("Beslutsdatum", _day(adoption.decided_on)),
        ("Paragraf", plan_wording.paragraph(adoption.paragraph)),
        ("Diarienummer", adoption.registration_number),
        ("Beslut", plan_wording.OUTCOMES[adoption.outcome]),
        ("Giltig till", _day(adoption.valid_until)),
        ("Ansvarig för dokumentet", adoption.responsible),
        ("Följs upp", _day(adoption.follow_up_on)),
    )


def page_one(plan: Plan, body: Body, stamp: Stamp | None, adoption: Adoption | None) -> Iterator[Block]:
    """Why the plan comes again, and the proposed decision; once adopted, what the decision changed in it."""
    if adoption:
        if adoption.amendments:
            yield Heading(2, "Ändringar enligt beslutet")
            yield from text_blocks(adoption.amendments)
        return
    if stamp and stamp.returned:
        yield Heading(2, "Varför planen kommer tillbaka")
        yield from text_blocks(stamp.returned)
    if stamp and stamp.reason:
        yield Heading(2, "Det som är nytt i den här versionen")
        yield from text_blocks(stamp.reason)
    yield Heading(2, PROPOSAL)
    yield from decision_blocks(plan, body)


def decision_blocks(plan: Plan, body: Body) -> Iterator[Block]:
    """The numbered points of the body's own proposed decision, in the form that the network has chosen."""
    if not plan.proposals:
        yield Paragraph((Text(NO_PROPOSAL.format(body=body.name)),))
        return
    clauses = plan.form is DecisionForm.CLAUSES
    before = f"{body.name} beslutar:" if clauses else f"Nätverket föreslår att {body.name} fattar detta beslut:"
    yield Paragraph((Text(before),))
    yield ListBlock(tuple(Item((Text(point),)) for point in decision_points(plan, body)), numbered=True)


def decision_points(plan: Plan, body: Body) -> tuple[str, ...]:
    """The points as they are to be decided: att-satser or full sentences, whichever way they were written."""
    worded = as_clause if plan.form is DecisionForm.CLAUSES else as_sentence
    return tuple(worded(point.text.strip(), body) for point in plan.proposals)


def as_clause(text: str, body: Body) -> str:
    """A point as an att-sats: "Kommunen inför X." is "att kommunen inför X"."""
    started = _ATT.match(text)
    rest = text[started.end() :] if started else _lowered(text, body)
    return f"att {rest if _SEVERAL.search(rest) else rest.rstrip('.')}"


def as_sentence(text: str, body: Body) -> str:
    """A point as a sentence that stands by itself: "att införa X" is "Almviks kommun beslutar att införa X."."""
    started = _ATT.match(text)
    whole = wording.sentence(f"{body.name} beslutar att {text[started.end() :]}" if started else text)
    return whole if whole.endswith((".", "!", "?")) else f"{whole}."


def _lowered(text: str, body: Body) -> str:
    """The text from a small letter, unless it begins with a name or an abbreviation."""
    first = text.split(maxsplit=1)[0] if text else ""
    named = first.strip(".,") in (*_NAMES, *body.name.split()) or any(letter.isupper() for letter in first[1:])
    return text if named else text[:1].lower() + text[1:]


def _day(day: date | None) -> str:
    return wording.date_in_full(day) if day else ""
