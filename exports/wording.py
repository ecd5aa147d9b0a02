"""The one home of the Swedish words for codes, counts and dates, on pages and in documents.

The rules return codes and numbers; what a person reads of them stands here. Words follow domain.md.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from meetings.plan import Chapter, Gap, GapKind
from meetings.privacy import Kind
from meetings.programme import Gathers, Perspective
from meetings.progress import MeetingState
from meetings.prompts import Basis
from meetings.report import ReportGap, ReportGapKind

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)

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

PLAN_GAPS: Mapping[GapKind, str] = {
    GapKind.NO_PRIORITIES: "Inga områden är prioriterade.",
    GapKind.NO_HOW: "Hur det ska gå till är inte beskrivet.",
    GapKind.NO_WHO: "Ingen ansvarig funktion är angiven.",
    GapKind.NO_PARTNERS: "Inga samverkansparter är angivna.",
    GapKind.NO_CURRENT_STATE: "Nuläget är inte beskrivet.",
    GapKind.NO_GOAL: "Inga mål är angivna.",
    GapKind.NO_FOLLOW_UP: "Hur planen följs upp är inte bestämt.",
    GapKind.NO_TECHNOLOGY: "Ingen välfärdsteknik är beskriven.",
    GapKind.NO_GOVERNING_DOCUMENTS: "Kopplingen till kommunens och regionens styrdokument är inte beskriven.",
    GapKind.NO_RESOURCES: "Resurser och finansiering är inte beskrivna.",
    GapKind.NO_CONSEQUENCES: (
        "Konsekvenserna är inte beskrivna: för barn, jämlikhet och jämställdhet, ekonomi, personal och integritet."
    ),
    GapKind.NO_RISKS: "Riskerna är inte beskrivna.",
    GapKind.NO_PROPOSAL: "Inget förslag till beslut är formulerat.",
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
    "möte": "möten",
    "nätverk": "nätverk",
    "område": "områden",
    "tema": "teman",
}


def number(n: int) -> str:
    """A whole number as Swedish writes it, with a space between thousands."""
    return f"{n:,}".replace(",", "\N{NO-BREAK SPACE}")


def counted(n: int, noun: str) -> str:
    """For example "1 anteckning", "7 anteckningar". Raises KeyError on a noun whose plural is not known."""
    return f"{number(n)} {noun if n == 1 else _PLURALS[noun]}"


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
    return f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"


def day_and_time(local: datetime) -> str:
    """For example "tisdag 14 oktober kl. 13.00", in the zone that `local` is in."""
    return f"{day(local)} kl. {local:%H.%M}"


def plan_gap(gap: Gap) -> str:
    """What a plan lacks, with the area or the meeting that it is about."""
    text = PLAN_GAPS[gap.kind]
    if gap.area is not None:
        return f"Område {gap.area}: {text[:1].lower()}{text[1:]}"
    return f"Möte {gap.meeting}: {text[:1].lower()}{text[1:]}" if gap.meeting is not None else text


def report_gap(gap: ReportGap, names: Callable[[Sequence[str]], str]) -> str:
    """What the report lacks; `names` turns slugs of networks into their names."""
    if gap.kind is ReportGapKind.NETWORKS_MISSING:
        return f"{names(gap.networks)} har inte lämnat in."
    return REPORT_GAPS[gap.kind]
