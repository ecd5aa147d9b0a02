"""The form to write notes in: a heading for each question, and room."""

import pytest

from exports.document import Heading, ListBlock, WritingSpace
from exports.note_form import note_form_document, what_the_form_says
from exports.word import render_word
from meetings.placing import EMPTY_LINE
from tests.exports.factories import CONTEXT, make_guide, make_prompt
from tests.exports.soundness import faults

GUIDE = make_guide(make_prompt())


@pytest.mark.parametrize("on_paper", [True, False])
def test_it_is_a_sound_word_file(on_paper: bool) -> None:
    assert faults(render_word(note_form_document(GUIDE, CONTEXT, on_paper=on_paper))) == []


def test_each_question_has_lines_on_paper_and_a_list_to_fill_in_as_a_file() -> None:
    for on_paper, room in ((True, WritingSpace), (False, ListBlock)):
        blocks = note_form_document(GUIDE, CONTEXT, on_paper=on_paper).blocks
        assert [block.text for block in blocks if isinstance(block, Heading)] == [p.title for p in GUIDE.prompts]
        assert len([block for block in blocks if isinstance(block, room)]) == len(GUIDE.prompts)


def test_all_that_it_says_is_known_but_for_the_questions_and_the_places_to_write() -> None:
    document = note_form_document(GUIDE, CONTEXT, on_paper=False)
    said = what_the_form_says(document)
    assert document.title in said
    assert {f"{label}:" for label, _ in document.facts} <= set(said)
    assert EMPTY_LINE not in said
