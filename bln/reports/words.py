"""How passages stand in addresses, and the words for where networks stand."""

from collections.abc import Mapping

from meetings.reconciliation import AnswerKind, Outcome, Stand
from meetings.report_text import GOAL, OWN, ROUND, THEME, ReportChapter

_PLAIN: Mapping[str, str] = {
    ReportChapter.SUMMARY.value: "sammanfattning",
    ReportChapter.BACKGROUND.value: "bakgrund",
    ReportChapter.PURPOSE.value: "syfte",
    GOAL: "mal",
    ReportChapter.CARRIED_OUT.value: "genomforande",
    ReportChapter.RESULTS.value: "resultat",
    ReportChapter.COMMON.value: "gemensamma-teman",
    ReportChapter.PRIORITIES.value: "prioriterade-omraden",
    ReportChapter.PLANS.value: "lokala-planer",
    ReportChapter.LESSONS.value: "lardomar",
}
_PREFIXES = {ROUND: "omgang-", THEME: "tema-", OWN: "eget-"}
_FROM_PLAIN = {word: key for key, word in _PLAIN.items()}

# The state of a badge and the words for it.
STANDS: Mapping[Stand, tuple[str, str]] = {
    Stand.APPROVED: ("ok", "godkänt"),
    Stand.PROPOSAL: ("info", "förslag"),
    Stand.OBJECTION: ("warn", "invändning"),
    Stand.WAITING: ("planned", "har inte svarat än"),
    Stand.SILENT: ("error", "ej besvarat"),
}
KINDS: Mapping[AnswerKind, str] = {
    AnswerKind.APPROVAL: "Godkänt",
    AnswerKind.PROPOSAL: "Förslag till ändring",
    AnswerKind.OBJECTION: "Håller inte med",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.CHANGED: "Nka har ändrat texten",
    Outcome.KEPT: "Nka har låtit texten stå",
    Outcome.DISSENT: "Er mening står i rapporten",
}
ROLES = {"leader": "nätverksledaren", "deputy": "ställföreträdaren", "substitute": "vikarien"}


def in_address(key: str) -> str:
    """A passage's key as it stands in an address."""
    for prefix, word in _PREFIXES.items():
        if key.startswith(prefix):
            return word + key.removeprefix(prefix)
    return _PLAIN[key]


def from_address(word: str) -> str:
    """The key of the passage that an address names; empty where it names none."""
    for prefix, known in _PREFIXES.items():
        if word.startswith(known):
            return prefix + word.removeprefix(known)
    return _FROM_PLAIN.get(word, "")
