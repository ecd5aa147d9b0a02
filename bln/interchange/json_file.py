"""The bytes of a file as text and as JSON, or what is wrong with them."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

MOST_BYTES = 100 * 1000 * 1000


class FaultyFile(Exception):
    """A file is refused whole; `faults` are lines in Swedish, each with the path of what is wrong."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class _Doubled(dict[str, Any]):
    """An object in which a key stands twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.twice = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]


def parse(content: bytes) -> Any:
    """The data of the file; raises `FaultyFile` on what is not JSON, or what no database can keep."""
    text = decoded(content)
    try:
        data = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse)
        faults = list(_faults(data, ""))
    except json.JSONDecodeError as error:
        raise FaultyFile(f"Filen är inte JSON: felet finns på rad {error.lineno}, tecken {error.colno}.") from error
    except ValueError as error:
        raise FaultyFile("Filen är inte JSON: ett tal går inte att läsa.") from error
    except RecursionError as error:
        raise FaultyFile("Filen har för många nivåer inuti varandra.") from error
    if faults:
        raise FaultyFile(*faults)
    return data


def decoded(content: bytes) -> str:
    """The file as text; raises `FaultyFile` when it is too large or not UTF-8."""
    if len(content) > MOST_BYTES:
        raise FaultyFile("Filen är större än 100 MB.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultyFile(f"Filen är inte UTF-8: felet finns i byte {error.start + 1}.") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    return data if len(data) == len(pairs) else _Doubled(pairs)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _faults(data: Any, path: str) -> Iterator[str]:
    """Keys that stand twice, and characters that are no text."""
    if isinstance(data, dict):
        if isinstance(data, _Doubled):
            yield from (f"{below(path, name)}: står två gånger" for name in data.twice)
        for name, value in data.items():
            yield from _faults(name, path)
            yield from _faults(value, below(path, name))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _faults(value, f"{path}[{place}]")
    elif isinstance(data, str) and not _is_text(data):
        yield f"{path or 'filen'}: innehåller ett tecken som inte går att spara"


def _is_text(text: str) -> bool:
    """False for the null character and for half a surrogate pair, which no database keeps."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def below(path: str, name: str) -> str:
    """The path of a field in an object."""
    return f"{path}.{name}" if path else name
