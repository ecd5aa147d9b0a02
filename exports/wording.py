"""The one home of the Swedish words for codes, counts and dates, on pages and in documents.

The rules return codes and numbers; what a person reads of them stands here. Words follow domain.md.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from meetings.plan_content import Action, Arena, Chapter, Cost, Likelihood, Section
from meetings.plan_gaps import Gap, GapKind
from meetings.privacy import Kind
from meetings.programme import Gathers, Perspective
from meetings.progress import MeetingState
from meetings.prompts import Basis
from meetings.provenance import Place, Where
from meetings.report import ReportGap, ReportGapKind

LOCALE = "sv_SE"

PERSPECTIVES: Mapping[Perspective, str] = {
    Perspective.CARER: "anhörig",
    Perspective.PRACTITIONER: "yrkesverksam",
    Perspective.POLITICIAN: "politiker",
    Perspective.MANAGER: "chef eller ledare",
    Perspective.CIVIL_SOCIETY: "företrädare för idéburen organisation",
}
PERSPECTIVES_PLURAL: Mapping[Perspective, str] = {
    Perspective.CARER: "anhöriga",
    Perspective.PRACTITIONER: "yrkesverksamma",
    Perspective.POLITICIAN: "politiker",
    Perspective.MANAGER: "chefer och ledare",
    Perspective.CIVIL_SOCIETY: "företrädare för idéburna organisationer",
}
GATHERS: Mapping[Gathers, str] = {
    Gathers.SUPPORT: "stöd",
    Gathers.STRENGTH: "det som fungerar",
    Gathers.GAP: "förbättringsområden",
    Gathers.TECHNOLOGY: "välfärdsteknik",
    Gathers.PROBLEM: "problem",
    Gathers.PRIORITY: "prioriterade områden",
    Gathers.HOW: "hur",
    Gathers.WHO: "vem",
    Gathers.PARTNERS: "samverkansparter",
    Gathers.GOAL: "mål",
    Gathers.PLAN: "plan",
    Gathers.FOLLOW_UP: "uppföljning",
}

MEETING_STATES: Mapping[MeetingState, str] = {
    MeetingState.PLANNED: "planerat",
    MeetingState.HELD: "hållet",
    MeetingState.SUBMITTED: "inlämnat",
    MeetingState.COMPILED: "sammanställs",
    MeetingState.SHARED: "delat",
}

FINDS: Mapping[Kind, str] = {
    Kind.PERSONAL_NUMBER: "Personnummer",
    Kind.PHONE: "Telefonnummer",
    Kind.EMAIL: "E-postadress",
    Kind.STREET_ADDRESS: "Gatuadress",
    Kind.FIRST_NAMES: "Uppräknade namn",
    Kind.RELATIVE_NAMED: "Namn på en närstående eller anhörig",
}

NOT_COMPILED = "ännu inte sammanställt"

# What a guide says of what it stands on, with the number of the meeting before; the first says nothing.
BASES: Mapping[Basis, str] = {
    Basis.FIRST: "",
    Basis.SUMMARY: "Guiden bygger på sammanställningen av möte {before}.",
    Basis.NOTES: (f"{NOT_COMPILED.capitalize()}: guiden bygger på de inlämnade anteckningarna från möte {{before}}."),
    Basis.MISSING: "Anteckningarna från möte {before} är inte inlämnade. Guiden bygger bara på mallen.",
}
MISSING_BUT_NATIONAL = (
    "Anteckningarna från möte {before} är inte inlämnade. Guiden bygger på mallen och det andra nätverk har sagt."
)

# What stands over the themes that a question carries.
CARRIED: Mapping[Basis, str] = {
    Basis.SUMMARY: "Ur vår sammanställning:",
    Basis.NOTES: "Ur våra anteckningar (ännu inte sammanställda):",
}

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

ARENAS: Mapping[Arena, str] = {
    Arena.MUNICIPALITY: "kommunen",
    Arena.REGION: "regionen",
    Arena.CIVIL_SOCIETY: "civilsamhället",
}
NO_ARENA = "Arena inte angiven"
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

PLACES: Mapping[Where, str] = {
    Where.GUIDE: "Guiden till möte {number}",
    Where.PRIORITY: "Prioriterat på möte {number}",
    Where.SUMMARY: "Sammanställning {number}",
    Where.PLAN: "Den lokala planen, kapitel {number}",
    Where.ROUND: "Nationell sammanställning {number}",
    Where.REPORT: "Den nationella rapporten",
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

REPORT_GAPS: Mapping[ReportGapKind, str] = {
    ReportGapKind.ROUND_NOT_SHARED: "Mötesomgången har ingen delad sammanställning.",
    ReportGapKind.NETWORKS_MISSING: "Alla nätverk har inte lämnat in.",
    ReportGapKind.NO_PRIORITIES: "Inga områden är prioriterade.",
    ReportGapKind.NO_LESSONS: "Lärdomarna är inte skrivna.",
}

_PLURALS = {
    "anteckning": "anteckningar",
    "deltagare": "deltagare",
    "gäst": "gäster",
    "insats": "insatser",
    "möte": "möten",
    "nätverk": "nätverk",
    "område": "områden",
    "plats": "platser",
    "prick": "prickar",
    "sak": "saker",
    "tema": "teman",
}


def number(n: int) -> str:
    """A whole number as Swedish writes it, with a space between thousands."""
    return format_decimal(n, locale=LOCALE)


def counted(n: int, noun: str) -> str:
    """For example "1 anteckning", "7 anteckningar". Raises KeyError on a noun whose plural is not known."""
    return f"{number(n)} {noun if n == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """For example "anteckningar". Raises KeyError on a noun whose plural is not known."""
    return _PLURALS[noun]


def count_notes(n: int) -> str:
    """For example "1 anteckning", "7 anteckningar"."""
    return counted(n, "anteckning")


def of_submitted(n: int, submitted: int) -> str:
    """For example "7 av 8 inlämnade nätverk"."""
    return f"{n} av {submitted} inlämnade nätverk"


def join(parts: Iterable[str]) -> str:
    """For example "Almvik, Tjädera och Vedunge"."""
    *first, last = list(parts) or [""]
    return f"{', '.join(first)} och {last}" if first else last


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def duration(minutes: int) -> str:
    """For example "40 minuter", "2 timmar", "1 timme och 30 minuter"."""
    hours, rest = divmod(minutes, 60)
    whole = [f"{hours} {'timme' if hours == 1 else 'timmar'}"] if hours else []
    return join([*whole, f"{rest} {'minut' if rest == 1 else 'minuter'}"] if rest or not hours else whole)


def day(local: date) -> str:
    """For example "tisdag 14 oktober"."""
    return format_date(local, "EEEE d MMMM", locale=LOCALE)


def day_and_time(local: datetime) -> str:
    """For example "tisdag 14 oktober kl. 13.00", in the zone that `local` is in."""
    return format_datetime(local, "EEEE d MMMM 'kl.' HH.mm", locale=LOCALE)


def cost(action: Action) -> str:
    """What an action costs, never blank: "Ryms inom ram", "Ej beräknat", or the amount as written."""
    return (action.cost is Cost.AMOUNT and action.amount) or COSTS[action.cost]


def period(start: str, end: str) -> str:
    """For example "våren 2027–hösten 2028", "från våren 2027", "till hösten 2028"; empty when neither is known."""
    if start and end:
        return start if start == end else f"{start}–{end}"
    return f"från {start}" if start else f"till {end}" if end else ""


def place(place: Place) -> str:
    """A place that a note has reached, for example "Sammanställning 3"."""
    return PLACES[place.where].format(number=place.number)


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


def report_gap(gap: ReportGap, names: Callable[[Sequence[str]], str]) -> str:
    """What the report lacks; `names` turns slugs of networks into their names."""
    if gap.kind is ReportGapKind.NETWORKS_MISSING:
        return f"{names(gap.networks)} har inte lämnat in."
    return REPORT_GAPS[gap.kind]
