"""A small invented programme about a shared garden, and notes, summaries and wholes made from it.

It has nothing in common with the founding programme but the method: other subject, four steps, other keys.
"""

from collections.abc import Sequence

from meetings.notes import Note, Source
from meetings.programme import (
    Concept,
    Gathers,
    Group,
    Material,
    Perspective,
    Question,
    Step,
    Template,
    TimeBox,
    Variant,
)
from meetings.summary import Sorting, Summary, Theme

NEEDS = Question("needs", "Behov", "Vad behöver odlarna?", Gathers.SUPPORT)
LACKS = Question("lacks", "Brister", "Vad saknas?", Gathers.GAP, (Gathers.SUPPORT,), "Tänk på verktyg.")
TOOLS = Question("tools", "Verktyg", "Vilken teknik hjälper?", Gathers.TECHNOLOGY)
CHOICE = Question("choice", "Val", "Vad är viktigast?", Gathers.PRIORITY, (Gathers.GAP, Gathers.TECHNOLOGY))
HOW = Question("how", "Hur", "Hur går det till?", Gathers.HOW, (Gathers.PRIORITY,))
WHO = Question("who", "Vem", "Vem gör det?", Gathers.WHO)
BODIES = Question("bodies", "Vilka", "Vilka behövs?", Gathers.PARTNERS)
AIM = Question("aim", "Mål", "Vart ska vi?", Gathers.GOAL, (Gathers.HOW, Gathers.WHO))
WHOLE = Question("whole", "Plan", "Vad ska stå i planen?", Gathers.PLAN)
CHECK = Question("check", "Uppföljning", "Hur vet vi?", Gathers.FOLLOW_UP)


def make_step(key: str, *questions: Question) -> Step:
    asking = tuple(TimeBox(f"Fråga {question.key}", 20, question.key) for question in questions)
    boxes = (
        TimeBox(f"{key} börjar", 10),
        asking[0],
        TimeBox(f"{key} paus", 5),
        *asking[1:],
        TimeBox(f"{key} slutar", 15),
    )
    return Step(key, f"Steg {key}", f"Syfte {key}", f"Start **{key}**", questions, boxes, (Material("Skrift"),))


GARDEN = Template(
    key="garden",
    title="Odla ihop",
    purpose="Att odla tillsammans.",
    goal="En odling för alla.",
    group=Group(3, 5, (Perspective.CARER, Perspective.MANAGER)),
    rules_of_dialogue=("En i taget.",),
    steps=(
        make_step("seed", NEEDS),
        make_step("sprout", LACKS, TOOLS),
        make_step("bloom", CHOICE),
        make_step("fruit", HOW, WHO, BODIES),
        make_step("store", AIM, WHOLE, CHECK),
    ),
    variants=(
        Variant("five", "Fem möten", (("seed",), ("sprout",), ("bloom",), ("fruit",), ("store",))),
        Variant("four", "Fyra möten", (("seed",), ("sprout",), ("bloom",), ("fruit", "store"))),
    ),
    concepts=(
        Concept("water", "Vatten", ("vatten", "vattn", "bevattn", "slang", "regnvattentunna")),
        Concept("tools", "Redskap", ("spad", "kratt", "grep", "låna ut")),
    ),
)


def make_note(number: int, text: str, question: str = "needs", network: str = "norr", meeting: int = 1) -> Note:
    return Note(f"{network}-{meeting}-{number}", network, meeting, number, question, text)


def make_notes(*texts: str, question: str = "needs", network: str = "norr", meeting: int = 1) -> list[Note]:
    return [make_note(number, text, question, network, meeting) for number, text in enumerate(texts, start=1)]


def make_theme(
    number: int,
    gathers: Gathers,
    weight: int = 1,
    *,
    about: str | None = None,
    networks: Sequence[str] = ("norr",),
) -> Theme:
    sources = tuple(
        Source(f"{gathers}-{number}-{n}", networks[n % len(networks)], 1, n + 1, number) for n in range(weight)
    )
    text = f"Text {gathers} {number}."
    return Theme(f"{gathers}-{number}", number, str(gathers), gathers, f"Tema {number}", text, text, sources, about)


def make_summary(
    *themes: Theme,
    meeting: int = 1,
    network: str | None = "norr",
    steps: tuple[str, ...] = ("seed",),
    compiled: bool = True,
    version: int = 1,
    unsorted: tuple[Source, ...] = (),
    missing: tuple[str, ...] = (),
) -> Summary:
    return Summary(network, meeting, steps, version, compiled, themes, unsorted, (), missing)


def make_sorting(id: str, *notes: Note, question: str = "needs", text: str | None = None) -> Sorting:
    return Sorting(id, question, id.capitalize(), tuple(note.id for note in notes), text)
