"""The skeleton of a meeting file: a title, sections under headings, and points with a label."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from network_templates.source_file import SourceFile

Line = tuple[int, str]

_POINT = re.compile(r"[-*]\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the line where it stands, and the lines under it."""

    title: str
    line: int
    body: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The body as it was written."""
        return "\n".join(text for _, text in self.body).strip()

    @property
    def plain_text(self) -> str:
        """The body on one line."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a list, its continuation lines joined, and the line where it starts."""

    line: int
    text: str


def split_sections(lines: Iterable[Line], marker: str) -> tuple[tuple[Line, ...], tuple[Section, ...]]:
    """The lines before the first heading that starts with exactly `marker`, and the sections after it."""
    before: list[Line] = []
    found: list[tuple[str, int, list[Line]]] = []
    for number, text in lines:
        title = text.removeprefix(marker)
        if title != text and not title.startswith("#") and title.strip():
            found.append((title.rstrip("# ").strip(), number, []))
        else:
            (found[-1][2] if found else before).append((number, text))
    return tuple(before), tuple(Section(title, line, tuple(body)) for title, line, body in found)


def read_points(source: SourceFile, lines: Iterable[Line]) -> tuple[Point, ...]:
    """The points of a list; a line that is no point and continues none is a fault."""
    points: list[tuple[int, list[str]]] = []
    for number, text in lines:
        if match := _POINT.fullmatch(text.rstrip()):
            points.append((number, [match[1]]))
        elif points and text[:1].isspace() and text.strip():
            points[-1][1].append(text.strip())
        elif text.strip():
            source.fault(number, "Raden hör inte till någon punkt. Börja den med ”- ”, eller dra in den.")
    return tuple(Point(line, " ".join(parts)) for line, parts in points)


def check_labels(source: SourceFile, points: Sequence[Point], labels: Sequence[str]) -> dict[str, Point]:
    """The points ”Etikett: text” by label; unknown labels, labels said twice and empty texts are faults."""
    found: dict[str, Point] = {}
    for point in points:
        label, _, text = (part.strip() for part in point.text.partition(":"))
        known = next((name for name in labels if name.lower() == label.lower()), None)
        if known is None:
            source.fault(point.line, f"Punkten ”{label}” känns inte igen. Välj bland: {', '.join(labels)}.")
        elif known in found:
            source.fault(point.line, f"”{known}” står redan på rad {found[known].line}. Ta bort den ena.")
        elif not text:
            source.fault(point.line, f"Det står inget efter ”{known}:”. Skriv en text, eller ta bort raden.")
            found[known] = Point(point.line, "")
        else:
            found[known] = Point(point.line, text)
    return found
