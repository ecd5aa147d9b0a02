"""Text that was written elsewhere finds its question, and what is no note is told from what is."""

from meetings.notes import NoteKind
from meetings.pieces import Piece, Shape, pieces_of
from meetings.placing import NoNote, PlacedText, place_pieces
from meetings.programme import Gathers, Question

QUESTIONS = (
    Question("strengths", "Det som fungerar", "Vad fungerar bra i dag som stöd till anhöriga?", Gathers.STRENGTH),
    Question("gaps", "Områden att förbättra", "Vilka områden behöver bli bättre?", Gathers.GAP, hint="Tänk på nätter."),
    Question("technology", "Välfärdsteknik", "Vilka digitala lösningar kan hjälpa?", Gathers.TECHNOLOGY),
)
KINDS = {"förslag": NoteKind.SUGGESTION, "fråga till nka": NoteKind.QUESTION}


def place(*pieces: Piece, longest: int = 1000) -> tuple[PlacedText, ...]:
    return place_pieces(pieces, QUESTIONS, kinds=KINDS, of_form=("Skriv här.",), longest=longest)


def taken(*pieces: Piece, longest: int = 1000) -> list[tuple[str, str]]:
    return [(text.question, text.text) for text in place(*pieces, longest=longest) if not text.no_note]


def heading(text: str, level: int = 2) -> Piece:
    return Piece(Shape.HEADING, text, level)


def item(text: str, level: int = 1) -> Piece:
    return Piece(Shape.ITEM, text, level)


def row(*cells: str) -> Piece:
    return Piece(Shape.ROW, " | ".join(filter(None, cells)), cells=cells, table=1)


def test_text_under_a_questions_heading_answers_it_with_or_without_its_number() -> None:
    assert taken(heading("1. Det som fungerar"), item("Träffarna"), heading("Välfärdsteknik"), item("Larm")) == [
        ("strengths", "Träffarna"),
        ("technology", "Larm"),
    ]


def test_a_heading_in_other_words_is_known_by_its_likeness() -> None:
    assert taken(heading("Vad fungerar bra som stöd?"), item("Träffarna")) == [("strengths", "Träffarna")]
    assert taken(heading("Förbättringsområden att välja"), item("Nätterna"))[0][1] == "Nätterna"


def test_text_under_a_heading_of_its_own_is_left_for_the_leader_to_choose() -> None:
    (first, second, third) = place(heading("Välfärdsteknik"), heading("Fika och parkering"), item("Kaffet tog slut"))
    assert (first.no_note, second.no_note, third.question, third.under) == (
        NoNote.HEADING,
        NoNote.HEADING,
        "",
        "Fika och parkering",
    )


def test_a_heading_below_a_questions_heading_stays_within_the_question() -> None:
    assert taken(heading("Välfärdsteknik", 1), heading("På natten", 2), item("Larm")) == [("technology", "Larm")]


def test_a_plain_line_that_says_the_questions_name_is_its_heading() -> None:
    assert taken(Piece(Shape.PARAGRAPH, "Välfärdsteknik:"), Piece(Shape.PARAGRAPH, "Larm hjälper")) == [
        ("technology", "Larm hjälper")
    ]


def test_what_the_guide_and_the_form_say_is_no_note() -> None:
    pieces = [
        heading("Områden att förbättra"),
        Piece(Shape.PARAGRAPH, "Vilka områden behöver bli bättre?"),
        Piece(Shape.PARAGRAPH, "Tänk på nätter."),
        Piece(Shape.PARAGRAPH, "Skriv här."),
        item("…"),
        item("… Nätterna"),
    ]
    assert taken(*pieces) == [("gaps", "Nätterna")]


def test_items_of_an_inner_list_belong_to_the_item_above() -> None:
    pieces = heading("Välfärdsteknik"), item("Larm"), item("på natten", 2), item("på dagen", 2), item("Kamera")
    assert taken(*pieces) == [("technology", "Larm\n– på natten\n– på dagen"), ("technology", "Kamera")]


def test_a_table_with_questions_down_the_side_or_along_the_top_is_read_that_way() -> None:
    expected = [("strengths", "Träffar"), ("strengths", "Samtal"), ("technology", "Larm")]
    assert taken(row("Det som fungerar", "Träffar\nSamtal"), row("Välfärdsteknik", "Larm")) == expected
    along = row("Det som fungerar", "Välfärdsteknik"), row("Träffar\nSamtal", "Larm")
    assert taken(*along) == expected


def test_another_table_under_a_question_gives_a_note_a_row() -> None:
    assert taken(heading("Välfärdsteknik"), row("Larm", "bra"), row("Kamera", "")) == [
        ("technology", "Larm | bra"),
        ("technology", "Kamera"),
    ]


def test_a_note_may_say_its_kind_first() -> None:
    (_, first, second) = place(
        heading("Välfärdsteknik"), item("Förslag: köp larm"), item("Klockan 10:30 blev det tyst")
    )
    assert (first.kind, first.text) == (NoteKind.SUGGESTION, "köp larm")
    assert (second.kind, second.text) == (None, "Klockan 10:30 blev det tyst")


def test_a_text_that_is_too_long_for_a_note_becomes_several_and_loses_no_word() -> None:
    text = "Nätterna är långa. " * 20
    parts = [part for _, part in taken(heading("Välfärdsteknik"), item(text.strip()), longest=100)]
    assert max(map(len, parts)) <= 100
    assert " ".join(parts) == text.strip()


def test_pasted_text_has_headings_lists_and_tables_by_their_signs() -> None:
    assert pieces_of("# Rubrik\n\n- ett\n  - inne\n2) två\n• tre\nhel rad\nA\tB\nC\tD") == (
        Piece(Shape.HEADING, "Rubrik", 1),
        Piece(Shape.ITEM, "ett", 1),
        Piece(Shape.ITEM, "inne", 2),
        Piece(Shape.ITEM, "två", 1),
        Piece(Shape.ITEM, "tre", 1),
        Piece(Shape.PARAGRAPH, "hel rad"),
        Piece(Shape.ROW, "A | B", cells=("A", "B"), table=1),
        Piece(Shape.ROW, "C | D", cells=("C", "D"), table=1),
    )
