"""What the chapters and passages of the national report are called, and the words that it always says."""

from collections.abc import Mapping

from meetings.report_text import GOAL, Passage, ReportChapter

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
