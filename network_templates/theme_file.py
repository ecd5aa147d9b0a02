"""themes.toml: the words of the field, gathered under the headings that they give a theme."""

from collections.abc import Sequence

from meetings.programme import Concept
from network_templates.faults import did_you_mean
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
    concepts = tuple(_read_concept(table, first) for table in tables)
    _check_wholes(tables, concepts)
    _check_titles(tables)
    return concepts


def _read_concept(table: Table, first: dict[str, str]) -> Concept:
    table.only("key", "title", "part_of", "words", "hints")
    key = str(table.values.get("key", ""))
    part_of = table.text("part_of") if "part_of" in table.values else ""
    words = _read_words(table, "words")
    hints = _read_words(table, "hints") if "hints" in table.values else ()
    for word in words:
        if first.setdefault(word, key) != key:
            table.fault("words", f"”{word}” står redan under ”{first[word]}”. Ta bort det ena.", word)
    for word in hints:
        if word in words:
            table.fault("hints", f"”{word}” står både i ”words” och i ”hints”. Ta bort det ena.", word)
    return Concept(key, table.text("title"), words, hints, part_of)


def _read_words(table: Table, name: str) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(word.lower() for word in table.texts(name)))
    if table.values.get(name) == []:
        table.fault(name, "Listan är tom. Skriv minst ett ord.")
    for word in words:
        if len(word) < 2:
            table.fault(name, f"”{word}” är för kort. Skriv minst två tecken.", word)
    return words


def _check_wholes(tables: Sequence[Table], concepts: Sequence[Concept]) -> None:
    """What a concept is part of must exist and not be a part itself: a theme has two levels at most."""
    whole = {concept.key for concept in concepts if not concept.part_of}
    parts = {concept.key for concept in concepts if concept.part_of}
    for table, concept in zip(tables, concepts, strict=True):
        if concept.part_of in parts:
            reason = f"”{concept.part_of}” hör själv till ett bredare område. Välj det området i stället."
            table.fault("part_of", reason)
        elif concept.part_of and concept.part_of not in whole:
            advice = did_you_mean(concept.part_of, tuple(sorted(whole)))
            table.fault("part_of", f"Området ”{concept.part_of}” finns inte. {advice}")


def _check_titles(tables: Sequence[Table]) -> None:
    """Two themes under one question can't bear the same heading."""
    first: dict[str, int] = {}
    for table in tables:
        title = str(table.values.get("title", ""))
        if title and first.setdefault(title, table.line("title")) != table.line("title"):
            table.fault("title", f"Rubriken ”{title}” står redan på rad {first[title]}. Ändra den ena.")
