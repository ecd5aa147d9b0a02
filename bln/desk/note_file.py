"""A JSON file of noted points, round by round: {"rounds": [{"notes": [{"id": "…", "text": "…"}]}]}."""

from collections.abc import Iterator
from typing import Any

from bln.interchange.json_file import FaultyFile, below, parse
from meetings.notes import Note


def read_rounds(content: bytes) -> list[list[Note]]:
    """The notes of each round; raises `FaultyFile` with every fault and its place.

    A round may say which `question` it asked and a note which `network` it comes from. Other fields are passed
    over. Notes get no number: the order of a file is no part of what it says.
    """
    data = parse(content)
    faults = list(_faults(data))
    if faults:
        raise FaultyFile(*faults)
    return [
        [
            Note(note["id"], note.get("network", ""), 0, 0, of_round.get("question", ""), note["text"])
            for note in of_round["notes"]
        ]
        for of_round in data["rounds"]
    ]


def _faults(data: Any) -> Iterator[str]:
    if not isinstance(data, dict):
        yield 'filen: ska vara ett objekt, {"rounds": […]}'
        return
    first: dict[str, str] = {}
    yield from _list_faults(data, "rounds", "")
    for path, of_round in _items(data, "rounds", ""):
        if not isinstance(of_round, dict):
            yield f"{path}: ska vara ett objekt med notes"
            continue
        yield from _text_faults(of_round, path, "question", needed=False)
        yield from _list_faults(of_round, "notes", path)
        for note_path, note in _items(of_round, "notes", path):
            yield from _note_faults(note, note_path, first)


def _note_faults(note: Any, path: str, first: dict[str, str]) -> Iterator[str]:
    if not isinstance(note, dict):
        yield f"{path}: ska vara ett objekt med id och text"
        return
    for name in ("id", "text"):
        yield from _text_faults(note, path, name, needed=True)
    yield from _text_faults(note, path, "network", needed=False)
    if isinstance(note.get("id"), str) and first.setdefault(note["id"], path) != path:
        yield f"{below(path, 'id')}: ”{note['id']}” står redan i {first[note['id']]}"


def _text_faults(data: dict[str, Any], path: str, name: str, *, needed: bool) -> Iterator[str]:
    if name not in data:
        if needed:
            yield f"{below(path, name)}: saknas"
    elif not isinstance(data[name], str):
        yield f"{below(path, name)}: ska vara en text"
    elif needed and not data[name].strip():
        yield f"{below(path, name)}: är tom"


def _list_faults(data: dict[str, Any], name: str, path: str) -> Iterator[str]:
    if name not in data:
        yield f"{below(path, name)}: saknas"
    elif not isinstance(data[name], list):
        yield f"{below(path, name)}: ska vara en lista"


def _items(data: dict[str, Any], name: str, path: str) -> Iterator[tuple[str, Any]]:
    found = data.get(name)
    if isinstance(found, list):
        for place, item in enumerate(found):
            yield f"{below(path, name)}[{place}]", item
