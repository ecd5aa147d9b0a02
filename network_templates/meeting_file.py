"""meeting_N.md: one step of the method, written in Markdown with Swedish headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.programme import Material, Step, TimeBox
from network_templates.question_section import AskedQuestion, read_questions
from network_templates.sections import Line, Point, Section, check_labels, read_points, split_sections
from network_templates.source_file import KEY, KEY_ADVICE, SourceFile

LONGEST_MINUTES = 480

_TITLE = re.compile(r"#(?!#)\s*Möte\s+(\d+)\s*:\s*(\S.*)")
_HEADINGS = ("Syfte", "Utgångspunkt", "Frågor", "Tidsplan", "Material")
_MINUTES = re.compile(r"(.+):\s*(-?\d+)\s*min(?:uter)?\.?")
_LINKED = re.compile(r"\[([^\]]+)\]\(\s*<?([^)\s>]+)>?\s*\)\s*:?\s*(.*)")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting file as read: its step, and where things stand that are checked against the other files."""

    source: SourceFile
    step: Step
    key_line: int
    questions: tuple[AskedQuestion, ...]


def read_meeting(source: SourceFile, number: int) -> Meeting | None:
    """Read a meeting file; None when there is nothing to read. What is wrong becomes a fault of `source`."""
    if source.text is None:
        return None
    before, sections = split_sections(enumerate(source.lines, start=1), "##")
    title, title_line, rest = _read_title(source, before, number)
    key = _read_key(source, rest, title_line)
    by_title = _check_headings(source, sections, title_line)
    empty = Section("", title_line, ())
    questions = read_questions(source, by_title.get("Frågor", empty))
    schedule = by_title.get("Tidsplan", empty)
    step = Step(
        key=key.text,
        title=title,
        purpose=by_title.get("Syfte", empty).plain_text,
        starting_point=by_title.get("Utgångspunkt", empty).text,
        questions=tuple(q for q in (asked.question() for asked in questions) if q),
        time_boxes=_read_schedule(source, schedule, questions),
        material=tuple(_read_material(p) for p in read_points(source, by_title.get("Material", empty).body)),
    )
    return Meeting(source, step, key.line, questions)


def _read_title(source: SourceFile, before: Sequence[Line], number: int) -> tuple[str, int, Sequence[Line]]:
    advice = f"Skriv ”# Möte {number}: ” och mötets namn överst i filen."
    start = next((i for i, (_, text) in enumerate(before) if text.strip()), None)
    if start is None:
        source.fault(1, f"Filen saknar rubrik. {advice}")
        return "", 1, ()
    line, text = before[start]
    match = _TITLE.fullmatch(text.rstrip())
    if match is None:
        source.fault(line, f"Den översta rubriken har fel form. {advice}")
    elif match[1].lstrip("0") != str(number):
        source.fault(line, f"Rubriken säger möte {match[1]}, men filen heter {source.name}. {advice}")
    return (match[2] if match else ""), line, before[start + 1 :]


def _read_key(source: SourceFile, lines: Sequence[Line], title_line: int) -> Point:
    labelled = check_labels(source, read_points(source, lines), ("Nyckel",))
    if "Nyckel" not in labelled:
        source.fault(title_line, "Mötets nyckel saknas. Skriv en rad som ”- Nyckel: nulage” under rubriken.")
        return Point(title_line, "")
    key = labelled["Nyckel"]
    if key.text and not KEY.fullmatch(key.text):
        source.fault(key.line, f"Mötets nyckel ”{key.text}” går inte att använda. {KEY_ADVICE}")
    return key


def _check_headings(source: SourceFile, sections: Sequence[Section], title_line: int) -> dict[str, Section]:
    found: dict[str, Section] = {}
    for section in sections:
        name = section.title.capitalize()
        if name not in _HEADINGS:
            reason = f"Rubriken ”{section.title}” känns inte igen. Välj bland: {', '.join(_HEADINGS)}."
            source.fault(section.line, f"{reason} Underrubriker har minst tre #.")
        elif name in found:
            source.fault(section.line, f"”{name}” står redan på rad {found[name].line}. Slå ihop avsnitten.")
        else:
            found[name] = section
            if not section.text:
                source.fault(section.line, f"Avsnittet ”{name}” är tomt. Skriv något under rubriken.")
        for number, text in section.body:
            if re.match(r"#\s", text):
                source.fault(number, "Bara den översta rubriken har ett enda #. Skriv ”### ” för en underrubrik.")
    for name in _HEADINGS[:-1]:
        if name not in found:
            source.fault(title_line, f"Avsnittet ”{name}” saknas. Lägg till ”## {name}” med text under.")
    return found


def _read_schedule(source: SourceFile, section: Section, questions: Sequence[AskedQuestion]) -> tuple[TimeBox, ...]:
    titles = {asked.key: asked.title for asked in questions}
    boxes: list[TimeBox] = []
    for point in read_points(source, section.body):
        box = _read_time_box(source, point, titles)
        if box and box.question and any(box.question == other.question for other in boxes):
            source.fault(point.line, f"Frågan ”{box.question}” står redan i tidsplanen. Slå ihop raderna.")
        elif box:
            boxes.append(box)
    timed = {box.question for box in boxes}
    for asked in questions if section.title else ():
        if asked.key not in timed:
            reason = f"Frågan ”{asked.key}” har ingen tid. Lägg till ”- {asked.key}: 20 min” under Tidsplan."
            source.fault(asked.line, reason)
    return tuple(boxes)


def _read_time_box(source: SourceFile, point: Point, titles: dict[str, str]) -> TimeBox | None:
    match = _MINUTES.fullmatch(point.text)
    if match is None:
        source.fault(point.line, "Tiden går inte att läsa. Skriv som ”- Paus: 10 min”, i hela minuter.")
        return None
    label, minutes = match[1].strip(), int(match[2][:6])
    if not 1 <= minutes <= LONGEST_MINUTES:
        source.fault(point.line, f"Tiden är {minutes} minuter. Skriv ett tal mellan 1 och {LONGEST_MINUTES}.")
    if label in titles:
        return TimeBox(titles[label], minutes, label)
    if KEY.fullmatch(label):
        reason = f"Mötet har ingen fråga med nyckeln ”{label}”. Rätta nyckeln, eller börja med stor bokstav"
        source.fault(point.line, f"{reason} om raden inte gäller en fråga.")
        return None
    return TimeBox(label, minutes)


def _read_material(point: Point) -> Material:
    if match := _LINKED.fullmatch(point.text):
        return Material(match[1].strip(), match[2], match[3].strip())
    title, _, note = (part.strip() for part in point.text.partition(": "))
    return Material(title, note=note)
