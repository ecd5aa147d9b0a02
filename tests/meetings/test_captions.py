"""Captions are read whole or refused with the line and the reason."""

import pytest

from meetings.captions import CaptionFault, Cue, Fault, Passage, passages, read_captions

GOOD = """WEBVTT - Introduktionen
Kind: captions

STYLE
::cue { color: white }

NOTE
Granskad av två personer.

1
00:01.000 --> 00:04.500 position:50%,center align:center
<v Moderator>Välkommen till <i>nätverket</i>.

00:00:04.500 --> 01:00:07.250
Vi lär av varandra &amp; av forskning.
Det är <c.tydligt>allt</c>.
"""


def faults(text: str) -> list[tuple[int, Fault]]:
    return [(found.line, found.fault) for found in read_captions(text).faults]


def cue(text: str, timing: str = "00:01.000 --> 00:02.000") -> str:
    return f"WEBVTT\n\n{timing}\n{text}\n"


def test_a_sound_file_is_read_cue_by_cue() -> None:
    read = read_captions(GOOD)
    assert read.faults == ()
    assert read.cues == (
        Cue(1_000, 4_500, "<v Moderator>Välkommen till <i>nätverket</i>."),
        Cue(4_500, 3_607_250, "Vi lär av varandra &amp; av forskning.\nDet är <c.tydligt>allt</c>."),
    )


def test_line_ends_of_other_systems_and_a_byte_order_mark_are_no_fault() -> None:
    read = read_captions("\ufeff" + GOOD.replace("\n", "\r\n"))
    assert (read.faults, len(read.cues)) == ((), 2)


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nHej\n", 1, Fault.HEADER),
        ("WEBVTTX\n", 1, Fault.HEADER),
        ("WEBVTT\n00:01.000 --> 00:02.000\nHej\n", 2, Fault.AFTER_HEADER),
        ("WEBVTT\n", 2, Fault.NOTHING),
        (cue("Hej", "00:01,000 --> 00:02,000"), 3, Fault.TIMING),
        (cue("Hej", "00:01.000-->00:02.000"), 3, Fault.TIMING),
        (cue("Hej", "00:61.000 --> 01:02.000"), 3, Fault.TIMING),
        (cue("Hej", "1:00:01.000 --> 1:00:02.000"), 3, Fault.TIMING),
        ("WEBVTT\n\nHej utan tid\n", 3, Fault.TIMING),
        ("WEBVTT\n\nett\ntvå\n00:01.000 --> 00:02.000\nHej\n", 4, Fault.TIMING),
        (cue("Hej", "00:02.000 --> 00:02.000"), 3, Fault.BACKWARDS),
        (cue("Hej") + "\n00:00.500 --> 00:03.000\nNej\n", 6, Fault.ORDER),
        (cue("Hej", "00:01.000 --> 00:02.000 mitten"), 3, Fault.SETTING),
        (cue("Hej", "00:01.000 --> 00:02.000 size:stor"), 3, Fault.SETTING),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", 3, Fault.NO_TEXT),
        (cue("Hej\n00:03.000 --> 00:04.000"), 5, Fault.ARROW),
        ("WEBVTT\n\nNOTE se --> här\n\n" + cue("Hej").removeprefix("WEBVTT\n\n"), 3, Fault.ARROW),
        (cue("Hej <blink>"), 4, Fault.TAG),
        (cue("Ett\n<i>Två"), 5, Fault.TAG),
        (cue("<i><b>Hej</i></b>"), 4, Fault.TAG),
        (cue("3 < 4"), 4, Fault.TAG),
        (cue("<v>Hej"), 4, Fault.TAG),
        (cue("Nka & Co"), 4, Fault.AMPERSAND),
        (cue("Hej") + "\nSTYLE\n::cue { color: red }\n", 6, Fault.STYLE),
    ],
)
def test_a_fault_is_told_with_its_line_and_reason(text: str, line: int, fault: Fault) -> None:
    assert (line, fault) in faults(text)


def test_every_fault_is_told_in_the_order_of_the_lines() -> None:
    text = cue("<i>Hej") + "\n00:05.000 --> 00:04.000\nNka & Co\n"
    assert read_captions(text).faults == (
        CaptionFault(4, Fault.TAG),
        CaptionFault(6, Fault.BACKWARDS),
        CaptionFault(7, Fault.AMPERSAND),
    )


@pytest.mark.parametrize(
    "text",
    ["<v Anna>Hej", "<v Anna>Hej</v>", "<ruby>本<rt>ほん</ruby>", "<00:01.500>Hej", "<lang sv>Hej</lang>", "a &lt; b"],
)
def test_what_the_standard_allows_in_a_text_is_no_fault(text: str) -> None:
    assert faults(cue(text)) == []


def test_what_is_said_becomes_paragraphs_by_speaker_and_pause() -> None:
    cues = (
        Cue(0, 2_000, "<v Anna Ek>Hej"),
        Cue(2_000, 4_000, "<v Anna Ek>och välkommen."),
        Cue(4_000, 5_000, "<v Bo>Tack &amp; <i>hej</i>."),
        Cue(9_000, 10_000, "<v Bo>Nu börjar vi."),
    )
    assert passages(cues) == (
        Passage(0, "Anna Ek", "Hej och välkommen."),
        Passage(4_000, "Bo", "Tack & hej."),
        Passage(9_000, "Bo", "Nu börjar vi."),
    )


def test_a_line_that_rolls_on_is_said_once() -> None:
    cues = (Cue(0, 1_000, "Hej."), Cue(1_000, 2_000, "Hej."), Cue(2_000, 3_000, "Nu."))
    assert [passage.text for passage in passages(cues)] == ["Hej. Nu."]


def test_a_long_speech_is_parted_after_a_sentence() -> None:
    cues = [Cue(at * 1_000, at * 1_000 + 1_000, f"Det här är mening {at} av fyrtio tecken nu.") for at in range(25)]
    said = passages(cues)
    assert len(said) == 3
    assert all(passage.text.endswith(".") for passage in said)
    assert " ".join(passage.text for passage in said).count("mening") == 25
