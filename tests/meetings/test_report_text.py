"""What people write in a report is never overwritten, and what is new beneath it is shown."""

from dataclasses import replace

from meetings.programme import Gathers
from meetings.report import Report, compile_report
from meetings.report_text import (
    OWN,
    Passage,
    ReportChapter,
    ReportText,
    Written,
    compile_text,
    edition,
    own_and_whole,
    with_written,
)
from meetings.summary import Theme
from tests.meetings.factories import GARDEN, make_summary, make_theme

THEME = make_theme(1, Gathers.SUPPORT, 3, networks=("norr", "öst"))
KEY = f"theme-{THEME.id}"


def report(*themes: Theme) -> Report:
    return compile_report(GARDEN, (), [make_summary(*themes, network=None)])


def text(*written: Written, theme: Theme | None = THEME) -> ReportText:
    return with_written(compile_text(report(*([theme] if theme else [])), "Så går det till."), written)


def found(of: ReportText, key: str) -> Passage:
    passage = of.passage(key)
    assert passage
    return passage


def wrote(words: str | None, key: str = KEY, compiled: str = THEME.text) -> Written:
    return Written(key, ReportChapter.RESULTS, THEME.title, words, compiled)


def test_every_chapter_has_a_passage_and_every_theme_its_own_with_its_networks_and_notes() -> None:
    passages = text().passages
    assert {passage.chapter for passage in passages} == set(ReportChapter)
    theme = found(text(), KEY)
    assert (theme.title, theme.text, theme.concerns, theme.sources) == (
        THEME.title,
        THEME.text,
        ("norr", "öst"),
        THEME.sources,
    )
    assert [passage.key for passage in passages if passage.chapter is ReportChapter.PURPOSE] == ["purpose", "goal"]
    assert found(text(), "background").text == "Så går det till."


def test_a_theme_of_a_summary_that_covers_two_rounds_is_one_passage() -> None:
    both = compile_report(GARDEN, (), [make_summary(THEME, network=None, steps=("seed", "sprout"))])
    keys = [passage.key for passage in compile_text(both, "").passages]
    assert keys.count(KEY) == 1


def test_an_edit_stands_in_the_place_of_what_is_compiled() -> None:
    theme = found(text(wrote("Vi vill ha vatten.")), KEY)
    assert (theme.text, theme.compiled, theme.edited, theme.changed) == ("Vi vill ha vatten.", THEME.text, True, False)


def test_what_is_compiled_anew_is_shown_and_overwrites_nothing() -> None:
    theme = found(text(wrote("Vi vill ha vatten."), theme=replace(THEME, text="Slangen är kort.")), KEY)
    assert (theme.text, theme.compiled, theme.changed) == ("Vi vill ha vatten.", "Slangen är kort.", True)


def test_an_edit_that_the_compilation_has_come_to_is_no_change() -> None:
    assert not found(text(wrote("Slangen är kort."), theme=replace(THEME, text="Slangen är kort.")), KEY).changed


def test_a_passage_that_follows_what_is_compiled_follows_it() -> None:
    theme = found(text(wrote(None), theme=replace(THEME, text="Slangen är kort.")), KEY)
    assert (theme.text, theme.edited, theme.changed) == ("Slangen är kort.", False, False)


def test_an_edit_whose_theme_is_gone_is_kept_and_marked_and_not_sent() -> None:
    without = text(wrote("Vi vill ha vatten."), theme=None)
    theme = found(without, KEY)
    assert (theme.text, theme.gone) == ("Vi vill ha vatten.", True)
    assert edition(report(), without).text.passage(KEY) is None
    assert text(wrote(None), theme=None).passage(KEY) is None, "nobody's words are lost"


def test_own_passages_stand_last_in_their_chapter_until_they_are_emptied() -> None:
    own = Written(f"{OWN}a", ReportChapter.PURPOSE, "Tack", "Tack alla.")
    keys = [passage.key for passage in text(own).passages]
    assert keys[keys.index("goal") + 1] == own.key
    assert not found(text(own), own.key).gone
    assert text(replace(own, text="")).passage(own.key) is None


def test_a_network_sees_first_what_its_own_notes_stand_behind() -> None:
    own, others = own_and_whole(text(), "norr")
    assert [passage.key for passage in own] == [KEY]
    assert KEY not in [passage.key for passage in others]
    assert own_and_whole(text(), "väst")[0] == ()
