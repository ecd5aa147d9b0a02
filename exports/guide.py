"""A meeting's guide: what the leader prints, holds in the hand and writes on."""

from collections.abc import Iterator, Mapping

from exports import wording
from exports.context import Context
from exports.document import (
    Block,
    Document,
    Heading,
    Inline,
    Item,
    Link,
    ListBlock,
    PageBreak,
    Paragraph,
    Table,
    Text,
    WritingSpace,
)
from exports.prose import markdown_blocks, text_blocks
from exports.references import cited
from exports.sources import first_mark, sources_appendix
from meetings.notes import Note
from meetings.programme import Material
from meetings.prompts import Basis, CarriedTheme, Guide, Prompt

MINUTES_A_LINE = 8
FEWEST_LINES, MOST_LINES = 3, 8
FEWEST_BELOW_OWN = 2


def guide_document(guide: Guide, context: Context, notes: Mapping[str, Note] | None = None) -> Document:
    """The guide as a document. With `notes` of the network, what stands behind the carried themes follows on
    a page of its own; without, the marks are plain text and the guide fits on one sheet."""
    blocks: list[Block] = [
        *(block for purpose in guide.purposes for block in text_blocks(purpose, "lead")),
        *_basis(guide),
        *_own_text(guide),
        Heading(2, "Utgångspunkt"),
        *(block for text in guide.starting_points for block in markdown_blocks(text)),
        *_conversation(guide),
        *_materials(guide),
        *(block for n, prompt in enumerate(guide.prompts, start=1) for block in _prompt(n, prompt, guide.basis)),
    ]
    sources = [source for prompt in guide.prompts for theme in prompt.carried for source in theme.sources]
    if notes and sources:
        blocks += [PageBreak(), *sources_appendix(sources, notes)]
    title = f"Mötesguide {guide.meeting}: {guide.title}"
    return context.document(title, blocks, facts=[("Längd", wording.duration(guide.minutes))])


def _basis(guide: Guide) -> Iterator[Block]:
    sentence = wording.BASES[guide.basis]
    if guide.basis is Basis.MISSING and any(prompt.national for prompt in guide.prompts):
        sentence = wording.MISSING_BUT_NATIONAL
    sentence = sentence.format(before=guide.meeting - 1)
    if guide.unsorted:
        sentence += f" {wording.count_notes(guide.unsorted)} ligger inte i något tema."
    if sentence:
        yield Paragraph((Text(sentence),), "muted")
    if guide.key_points:
        yield Paragraph((Text("Viktigast förra gången: ", strong=True), Text(" ".join(guide.key_points))))


def _own_text(guide: Guide) -> Iterator[Block]:
    if guide.own_text:
        yield Heading(2, wording.OWN_TEXT)
        yield from text_blocks(guide.own_text)


def _conversation(guide: Guide) -> Iterator[Block]:
    if guide.rules_of_dialogue:
        yield Heading(2, "Så samtalar vi")
        yield ListBlock(tuple(Item((Text(rule),)) for rule in guide.rules_of_dialogue))
    if guide.time_boxes:
        titles = {prompt.question: f"Fråga {n}: {prompt.title}" for n, prompt in enumerate(guide.prompts, start=1)}
        rows = tuple(
            ((Text(titles.get(box.question or "", box.title)),), (Text(f"{box.minutes} min"),))
            for box in guide.time_boxes
        )
        rows += (((Text("Sammanlagt", strong=True),), (Text(f"{guide.minutes} min", strong=True),)),)
        yield Table("Tidsplan", ("Del", "Tid"), rows, widths=(5, 1))


def _prompt(number: int, prompt: Prompt, basis: Basis) -> Iterator[Block]:
    yield Heading(2, f"Fråga {number}. {prompt.title}", f"fraga-{number}")
    yield Paragraph((Text(prompt.text),), "lead")
    if prompt.hint:
        yield Paragraph((Text("Tips: ", strong=True), Text(prompt.hint)), "muted")
    own = [*prompt.follow_ups, *(f"{wording.OWN_EXAMPLE}{text}" for text in prompt.examples)]
    if own:
        yield Paragraph((Text(f"{wording.OWN_PROMPTS}:", strong=True),))
        yield ListBlock(tuple(Item((Text(text),)) for text in own))
    if prompt.carried:
        yield Paragraph((Text(wording.CARRIED[basis], strong=True),))
        items = [Item(tuple(_own(theme))) for theme in prompt.carried]
        if prompt.left_out:
            items.append(Item((Text(f"och {wording.counted(prompt.left_out, 'tema')} till"),)))
        yield ListBlock(tuple(items))
    if prompt.national:
        yield Paragraph((Text("I andra nätverk: ", strong=True), Text(_national(prompt))))
    yield WritingSpace("Skriv här:", _lines(prompt))


def _lines(prompt: Prompt) -> int:
    """Room to write follows the minutes; what the network adds takes of it, so that the guide stays on its sheet."""
    own = len(prompt.follow_ups) + len(prompt.examples)
    fewest = FEWEST_BELOW_OWN if own else FEWEST_LINES
    return max(fewest, min(prompt.minutes // MINUTES_A_LINE, MOST_LINES) - own)


def _own(theme: CarriedTheme) -> Iterator[Inline]:
    yield Text(theme.title, strong=True)
    yield Text(f" ({wording.count_notes(theme.weight)})")
    if theme.sources:
        yield Text(" ")
        yield first_mark(theme.sources)


def _national(prompt: Prompt) -> str:
    """The themes of all networks in one paragraph, so that they don't crowd out the network's own."""
    themes = [f"{theme.title} ({wording.counted(theme.networks, 'nätverk')})" for theme in prompt.national]
    if prompt.national_left_out:
        themes.append(f"{wording.counted(prompt.national_left_out, 'tema')} till")
    return f"{wording.join(themes)}."


def _materials(guide: Guide) -> Iterator[Block]:
    """What to read or bring, and the sources that the guide's text leans on."""
    items = [_material(item) for item in guide.material]
    items += [Item(tuple(cited(reference))) for reference in guide.references]
    if items:
        yield Heading(2, "Underlag och material")
        yield ListBlock(tuple(items))


def _material(material: Material) -> Item:
    title: Inline = Link(material.title, material.url) if material.url else Text(material.title)
    return Item((title, Text(f": {material.note}")) if material.note else (title,))
