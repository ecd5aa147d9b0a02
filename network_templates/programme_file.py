"""programme.toml: what a programme is for, who is in a network, how steps are spread over meetings, its sources."""

from collections import Counter
from collections.abc import Sequence

from meetings.programme import Group, Perspective, Reference, Template, Variant
from network_templates.faults import did_you_mean
from network_templates.source_file import SECURE_ADDRESS, SourceFile
from network_templates.toml_file import Table, check_keys, parse_toml
from network_templates.words import PERSPECTIVES


def read_programme(source: SourceFile, key: str, steps: Sequence[str] | None) -> Template | None:
    """The template without its steps and concepts; None when the file can't be read at all.

    `steps` are the keys of the steps in their order; None when a meeting file is too broken to tell.
    """
    top = parse_toml(source)
    if top is None:
        return None
    top.only("title", "purpose", "goal", "rules_of_dialogue", "group", "variants", "references")
    return Template(
        key=key,
        title=top.text("title"),
        purpose=top.text("purpose"),
        goal=top.text("goal"),
        group=_read_group(top.table("group")),
        rules_of_dialogue=top.texts("rules_of_dialogue"),
        steps=(),
        variants=_read_variants(top, steps),
        references=_read_references(top, steps) if "references" in top.values else (),
    )


def _read_group(table: Table) -> Group:
    if not table.values:
        return Group(0, 0, ())
    table.only("smallest", "largest", "perspectives")
    smallest, largest = table.integer("smallest", 8), table.integer("largest", 10)
    if smallest > largest > 0:
        table.fault("largest", f"Den största gruppen är mindre än den minsta ({smallest}). Ändra den ena.")
    perspectives: list[Perspective] = []
    words = table.texts("perspectives")
    for word in words:
        if word in PERSPECTIVES:
            perspectives.append(PERSPECTIVES[word])
        else:
            reason = f"Perspektivet ”{word}” finns inte. {did_you_mean(word, PERSPECTIVES)}"
            table.fault("perspectives", reason, word)
    if table.values.get("perspectives") == []:
        table.fault("perspectives", f"Inget perspektiv är valt. {did_you_mean('', PERSPECTIVES)}")
    return Group(smallest, largest, tuple(perspectives))


def _read_variants(top: Table, steps: Sequence[str] | None) -> tuple[Variant, ...]:
    tables = top.tables("variants")
    check_keys(tables)
    return tuple(_read_variant(table, steps) for table in tables)


def _read_variant(table: Table, steps: Sequence[str] | None) -> Variant:
    table.only("key", "title", "meetings")
    meetings = _read_meetings(table)
    if meetings and steps is not None:
        _check_steps(table, [step for meeting in meetings for step in meeting], steps)
    return Variant(str(table.values.get("key", "")), table.text("title"), meetings)


def _read_meetings(table: Table) -> tuple[tuple[str, ...], ...]:
    value = table.values.get("meetings")
    meetings = value if isinstance(value, list) else []
    if not meetings or not all(isinstance(m, list) and m and all(isinstance(s, str) for s in m) for m in meetings):
        advice = 'Skriv varje möte som en lista med steg: meetings = [["ett"], ["tva", "tre"]].'
        table.fault("meetings", f"”meetings” saknas eller har fel form. {advice}")
        return ()
    return tuple(tuple(meeting) for meeting in meetings)


def _check_steps(table: Table, chosen: Sequence[str], steps: Sequence[str]) -> None:
    name = table.values.get("key", "")
    unknown = [step for step in dict.fromkeys(chosen) if step not in steps]
    twice = [step for step, count in Counter(chosen).items() if count > 1]
    left_out = [step for step in steps if step not in chosen]
    for step in unknown:
        reason = f"Steget ”{step}” i ”{name}” finns inte i någon mötesfil. {did_you_mean(step, steps)}"
        table.fault("meetings", reason, step)
    for step in twice:
        table.fault("meetings", f"Steget ”{step}” står flera gånger i ”{name}”. Låt det stå en gång.", step)
    for step in left_out:
        table.fault("meetings", f"Steget ”{step}” är inte med i ”{name}”. Lägg det i ett av mötena.")
    if not (unknown or twice or left_out) and list(chosen) != list(steps):
        order = ", ".join(steps)
        table.fault("meetings", f"Stegen i ”{name}” står i fel ordning. Mötesfilernas ordning är: {order}.")


def _read_references(top: Table, steps: Sequence[str] | None) -> tuple[Reference, ...]:
    tables = top.tables("references")
    first: dict[str, int] = {}
    for table in tables:
        text = str(table.values.get("text", ""))
        if text and first.setdefault(text, table.line("text")) != table.line("text"):
            table.fault("text", f"Källan står redan på rad {first[text]}. Ta bort den ena.")
    return tuple(_read_reference(table, steps) for table in tables)


def _read_reference(table: Table, steps: Sequence[str] | None) -> Reference:
    table.only("text", "url", "note", "steps")
    url = table.text("url") if "url" in table.values else ""
    if url and not SECURE_ADDRESS.match(url) and not url.startswith("http://"):  # which reading the file has named
        table.fault("url", f"Länken ”{url}” börjar inte med https://. Skriv hela adressen med https://.")
    shown_in = table.texts("steps") if "steps" in table.values else ()
    for step in shown_in:
        if steps is not None and step not in steps:
            table.fault("steps", f"Steget ”{step}” finns inte i någon mötesfil. {did_you_mean(step, steps)}", step)
    return Reference(table.text("text"), url, table.text("note") if "note" in table.values else "", shown_in)
