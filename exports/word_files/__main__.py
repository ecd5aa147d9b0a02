"""Reads a Word file on standard input and writes its pieces, its text or its look as JSON on standard output: what the
argument asks for. Of a file that isn't read it writes why."""

import json
import resource
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict

from exports.word_files.archive import MOST_BYTES, Archive
from exports.word_files.body import read_body
from exports.word_files.faults import Fault, UnreadableFile
from exports.word_files.look import FoundLook, look_of
from exports.word_files.text import WordText, text_of
from meetings.pieces import Written

MOST_MEMORY = 200_000_000
MOST_SECONDS = 4
READERS: Mapping[str, Callable[[Archive], Written | WordText | FoundLook]] = {
    "pieces": read_body,
    "text": text_of,
    "look": look_of,
}


def main() -> None:
    """Give up memory and time before the first byte is read."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
    json.dump(_answer(), sys.stdout)


def _answer() -> dict[str, object]:
    try:
        return asdict(READERS[sys.argv[1]](Archive(sys.stdin.buffer.read(MOST_BYTES + 1))))
    except UnreadableFile as unreadable:
        return {"fault": unreadable.fault}
    except MemoryError:
        return {"fault": Fault.TOO_LARGE}


if __name__ == "__main__":
    main()
