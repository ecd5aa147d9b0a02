"""The agenda of a coordination call."""

from collections.abc import Iterator, Sequence
from datetime import date

from exports import wording
from exports.context import Context
from exports.document import Block, Document, Heading, Item, ListBlock, Paragraph, Text
from meetings.agenda import Action, Agenda, Occasion
from meetings.programme import Step

NKA = "Nka"


def agenda_document(agenda: Agenda, number: int, context: Context) -> Document:
    """The agenda of the call before or after round `number`, as a document to read, print or send."""
    blocks: list[Block] = [
        *_standing(agenda),
        *_points(agenda),
        *_questions(agenda),
        *_silences(agenda),
        *_actions(agenda),
        *_coming(agenda.step, agenda.occasion),
    ]
    title = f"Dagordning: nätverksledarträff {wording.OCCASIONS[agenda.occasion]} mötesomgång {number}"
    return context.document(title, blocks)


def _standing(agenda: Agenda) -> Iterator[Block]:
    yield Heading(2, "Så långt har nätverken kommit")
    if not agenda.networks and not agenda.cancelled:
        yield Paragraph((Text("Programmet har inga nätverk än."),), "gap")
        return
    if agenda.networks:
        handed_in = f"{len(agenda.handed_in)} av {wording.counted(agenda.networks, 'nätverk')} har lämnat in."
        yield Paragraph((Text(handed_in),), "lead")
    items = [
        ("Har lämnat in", list(agenda.handed_in)),
        ("Har träffats men inte lämnat in", list(agenda.held)),
        ("Skulle ha träffats, men har inga anteckningar", _with_days(agenda.passed)),
        ("Har en dag bestämd", _with_days(agenda.planned)),
        ("Har ingen dag än", list(agenda.unplanned)),
        ("Har ställt in mötet", list(agenda.cancelled)),
    ]
    yield _list([(label, f"{wording.join(places)}.") for label, places in items if places])


def _points(agenda: Agenda) -> Iterator[Block]:
    yield Heading(2, "Ledarnas frågor")
    if agenda.points:
        yield _list([(point.place, point.text) for point in agenda.points])
    else:
        yield Paragraph((Text("Ingen har lagt till något än."),), "muted")


def _questions(agenda: Agenda) -> Iterator[Block]:
    if agenda.questions:
        yield Heading(2, "Frågor till Nka som väntar på svar")
    for group in agenda.questions:
        if group.theme or len(agenda.questions) > 1:
            yield Heading(3, group.theme or "Inte i något tema")
        told = [f"{each.text} ({each.place})" if each.place else each.text for each in group.read]
        if group.others:
            told.append(f"{wording.counted(group.others, 'fråga')}{' till' if told else ''}")
        yield ListBlock(tuple(Item((Text(text),)) for text in told))


def _silences(agenda: Agenda) -> Iterator[Block]:
    if agenda.silences:
        yield Heading(2, "Perspektiv som saknas")
        yield _list(
            [
                (wording.sentence(wording.PERSPECTIVES_PLURAL[each.perspective]), f"{wording.join(each.places)}.")
                for each in agenda.silences
            ]
        )


def _actions(agenda: Agenda) -> Iterator[Block]:
    yield Heading(2, "Det vi kom överens om")
    if agenda.actions:
        yield _list([(action.place or NKA, _promise(action, agenda)) for action in agenda.actions])
    else:
        yield Paragraph((Text("Inget från tidigare träffar är ogjort."),), "muted")


def _promise(action: Action, agenda: Agenda) -> str:
    """For example "Bjuder in en politiker, senast måndag 3 mars (dagen har passerat)."."""
    sentence = action.text.rstrip(".")
    if action.due:
        sentence += f", senast {wording.day(action.due)}"
    return f"{sentence} (dagen har passerat)." if agenda.overdue(action) else f"{sentence}."


def _coming(step: Step | None, occasion: Occasion) -> Iterator[Block]:
    if step is None:
        return
    yield Heading(2, "Den här mötesomgången" if occasion is Occasion.BEFORE else "Nästa mötesomgång")
    yield Paragraph((Text(f"{step.title}. ", strong=True), Text(step.purpose)))
    yield ListBlock(tuple(Item((Text(question.text),)) for question in step.questions))
    yield Paragraph((Text(f"Mötet tar {wording.duration(step.minutes)}."),), "muted")


def _with_days(places: Sequence[tuple[str, date]]) -> list[str]:
    return [f"{place} ({wording.day(day)})" for place, day in places]


def _list(items: list[tuple[str, str]]) -> ListBlock:
    return ListBlock(tuple(Item((Text(f"{label}: ", strong=True), Text(text))) for label, text in items))
