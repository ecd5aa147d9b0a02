"""The Swedish words for what a plan holds and lacks; the rest stand in `exports/wording.py`."""

from collections.abc import Mapping

from exports.wording import counted, join, plural, sentence
from meetings.plan import Plan
from meetings.plan_bodies import Body, elsewhere
from meetings.plan_content import Action, Arena, Chapter, Cost, DecisionForm, Likelihood, Section
from meetings.plan_gaps import Gap, GapKind
from meetings.plan_version import Outcome

PLAN_CHAPTERS: Mapping[Chapter, str] = {
    Chapter.PROPOSAL: "Sammanfattning och förslag till beslut",
    Chapter.BACKGROUND: "Bakgrund och uppdrag",
    Chapter.GOVERNING_DOCUMENTS: "Koppling till styrdokument",
    Chapter.CURRENT_STATE: "Nuläge",
    Chapter.PRIORITIES: "Prioriterade områden",
    Chapter.ACTIONS: "Insatser",
    Chapter.TECHNOLOGY: "Välfärdsteknik",
    Chapter.RESOURCES: "Resurser och finansiering",
    Chapter.CONSEQUENCES: "Konsekvenser",
    Chapter.RISKS: "Risker",
    Chapter.FOLLOW_UP: "Uppföljning",
    Chapter.MAKING: "Så har planen tagits fram",
}

NUMBERED_CHAPTERS: Mapping[Chapter, str] = {
    chapter: f"{number} {PLAN_CHAPTERS[chapter]}" for number, chapter in enumerate(Chapter, start=1)
}

ARENAS: Mapping[Arena, str] = {
    Arena.MUNICIPALITY: "kommunen",
    Arena.REGION: "regionen",
    Arena.CIVIL_SOCIETY: "civilsamhället",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.APPROVED: "Bifall",
    Outcome.APPROVED_WITH_CHANGES: "Bifall med ändring",
    Outcome.TABLED: "Bordlagd",
    Outcome.REFERRED_BACK: "Återremiss",
    Outcome.REJECTED: "Avslag",
    Outcome.NOTED: "Noterar",
    Outcome.PASSED_ON: "Överlämnar",
    Outcome.COMMISSIONED: "Uppdrag till förvaltningen",
}

PAPERS: Mapping[str, tuple[str, str]] = {
    "plan": ("lokal-plan", "Planen"),
    "cover_letter": ("missiv", "Missiv"),
    "material": ("underlag", "Underlag till tjänsteskrivelse"),
    "one_page": ("en-sida", "Sammanfattning på en sida"),
}
"""By the code of a `DocumentKind`, in their order: what a paper is called in addresses and files, and to a reader."""

DECISION_FORMS: Mapping[DecisionForm, str] = {
    DecisionForm.SENTENCES: "hela meningar",
    DecisionForm.CLAUSES: "att-satser",
}
COSTS: Mapping[Cost, str] = {
    Cost.NOT_CALCULATED: "Ej beräknat",
    Cost.WITHIN_BUDGET: "Ryms inom ram",
    Cost.AMOUNT: "Beräknad kostnad",
}
# How a plan counts its costs, with how many actions it goes for.
COUNTED_COSTS: Mapping[Cost, str] = {
    Cost.NOT_CALCULATED: "är inte beräknad för {actions}",
    Cost.WITHIN_BUDGET: "ryms inom ram för {actions}",
    Cost.AMOUNT: "är beräknad för {actions}",
}
LIKELIHOODS: Mapping[Likelihood, str] = {
    Likelihood.LOW: "Låg",
    Likelihood.MEDIUM: "Medel",
    Likelihood.HIGH: "Hög",
}
SECTIONS: Mapping[Section, str] = {
    Section.SUMMARY: "Sammanfattning",
    Section.BACKGROUND: "Bakgrund",
    Section.GOVERNING_DOCUMENTS: "Koppling till styrdokument",
    Section.CURRENT_STATE: "Nuläge",
    Section.TECHNOLOGY: "Välfärdsteknik",
    Section.RESOURCES: "Resurser och finansiering",
    Section.CHILDREN: "Konsekvenser för barn",
    Section.EQUALITY: "Konsekvenser för jämlikhet och jämställdhet",
    Section.ECONOMY: "Konsekvenser för ekonomi",
    Section.STAFF: "Konsekvenser för personal",
    Section.PRIVACY: "Konsekvenser för integritet",
    Section.FOLLOW_UP: "Uppföljning",
    Section.MAKING: "Så har planen tagits fram",
}

