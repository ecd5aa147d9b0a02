"""The form to write a meeting's notes in: on paper by hand, or in a word processor to be fetched into the meeting."""

from collections.abc import Sequence

from exports import wording
from exports.context import Context
from exports.document import Block, Document, Heading, Item, ListBlock, Paragraph, Text, WritingSpace
from meetings.placing import EMPTY_LINE
from meetings.prompts import Guide, Prompt

PLACES = 3  # to write in under a question; Enter makes more
LINES = 9
HERE = "Skriv här:"
IN_FILE = (
    f"Skriv en anteckning där det står {EMPTY_LINE} under frågan. Tryck Enter så får du plats för en till. "
    "Låt rubrikerna stå. Spara filen, öppna mötet och välj Hämta från Word eller klistra in text."
)
ON_PAPER = "Skriv en anteckning på varje rad. Behöver du mer plats, skriv på baksidan."
KINDS = (
    "Vill du säga vad en anteckning är, börja den med ett av de här orden och ett kolon: "
    f"{', '.join(wording.NOTE_KINDS.values())}."
)
NO_NAMES = "Skriv inga namn, personnummer eller diagnoser."


def note_form_document(guide: Guide, context: Context, *, on_paper: bool) -> Document:
    """A heading for each question of the guide, the question, and room to write: lines, or a list to fill in."""
    blocks: list[Block] = [_said(ON_PAPER if on_paper else IN_FILE), _said(KINDS), _said(NO_NAMES)]
    for prompt in guide.prompts:
        blocks += [Heading(2, prompt.title), *_asked(prompt)]
        blocks.append(WritingSpace(HERE, LINES) if on_paper else _places())
    return context.document(f"Anteckningsblad {guide.meeting}: {guide.title}", blocks)


def what_the_form_says(document: Document) -> tuple[str, ...]:
    """What stands in a form before anybody has written in it. What ends in a colon begins a line that may have become
    another since the form was made."""
    said = [_text(block) for block in document.blocks if isinstance(block, Paragraph)]
    labels = [f"{label}:" for label in ("Nätverk", "Tid", "Plats", "Version")]
    own = [document.title, document.subtitle, document.notice, IN_FILE, ON_PAPER, KINDS, NO_NAMES]
    return tuple(dict.fromkeys(filter(None, [*own, *said, *labels, HERE])))


def _said(text: str) -> Paragraph:
    return Paragraph((Text(text),), "muted")


def _asked(prompt: Prompt) -> Sequence[Block]:
    return [_said(text) for text in (prompt.text, prompt.hint) if text]


def _places() -> ListBlock:
    return ListBlock(tuple(Item((Text(EMPTY_LINE),)) for _ in range(PLACES)))


def _text(paragraph: Paragraph) -> str:
    return "".join(part.text for part in paragraph.content if isinstance(part, Text))
