"""Load a programme template from its folder, or name every fault in it at once."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from meetings.programme import Gathers, Template
from network_templates.faults import Fault, TemplateError
from network_templates.meeting_file import Meeting, read_meeting
from network_templates.programme_file import read_programme
from network_templates.source_file import KEY, KEY_ADVICE, SourceFile, read_source
from network_templates.theme_file import read_themes
from network_templates.words import GATHERS

PROGRAMME_FILE = "programme.toml"
THEME_FILE = "themes.toml"
MOST_MEETINGS = 20

_MEETING_FILE = re.compile(r"meeting_([1-9]\d*)\.md")
_SWEDISH = {gathers: word for word, gathers in GATHERS.items()}


def load_template(folder: Path) -> Template:
    """Read the template in `folder`; its key is the folder's name. Raises TemplateError with every fault."""
    template, faults = _read(folder)
    if faults or template is None:
        raise TemplateError(faults)
    return template


def check_template(folder: Path) -> tuple[Fault, ...]:
    """Every fault of the template in `folder`, file by file, line by line; empty when it can be used."""
    return _read(folder)[1]


def find_templates(extra: Path | None = None) -> dict[str, Path]:
    """The folders of the templates that can be chosen, by key: the package's own, then those under `extra`.

    A folder under `extra` takes the place of the package's template of the same name.
    """
    roots = [Path(__file__).parent, *([extra] if extra else [])]
    files = [file for root in roots for file in sorted(root.glob(f"*/{PROGRAMME_FILE}"))]
    return {file.parent.name: file.parent for file in files}


def _read(folder: Path) -> tuple[Template | None, tuple[Fault, ...]]:
    folder = folder.resolve()
    if not folder.is_dir():
        return None, (Fault(folder.name, 0, "Mappen finns inte. Kontrollera sökvägen."),)
    place = SourceFile(folder.name)
    if not KEY.fullmatch(folder.name):
        place.fault(0, f"Mappens namn blir mallens nyckel. {KEY_ADVICE}")
    numbers = _meeting_numbers(folder, place)
    sources = [read_source(folder / f"meeting_{number}.md") for number in numbers]
    read = [read_meeting(source, number) for source, number in zip(sources, numbers, strict=True)]
    meetings = [meeting for meeting in read if meeting]
    _check_step_keys(meetings)
    _check_question_keys(meetings)
    _check_threads(read)
    programme, themes = read_source(folder / PROGRAMME_FILE), read_source(folder / THEME_FILE)
    keys = [meeting.step.key for meeting in meetings]
    known = len(meetings) == len(read) and all(keys)
    template = read_programme(programme, folder.name, keys if known else None)
    concepts = read_themes(themes)
    faults = tuple(
        fault
        for source in (place, programme, *sources, themes)
        for fault in sorted(source.faults, key=lambda fault: fault.line)
    )
    if template:
        template = replace(template, steps=tuple(meeting.step for meeting in meetings), concepts=concepts)
    return template, faults


def _meeting_numbers(folder: Path, place: SourceFile) -> range:
    numbers = []
    for path in sorted(folder.glob("*.md")):
        if not path.name.lower().startswith(("meeting", "möte", "mote")):
            continue
        match = _MEETING_FILE.fullmatch(path.name)
        if match is None:
            place.fault(0, f"Filen ”{path.name}” läses inte. Döp den till ”meeting_1.md”, med mötets nummer.")
        elif len(match[1]) > 2 or int(match[1]) > MOST_MEETINGS:
            place.fault(0, f"Filen ”{path.name}” har för högt nummer. Högst {MOST_MEETINGS} möten får plats.")
        else:
            numbers.append(int(match[1]))
    return range(1, max(numbers, default=1) + 1)


def _check_step_keys(meetings: Sequence[Meeting]) -> None:
    first: dict[str, str] = {}
    for meeting in meetings:
        key, source = meeting.step.key, meeting.source
        if key and first.setdefault(key, source.name) != source.name:
            source.fault(meeting.key_line, f"Nyckeln ”{key}” används redan i {first[key]}. Välj en annan.")


def _check_question_keys(meetings: Sequence[Meeting]) -> None:
    first: dict[str, tuple[str, int]] = {}
    for meeting in meetings:
        for asked in meeting.questions:
            here = (meeting.source.name, asked.line)
            file, line = first.setdefault(asked.key, here)
            if (file, line) != here:
                reason = f"Frågans nyckel ”{asked.key}” används redan i {file} rad {line}. Välj en annan."
                meeting.source.fault(asked.line, reason)


def _check_threads(read: Sequence[Meeting | None]) -> None:
    """What a question builds on must be gathered before it; after an unclear question nobody can tell."""
    gathered: set[Gathers] = set()
    for meeting in read:
        if meeting is None:
            return
        for asked in meeting.questions:
            for gathers in asked.builds_on:
                if gathers not in gathered:
                    reason = f"Ingen fråga före den här samlar ”{_SWEDISH[gathers]}”. Ta bort ordet."
                    meeting.source.fault(asked.builds_on_line, reason)
            if asked.gathers is None:
                return
            gathered.add(asked.gathers)
