"""The section Frågor of a meeting file: what is asked, what it gathers and what it builds on."""

from dataclasses import dataclass

from meetings.programme import Gathers, Question
from network_templates.faults import did_you_mean
from network_templates.sections import Point, Section, check_labels, read_points, split_sections
from network_templates.source_file import KEY, KEY_ADVICE, SourceFile
from network_templates.words import GATHERS

_LABELS = ("Samlar", "Bygger på", "Fråga", "Tips")


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with the lines where it stands; `gathers` is None when the file doesn't say it clearly."""

    key: str
    line: int
    title: str
    text: str
    hint: str
    gathers: Gathers | None
    builds_on: tuple[Gathers, ...]
    builds_on_line: int

    def question(self) -> Question | None:
        """The question itself, or None when it lacks what it gathers."""
        if self.gathers is None:
            return None
        return Question(self.key, self.title, self.text, self.gathers, self.builds_on, self.hint)


def read_questions(source: SourceFile, section: Section) -> tuple[AskedQuestion, ...]:
    """Read the questions, one under each ”### nyckel: Rubrik”."""
    before, sections = split_sections(section.body, "###")
    for line, text in before:
        if text.strip():
            source.fault(line, "Raden hör inte till någon fråga. Skriv den under en rubrik ”### nyckel: Rubrik”.")
    return tuple(_read_question(source, section) for section in sections)


def _read_question(source: SourceFile, section: Section) -> AskedQuestion:
    key, colon, title = (part.strip() for part in section.title.partition(":"))
    if not colon or not title:
        source.fault(section.line, "Rubriken har fel form. Skriv ”### nyckel: Frågans rubrik”.")
    elif not KEY.fullmatch(key):
        source.fault(section.line, f"Frågans nyckel ”{key}” går inte att använda. {KEY_ADVICE}")
    labelled = check_labels(source, read_points(source, section.body), _LABELS)
    for label in ("Samlar", "Fråga"):
        if label not in labelled:
            source.fault(section.line, f"Frågan ”{key}” saknar raden ”- {label}: …”. Lägg till den.")
    nothing = Point(section.line, "")
    builds_on = labelled.get("Bygger på", nothing)
    gathers = _gathers(source, labelled.get("Samlar", nothing), one=True)
    return AskedQuestion(
        key=key,
        line=section.line,
        title=title,
        text=labelled.get("Fråga", nothing).text,
        hint=labelled.get("Tips", nothing).text,
        gathers=gathers[0] if gathers else None,
        builds_on=_gathers(source, builds_on),
        builds_on_line=builds_on.line,
    )


def _gathers(source: SourceFile, point: Point, one: bool = False) -> tuple[Gathers, ...]:
    words = [word.strip() for word in point.text.rstrip(".").split(",")] if point.text else []
    if one and len(words) > 1:
        source.fault(point.line, "En fråga samlar en enda sak. Välj en, eller dela frågan i flera.")
    found: list[Gathers] = []
    for word in words:
        if word.lower() not in GATHERS:
            source.fault(point.line, f"Det går inte att samla ”{word}”. {did_you_mean(word, GATHERS)}")
        elif GATHERS[word.lower()] in found:
            source.fault(point.line, f"”{word}” står två gånger på raden. Ta bort det ena.")
        else:
            found.append(GATHERS[word.lower()])
    return tuple(found)
