"""The running text of a report: what the rules compile, and what people write over it, passage by passage.

Tables, counts, figures and references are computed anew each time and are no passages. A passage keeps the text that
was compiled when somebody wrote over it, so that what is new since can be shown and no edit is ever overwritten.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from meetings.notes import Source
from meetings.report import Report
from meetings.summary import Theme

ROUND, THEME, OWN = "round-", "theme-", "own-"


class ReportChapter(StrEnum):
    """The chapters of a report that hold running text, in their order (domain.md, National report chapters)."""

    SUMMARY = "summary"
    BACKGROUND = "background"
    PURPOSE = "purpose"
    CARRIED_OUT = "carried_out"
    RESULTS = "results"
    COMMON = "common"
    PRIORITIES = "priorities"
    PLANS = "plans"
    LESSONS = "lessons"


GOAL = "goal"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of running text.

    `key` is the code of its chapter, `goal`, or tells of the round, the theme or the writer's own heading that it
    belongs to; `title` is the heading of that, empty where the chapter's own stands over it. `text` is what is read:
    Markdown where it is `edited`, else as compiled. `changed`: something else is compiled since it was edited.
    `gone`: what it was written over is in the report no more. `concerns` are the slugs of the networks whose notes
    stand behind it, empty for what concerns all; `sources` are those notes.
    """

    key: str
    chapter: ReportChapter
    title: str = ""
    text: str = ""
    compiled: str = ""
    edited: bool = False
    changed: bool = False
    gone: bool = False
    concerns: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def own(self) -> bool:
        """True of a passage that somebody added."""
        return self.key.startswith(OWN)


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote in a passage. `text` None follows what is compiled; `compiled` is what it was written over.
    Chapter and title are those of an own passage, or of the one that it was written over."""

    key: str
    chapter: ReportChapter
    title: str = ""
    text: str | None = None
    compiled: str = ""


@dataclass(frozen=True, slots=True)
class Dissent:
    """Another opinion that stands in the report beside a passage, with the consent of its network (a slug)."""

    passage: str
    network: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportText:
    """The running text of a report, in its order, and the other opinions that stand in it."""

    passages: tuple[Passage, ...]
    dissents: tuple[Dissent, ...] = ()

    def passage(self, key: str) -> Passage | None:
        """The passage with this key, or None."""
        return next((passage for passage in self.passages if passage.key == key), None)


@dataclass(frozen=True, slots=True)
class Edition:
    """A whole report: what is computed, and its text."""

    report: Report
    text: ReportText


def compile_text(report: Report, method: str) -> ReportText:
    """The passages that the rules give, each once; `method` is what is said of how such networks work."""
    return ReportText(tuple(_compiled(report, method)))


def _compiled(report: Report, method: str) -> Iterator[Passage]:
    texts = {ReportChapter.BACKGROUND: method, ReportChapter.PURPOSE: report.purpose}
    for chapter in ReportChapter:
        yield _plain(chapter.value, chapter, texts.get(chapter, ""))
        if chapter is ReportChapter.PURPOSE:
            yield _plain(GOAL, chapter, report.goal)
        if chapter is ReportChapter.RESULTS:
            yield from _results(report)


def _plain(key: str, chapter: ReportChapter, text: str, title: str = "") -> Passage:
    return Passage(key, chapter, title, text, text)


def _results(report: Report) -> Iterator[Passage]:
    seen: set[str] = set()
    for result in report.rounds:
        yield _plain(f"{ROUND}{result.step}", ReportChapter.RESULTS, result.purpose, result.title)
        for theme in result.summary.themes if result.summary else ():
            if theme.id not in seen:
                seen.add(theme.id)
                yield _of_theme(theme)


def _of_theme(theme: Theme) -> Passage:
    passage = _plain(f"{THEME}{theme.id}", ReportChapter.RESULTS, theme.text, theme.title)
    return replace(passage, concerns=theme.networks, sources=theme.sources)


def with_written(text: ReportText, written: Iterable[Written]) -> ReportText:
    """The text with what people wrote in its place; their own passages stand last in the chapter that they chose.

    An edit is kept whatever is compiled since, and a passage whose source is gone is kept too, and marked. An own
    passage without a text is taken away.
    """
    found = {each.key: each for each in written}
    known = {passage.key for passage in text.passages}
    passages = [_merged(passage, found.get(passage.key)) for passage in text.passages]
    others = [_alone(each) for each in found.values() if each.key not in known and each.text]
    return replace(text, passages=tuple(_in_chapters([*passages, *others])))


def _merged(passage: Passage, written: Written | None) -> Passage:
    if written is None or written.text is None:
        return passage
    changed = written.compiled != passage.compiled and written.text != passage.compiled
    return replace(passage, text=written.text, edited=True, changed=changed)


def _alone(written: Written) -> Passage:
    passage = Passage(written.key, written.chapter, written.title, written.text or "", written.compiled, edited=True)
    return replace(passage, gone=not passage.own)


def _in_chapters(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The order within a chapter is kept: the sort is stable."""
    order = list(ReportChapter)
    return iter(sorted(passages, key=lambda passage: order.index(passage.chapter)))


def edition(report: Report, text: ReportText) -> Edition:
    """The report as it can be sent: without the passages that stand on nothing any more."""
    return Edition(report, replace(text, passages=tuple(passage for passage in text.passages if not passage.gone)))


def own_and_whole(text: ReportText, network: str) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """The passages behind which a network's notes stand, and all the others."""
    own = tuple(passage for passage in text.passages if network in passage.concerns)
    return own, tuple(passage for passage in text.passages if network not in passage.concerns)
