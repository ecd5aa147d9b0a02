"""What TOML itself doesn't tell: on which line a key stands, and in Swedish what is wrong with a line."""

import re
from collections import Counter
from collections.abc import Sequence

Place = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*([\w.-]+)\s*=")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_SYNTAX = {
    "Cannot overwrite a value": "Nyckeln står två gånger. Ta bort den ena.",
    "Cannot declare": "Rubriken inom klamrar står två gånger. Ta bort den ena.",
    "Illegal character '\\n'": 'Citattecknet i slutet av raden saknas. Skriv " efter texten.',
    "Unterminated string": 'En text saknar citattecken i slutet. Skriv " efter texten.',
    "Unclosed array": "En lista är inte avslutad. Kontrollera komma och ], även på raden ovanför.",
    "Expected newline": "Det står något efter värdet. Sätt citattecken runt hela texten, en nyckel per rad.",
    "Expected '='": "Skriv raden som nyckel = värde. Nycklar skrivs utan mellanslag, å, ä och ö.",
    "Invalid statement": "Skriv raden som nyckel = värde. Nycklar skrivs utan mellanslag, å, ä och ö.",
    "Invalid value": "Värdet går inte att läsa. Skriv citattecken runt texten.",
    "Unescaped '\\'": "Skriv ett omvänt snedstreck som \\\\.",
}
_OTHER_SYNTAX = "Raden går inte att läsa. Jämför citattecken, komma och klamrar med en mall som fungerar."


def explain_syntax(message: str, text: str) -> tuple[int, str]:
    """The line and a Swedish reason for what tomllib said of `text`; line 0 when it names no line."""
    at = _AT_LINE.search(message)
    reasons = (reason for sign, reason in _SYNTAX.items() if sign in message)
    return int(at[1]) if at else _end(message, text), next(reasons, _OTHER_SYNTAX)


def _end(message: str, text: str) -> int:
    """An unterminated text is best mended where it starts, not at the end of the file."""
    start = max(text.rfind('"""'), text.rfind("'''"))
    if "Unterminated string" in message and start >= 0:
        return text.count("\n", 0, start) + 1
    return text.rstrip().count("\n") + 1 if "at end of document" in message else 0


def index_keys(lines: Sequence[str]) -> dict[Place, int]:
    """The line of each key and table; keys inside inline tables, which no template needs, are left out."""
    found: dict[Place, int] = {}
    counts: Counter[str] = Counter()
    table: Place = ()
    closing = ""
    for number, line in enumerate(lines, start=1):
        if closing:
            closing = "" if closing in line else closing
        elif header := _HEADER.fullmatch(line):
            name = header[2]
            table = (name, counts[name]) if header[1] == "[[" else (name,)
            counts[name] += 1
            found.setdefault((name,), number)
            found[table] = number
        elif key := _KEY.match(line):
            found.setdefault((*table, *key[1].split(".")), number)
            rest = line[key.end() :]
            closing = next((quotes for quotes in ('"""', "'''") if rest.count(quotes) % 2), "")
    return found
