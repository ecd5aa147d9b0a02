"""What is said in an introduction, as a document."""

from exports.context import Context
from exports.document import Heading, Paragraph, Text
from exports.introduction import FROM_CAPTIONS, introduction_document
from exports.prose import headed_blocks
from exports.wording import clock

CONTEXT = Context("Nära vård")
CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Moderator>Välkommen.\n\n01:02:03.000 --> 01:02:04.000\nHej då.\n"


def test_a_transcript_keeps_its_headings_and_stands_under_the_length_and_address_of_the_film() -> None:
    made = introduction_document(
        "# Start\n\nHej.\n\n#### Mer\n\nMera.", CAPTIONS, 12, "https://film.example.org", CONTEXT
    )
    assert made.facts == (("Filmens längd", "12 minuter"), ("Filmen finns på", "https://film.example.org"))
    assert [block for block in made.blocks if isinstance(block, Heading)] == [Heading(2, "Start"), Heading(3, "Mer")]
    assert Paragraph((Text("Hej."),)) in made.blocks


def test_without_a_transcript_the_captions_are_read_with_times_and_speakers() -> None:
    made = introduction_document("", CAPTIONS, None, "", CONTEXT)
    assert made.facts == ()
    assert made.blocks == (
        Paragraph((Text(FROM_CAPTIONS),), "muted"),
        Paragraph((Text("0.01 ", strong=True), Text("Moderator: ", emphasis=True), Text("Välkommen."))),
        Paragraph((Text("1.02.03 ", strong=True), Text("Hej då."))),
    )


def test_headings_go_down_without_a_gap_whatever_is_written() -> None:
    levels = [
        b.level for b in headed_blocks("### A\n\n###### B\n\n# C\n\n## D\n\n### E\n\n#### F") if isinstance(b, Heading)
    ]
    assert levels == [2, 3, 2, 3, 4, 4]


def test_a_time_in_a_film_is_written_as_it_is_read() -> None:
    assert [clock(ms) for ms in (7_000, 765_900, 3_723_000)] == ["0.07", "12.45", "1.02.03"]
