"""A report's figures as open data: the tables that the report shows, under the same small-group rule, and what each
column means."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exports import wording
from exports.report import OLDER
from exports.sheet import Sheet, render_csv
from exports.sources import theme_mark
from meetings.programme import Perspective
from meetings.report import Held, Report, shown_members

Value = str | int | None

HIDDEN = (
    "Tomt (null i JSON) när antalet inte visas: färre än tre personer eller två nätverk står bakom, eller antalet "
    "skulle röja ett annat som är dolt."
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the files, and what stands in it."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table with a name for its file; None is a count that is not shown."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def open_tables(report: Report) -> tuple[OpenTable, ...]:
    """The tables that have any rows, in the order of the report."""
    tables = (_networks(report), _members(report), _rounds(report), _themes(report), _seen(report), _areas(report))
    return tuple(table for table in (*tables, _lessons(report)) if table.rows)


def table_csv(table: OpenTable) -> bytes:
    """The table as CSV, with what is hidden left empty."""
    rows = tuple(tuple("" if value is None else value for value in row) for row in table.rows)
    header = tuple(column.name for column in table.columns)
    return render_csv(Sheet(table.title, header, rows, (20,) * len(header)))


def table_json(table: OpenTable, about: Mapping[str, str]) -> bytes:
    """The table as JSON, with `about` the report and with its columns described."""
    names = [column.name for column in table.columns]
    content = {
        **about,
        "tabell": table.title,
        "kolumner": [{"namn": column.name, "betydelse": column.meaning} for column in table.columns],
        "rader": [dict(zip(names, row, strict=True)) for row in table.rows],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def _limits(report: Report, what: Held) -> str:
    """When a count is hidden, and that it is older than the rest where it is."""
    return f"{HIDDEN} {OLDER}" if what in report.held else HIDDEN


def _table(name: str, title: str, columns: Mapping[str, str], rows: Iterator[Sequence[Value]]) -> OpenTable:
    described = tuple(Column(key, meaning) for key, meaning in columns.items())
    return OpenTable(name, title, described, tuple(tuple(row) for row in rows))


def _networks(report: Report) -> OpenTable:
    columns = {
        "natverk": "Nätverkets namn",
        "region": "Regionen som nätverket finns i",
        "deltagare": "Hur många som är med i nätverket",
        "inlamnade_moten": "Hur många möten som nätverket har lämnat in anteckningar från",
        "planerade_moten": "Hur många möten som nätverket har",
    }
    rows = ((n.name, n.region, n.members, n.meetings_submitted, n.meetings_planned) for n in report.networks)
    return _table("natverk", "Nätverken", columns, rows)


def _members(report: Report) -> OpenTable:
    columns = {
        "perspektiv": "Vad personen deltar som",
        "antal": f"Antal deltagare i hela landet. {_limits(report, Held.MEMBERS)}",
    }
    rows = ((wording.PERSPECTIVES[perspective], count) for perspective, count in shown_members(report))
    return _table("deltagare", "Deltagare efter perspektiv", columns, rows)


def _rounds(report: Report) -> OpenTable:
    columns = {
        "omgang": "Mötesomgångens nummer",
        "titel": "Vad omgången handlar om",
        "inlamnade_natverk": "Hur många nätverk som har lämnat in",
        "natverk": "Hur många nätverk som kunde lämna in",
        "anteckningar": "Hur många anteckningar som sammanställningen bygger på",
    }
    rows = (
        (number, r.title, len(s.submitted), len(s.submitted) + len(s.missing), s.notes)
        for number, r in enumerate(report.rounds, start=1)
        if (s := r.summary)
    )
    return _table("omgangar", "Mötesomgångar med delad sammanställning", columns, rows)


def _themes(report: Report) -> OpenTable:
    columns = {
        "marke": "Mötesomgång och tema, som i rapporten",
        "tema": "Temats rubrik",
        "galler": "Vad temat samlar",
        "lyfts_i_natverk": "I hur många nätverk temat har lyfts",
        "inlamnade_natverk": "Hur många nätverk som har lämnat in anteckningar från omgången",
        "anteckningar": "Hur många anteckningar som står bakom",
    }
    summaries = dict.fromkeys(result.summary for result in report.rounds if result.summary)
    rows = (
        (
            theme_mark(summary, theme).label,
            theme.title,
            wording.GATHERS[theme.gathers],
            len(theme.networks),
            len(summary.submitted),
            theme.weight,
        )
        for summary in summaries
        for theme in summary.themes
    )
    return _table("teman", "Teman i nationella sammanställningar", columns, rows)


def _seen(report: Report) -> OpenTable:
    columns = {
        "omrade": "Det prioriterade området",
        "perspektiv": "Perspektivet som anteckningarna kommer från",
        "natverk": "I hur många nätverk anteckningar från perspektivet står bakom området. "
        f"{_limits(report, Held.PRIORITIES)}",
    }
    summaries = (result.summary for result in report.rounds if result.summary)
    titles = {theme.id: theme.title for summary in summaries for theme in summary.themes}
    rows = (
        (titles[row.theme], wording.PERSPECTIVES[perspective], count)
        for row in report.priorities_seen
        for perspective, count in zip(Perspective, row.networks, strict=True)
    )
    return _table("prioriteringar", "Prioriterade områden efter perspektiv", columns, rows)


def _areas(report: Report) -> OpenTable:
    columns = {"natverk": "Nätverkets namn", "omrade": "Ett område som nätverket har valt att arbeta med"}
    rows = ((network.name, title) for network in report.networks for title, _ in network.areas)
    return _table("lokala-planer", "Områden som nätverken har valt", columns, rows)


def _lessons(report: Report) -> OpenTable:
    columns = {
        "svar": f"Svar på frågan ”{wording.USEFULNESS_QUESTION}”",
        "antal": f"Antal svar. {_limits(report, Held.LESSONS)}",
    }
    shown = report.lessons.usefulness if report.lessons and report.lessons.shown else ()
    return _table("lardomar", "Svar vid avslutningen", columns, ((wording.USEFULNESS[step], n) for step, n in shown))