PLAN_GAPS: Mapping[GapKind, str] = {
    GapKind.NO_PROPOSAL: "Inget förslag till beslut är formulerat.",
    GapKind.NO_TEXT: "Texten är inte skriven.",
    GapKind.NO_CURRENT_STATE: "Nuläget är inte beskrivet.",
    GapKind.NO_PRIORITIES: "Inga områden är prioriterade.",
    GapKind.NO_GOAL: "Inget mål är angivet.",
    GapKind.NO_ACTION: "Ingen insats är beskriven.",
    GapKind.NO_ARENA: "Det står inte vem insatsen gäller: kommunen, regionen eller civilsamhället.",
    GapKind.NO_RESPONSIBLE: "Ingen ansvarig funktion är angiven.",
    GapKind.NO_PARTNERS: "Inga samverkansparter är angivna.",
    GapKind.NO_TIME: "Start och slut är inte angivna.",
    GapKind.NO_MILESTONE: "Ingen milstolpe är angiven.",
    GapKind.NO_TECHNOLOGY: "Ingen välfärdsteknik är beskriven.",
    GapKind.NO_RISKS: "Riskerna är inte beskrivna.",
    GapKind.NO_MEASURES: "Inga indikatorer är valda.",
    GapKind.NO_FOLLOW_UP: "Hur planen följs upp är inte bestämt.",
    GapKind.MEETING_NOT_COMPILED: "Anteckningarna är ännu inte sammanställda.",
}


_IN_WORDS = ("inga", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def actions_counted(n: int) -> str:
    """For example "en insats", "två insatser", "13 insatser": as running text has it."""
    if n >= len(_IN_WORDS):
        return counted(n, "insats")
    return f"{_IN_WORDS[n]} {'insats' if n == 1 else plural('insats')}"


def cost(action: Action) -> str:
    """What an action costs, never blank: "Ryms inom ram", "Ej beräknat", or the amount as written."""
    return (action.cost is Cost.AMOUNT and action.amount) or COSTS[action.cost]


def period(start: str, end: str) -> str:
    """For example "våren 2027–hösten 2028", "från våren 2027", "till hösten 2028"; empty when neither is known."""
    if start and end:
        return start if start == end else f"{start}–{end}"
    return f"från {start}" if start else f"till {end}" if end else ""


def point_of(action: Action) -> str:
    """A point of a proposed decision to begin from: what is done, by when, and which function is responsible."""
    who = sentence(ARENAS[action.arena]) if action.arena else "Mottagaren"
    when = period(action.start, action.end)
    told = f"{who} genomför insatsen ”{action.title}”{f', {when}' if when else ''}."
    return f"{told} Ansvarig är {action.responsible}." if action.responsible else told


def paragraph(text: str) -> str:
    """The paragraph of a decision with its sign: "§ 42", whether it was written with one or without."""
    number = text.replace("§", "").strip()
    return f"§ {number}" if number else ""


def others(plan: Plan, body: Body) -> str:
    """What the whole plan holds that others decide on; empty where it holds nothing such."""
    found = [
        f"{actions_counted(count)} som {'någon annan' if arena is body.arena else ARENAS[arena]} beslutar om"
        for arena, count in elsewhere(plan, body)
    ]
    if not found:
        return ""
    return f"Nätverkets plan har också {join(found)}. De står inte här, eftersom var och en beslutar för sig."


def plan_gap(gap: Gap) -> str:
    """What a plan lacks, with the areas, the actions, the section or the meeting that it is about."""
    text = PLAN_GAPS[gap.kind]
    about = (
        (gap.areas and f"Område {join(map(str, gap.areas))}")
        or (gap.actions and f"Insats {join(gap.actions)}")
        or (gap.section and SECTIONS[gap.section])
        or (gap.meeting and f"Möte {gap.meeting}")
    )
    return f"{about}: {text[:1].lower()}{text[1:]}" if about else text
