"""Reading a TOML file of a template: the values asked for, or a fault on the line where the key stands."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from network_templates.faults import did_you_mean
from network_templates.source_file import KEY, KEY_ADVICE, SourceFile, has_control_characters
from network_templates.toml_syntax import Place, explain_syntax, index_keys


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a TOML file. A getter that finds no usable value notes a fault and returns an empty one."""

    source: SourceFile
    values: Mapping[str, object]
    place: Place
    index: Mapping[Place, int]

    def line(self, key: str = "", containing: str = "") -> int:
        """The line of `key`, or of the first string from there that is `containing`; else of the table."""
        start = self.index.get((*self.place, key)) or self.index.get(self.place, 1)
        if containing:
            for number, text in enumerate(self.source.lines[start - 1 :], start=start):
                if f'"{containing}"' in text or f"'{containing}'" in text:
                    return number
        return start

    def fault(self, key: str, reason: str, containing: str = "") -> None:
        """Note a fault on the line of `key`."""
        self.source.fault(self.line(key, containing), reason)

    def text(self, key: str) -> str:
        """A text that says something, on one line."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            self.fault(key, self._lacks(key, f'Skriv {key} = "…" med text mellan citattecknen.'))
            return ""
        if has_control_characters(value.replace("\r\n", "\n")):
            self.fault(key, f"”{key}” har ett osynligt styrtecken. Skriv om texten för hand.")
        return " ".join(value.split())

    def integer(self, key: str, example: int) -> int:
        """A whole number from 1 and up; `example` is shown in the advice. 0 when there is none."""
        value = self.values.get(key)
        if type(value) is int and value >= 1:
            return value
        self.fault(key, self._lacks(key, f"Skriv ett heltal som är minst 1, till exempel {key} = {example}."))
        return 0

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, each said once."""
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            advice = f'Skriv {key} = ["…", "…"] med text mellan citattecknen.'
            self.fault(key, self._lacks(key, advice))
            return ()
        for item, count in Counter(value).items():
            if count > 1:
                self.fault(key, f"”{item}” står {count} gånger i ”{key}”. Ta bort dubbletten.", item)
            if has_control_characters(item):
                self.fault(key, f"”{key}” har ett osynligt styrtecken. Skriv om texten för hand.")
        return tuple(" ".join(item.split()) for item in dict.fromkeys(value))

    def table(self, key: str) -> "Table":
        """The table with this name."""
        value = self.values.get(key)
        if not isinstance(value, dict):
            self.fault(key, self._lacks(key, f"Skriv en rad med [{key}] och dess uppgifter under den."))
            value = {}
        return Table(self.source, value, (*self.place, key), self.index)

    def tables(self, key: str) -> tuple["Table", ...]:
        """The tables of a list of tables; at least one."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            self.fault(key, self._lacks(key, f"Skriv en rad med [[{key}]] och dess uppgifter under den."))
            return ()
        return tuple(
            Table(self.source, item, (*self.place, key, number), self.index) for number, item in enumerate(value)
        )

    def only(self, *known: str) -> None:
        """Note a fault for each key that isn't known: what a slip of the pen says would be lost."""
        for key in self.values:
            if key not in known:
                self.fault(key, f"Nyckeln ”{key}” finns inte. {did_you_mean(key, known)}")

    def _lacks(self, key: str, advice: str) -> str:
        state = "har fel form eller är tom" if key in self.values else "saknas"
        return f"”{key}” {state}. {advice}"


def parse_toml(source: SourceFile) -> Table | None:
    """The file's outermost table; None when it can't be read as TOML, with a fault on the right line."""
    if source.text is None:
        return None
    try:
        return Table(source, tomllib.loads(source.text), (), index_keys(source.lines))
    except ValueError as error:
        source.fault(*explain_syntax(str(error), source.text))
    except RecursionError:
        source.fault(0, "Filen har för många klamrar inuti varandra. Jämför med en mall som fungerar.")
    return None


def check_keys(tables: Sequence[Table]) -> None:
    """Note faults for keys that are wrongly written or stand twice among `tables`."""
    first: dict[str, int] = {}
    for table in tables:
        key, line = table.text("key"), table.line("key")
        if key and not KEY.fullmatch(key):
            table.fault("key", f"Nyckeln ”{key}” går inte att använda. {KEY_ADVICE}")
        if key in first:
            table.fault("key", f"Nyckeln ”{key}” står redan på rad {first[key]}. Ge den ena ett annat namn.")
        elif key:
            first[key] = line
