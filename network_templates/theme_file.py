"""themes.toml: the words of the field, gathered under the headings that they give a theme."""

from meetings.programme import Concept
from network_templates.source_file import SourceFile
from network_templates.toml_file import Table, check_keys, parse_toml


def read_themes(source: SourceFile) -> tuple[Concept, ...]:
    """The concepts of the file, words in lower case; empty when the file can't be read at all."""
    top = parse_toml(source)
    if top is None:
        return ()
    top.only("concepts")
    tables = top.tables("concepts")
    check_keys(tables)
    first: dict[str, str] = {}
    return tuple(_read_concept(table, first) for table in tables)


def _read_concept(table: Table, first: dict[str, str]) -> Concept:
    table.only("key", "title", "words")
    key = str(table.values.get("key", ""))
    words = dict.fromkeys(word.lower() for word in table.texts("words"))
    concept = Concept(key, table.text("title"), tuple(words))
    if table.values.get("words") == []:
        table.fault("words", "Listan är tom. Skriv minst ett ord.")
    for word in concept.words:
        if len(word) < 2:
            table.fault("words", f"”{word}” är för kort. Skriv minst två tecken.", word)
        elif first.setdefault(word, key) != key:
            table.fault("words", f"”{word}” står redan under ”{first[word]}”. Ta bort det ena.", word)
    return concept
