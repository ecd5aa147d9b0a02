"""The running text of the national report as blocks: as compiled, or as people have written it in Markdown."""

from collections.abc import Iterator, Mapping

from exports.context import Context
from exports.document import Block, Heading, Paragraph, Text
from exports.prose import markdown_blocks, text_blocks
from meetings.report_text import GOAL, Passage, ReportChapter, ReportText

CHAPTERS: Mapping[ReportChapter, str] = {
    ReportChapter.SUMMARY: "Sammanfattning",
    ReportChapter.BACKGROUND: "Bakgrund",
    ReportChapter.PURPOSE: "Syfte",
    ReportChapter.CARRIED_OUT: "Genomförande",
    ReportChapter.RESULTS: "Resultat möte för möte",
    ReportChapter.COMMON: "Gemensamma teman",
    ReportChapter.PRIORITIES: "Prioriterade områden",
    ReportChapter.PLANS: "Lokala planer",
    ReportChapter.LESSONS: "Lärdomar",
}
GOAL_TITLE = "Mål"
METHOD = (
    "Rapporten bygger på blandade lärande nätverk. I ett sådant nätverk möts anhöriga, yrkesverksamma, "
    "politiker, chefer och företrädare för idéburna organisationer kring samma frågor. Varje möte utgår från "
    "en sammanställning av mötet före."
)


def passage_title(passage: Passage) -> str:
    """What a passage is called in a list of them."""
    if passage.key == GOAL:
        return GOAL_TITLE
    return passage.title or CHAPTERS[passage.chapter]


def passage_blocks(passage: Passage, style: str = "body") -> tuple[Block, ...]:
    """A passage's words; the style is that of what is compiled, people's own words are body text."""
    return markdown_blocks(passage.text) if passage.edited else text_blocks(passage.text, style)


def written(text: ReportText, key: str, context: Context, style: str = "body") -> Iterator[Block]:
    """The passage with this key, and the other opinions that stand beside it."""
    passage = text.passage(key)
    if passage:
        yield from passage_blocks(passage, style)
    for dissent in text.dissents:
        if dissent.passage == key:
            yield Paragraph((Text(f"Nätverket i {context.named([dissent.network])} har en annan mening:", True),))
            yield from text_blocks(dissent.text, "quote")


def own_passages(text: ReportText, chapter: ReportChapter, context: Context) -> Iterator[Block]:
    """What people have added to a chapter, each with its heading."""
    for passage in text.passages:
        if passage.chapter is chapter and passage.own:
            yield Heading(3, passage.title)
            yield from written(text, passage.key, context)
