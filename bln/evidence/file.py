"""The library as a file: JSON that people can read and change. It is validated whole, each fault with its place."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from bln.evidence.rules import faults_of
from bln.interchange.json_file import FaultyFile, below, parse
from meetings.facts import Fact
from meetings.snapshot import canonical_json, from_data, to_data

FORMAT = 1


def facts_file(facts: list[Fact]) -> bytes:
    """The facts as a file."""
    return canonical_json({"format": FORMAT, "facts": [to_data(fact) for fact in facts]}).encode()


def read_facts(content: bytes) -> list[Fact]:
    """The facts of a file; raises `FaultyFile` with all its faults."""
    data = parse(content)
    if not isinstance(data, dict):
        raise FaultyFile("filen: ska vara ett objekt")
    if type(data.get("format")) is not int or data["format"] != FORMAT:
        raise FaultyFile(f"format: ska vara {FORMAT}. Filen hör till något annat eller en annan version.")
    listed = data.get("facts")
    if not isinstance(listed, list):
        raise FaultyFile("facts: ska vara en lista")
    faults = [f"{name}: finns inte i formatet" for name in sorted(data.keys() - {"format", "facts"})]
    facts: list[Fact] = []
    for place, item in enumerate(listed):
        here = f"facts[{place}]"
        try:
            facts.append(from_data(Fact, item))
            faults += [f"{below(here, name)}: {fault}" for name, fault in faults_of(facts[-1])]
        except ValueError as error:
            faults.append(_worded(here, str(error), item))
    faults += _twice(listed)
    if faults:
        raise FaultyFile(*faults)
    return facts


def _worded(here: str, fault: str, item: Any) -> str:
    """What a snapshot says of a fault, in Swedish."""
    path, _, reason = fault.partition(": ")
    place = here if path == "the whole" or not isinstance(item, dict) else below(here, path)
    words = {"missing": "saknas", "unknown field": "finns inte i formatet"}
    return f"{place}: {words.get(reason, 'har fel form')}"


def _twice(listed: list[Any]) -> Iterator[str]:
    keys = [item.get("key") for item in listed if isinstance(item, dict)]
    for key, count in Counter(key for key in keys if isinstance(key, str)).items():
        if count > 1:
            yield f"facts: nyckeln ”{key}” står {count} gånger"
