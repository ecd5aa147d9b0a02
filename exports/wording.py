"""The one home of the Swedish words for codes, counts and dates, on pages and in documents.

The rules return codes and numbers; what a person reads of them stands here. Words follow domain.md.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from meetings.agenda import Occasion
from meetings.appointment import Appointment, Way
from meetings.captions import Fault
from meetings.lessons import Answerer, Citable, ClosingQuestion, Usefulness
from meetings.notes import NoteKind
from meetings.privacy import Kind
from meetings.programme import Gathers, Perspective
from meetings.progress import MeetingState
from meetings.prompts import Basis
from meetings.provenance import Place, Where
from meetings.report import ReportGap, ReportGapKind
from meetings.turnout import Answer

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)

OCCASIONS: Mapping[Occasion, str] = {Occasion.BEFORE: "före", Occasion.AFTER: "efter"}
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

NOTE_KINDS: Mapping[NoteKind, str] = {
    NoteKind.EXPERIENCE: "erfarenhet",
    NoteKind.SUGGESTION: "förslag",
    NoteKind.OBSTACLE: "hinder",
    NoteKind.QUESTION: "fråga till Nka",
}

MEETING_STATES: Mapping[MeetingState, str] = {
    MeetingState.PLANNED: "planerat",
    MeetingState.HELD: "hållet",
    MeetingState.SUBMITTED: "inlämnat",
    MeetingState.COMPILED: "sammanställs",
    MeetingState.SHARED: "delat",
    MeetingState.CANCELLED: "inställt",
}

FINDS: Mapping[Kind, str] = {
    Kind.PERSONAL_NUMBER: "Personnummer",
    Kind.PHONE: "Telefonnummer",
    Kind.EMAIL: "E-postadress",
    Kind.STREET_ADDRESS: "Gatuadress",
    Kind.FIRST_NAMES: "Uppräknade namn",
    Kind.RELATIVE_NAMED: "Namn på en närstående eller anhörig",
}

ANSWERS: Mapping[Answer, str] = {
    Answer.COMES: "kommer",
    Answer.STAND_IN: "någon kommer i stället",
    Answer.STAYS_AWAY: "kommer inte",
}

NOT_COMPILED = "ännu inte sammanställt"

# What a guide says of what it stands on, with the number of the meeting before; the first says nothing.
BASES: Mapping[Basis, str] = {
    Basis.FIRST: "",
    Basis.SUMMARY: "Guiden bygger på sammanställningen av möte {before}.",
    Basis.NOTES: (f"{NOT_COMPILED.capitalize()}: guiden bygger på de inlämnade anteckningarna från möte {{before}}."),
    Basis.MISSING: "Anteckningarna från möte {before} är inte inlämnade. Guiden bygger bara på mallen.",
    Basis.UNSHARED: "Sammanställningen av möte {before} är inte delad än. Till dess bygger guiden bara på mallen.",
}
MISSING_BUT_NATIONAL = (
    "Anteckningarna från möte {before} är inte inlämnade. Guiden bygger på mallen och det andra nätverk har sagt."
)

# What stands over the themes that a question carries.
CARRIED: Mapping[Basis, str] = {
    Basis.SUMMARY: "Ur vår sammanställning:",
    Basis.NOTES: "Ur våra anteckningar (ännu inte sammanställda):",
}

# What stands over what a network has added to a guide.
OWN_TEXT = "Från nätverkets ledare"
OWN_PROMPTS = "Nätverkets egna ingångar"
OWN_EXAMPLE = "Exempel: "

PLACES: Mapping[Where, str] = {
    Where.GUIDE: "Guiden till möte {number}",
    Where.PRIORITY: "Prioriterat på möte {number}",
    Where.SUMMARY: "Sammanställning {number}",
    Where.PLAN: "Den lokala planen, kapitel {number}",
    Where.ROUND: "Nationell sammanställning {number}",
    Where.REPORT: "Den nationella rapporten",
}

CAPTION_FAULTS: Mapping[Fault, str] = {
    Fault.HEADER: "Filen ska börja med WEBVTT. Är det en SRT-fil, spara den som WebVTT.",
    Fault.AFTER_HEADER: "Lämna en tom rad mellan WEBVTT och den första tiden.",
    Fault.NOTHING: "Det finns inga undertexter i filen.",
    Fault.TIMING: "Här ska det stå en tid, till exempel 00:01.000 --> 00:04.500, med punkt före tusendelarna.",
    Fault.BACKWARDS: "Texten slutar innan den börjar. Kontrollera tiderna.",
    Fault.ORDER: "Texten börjar före den som står ovanför. Tiderna ska stå i ordning.",
    Fault.SETTING: "Det som står efter tiden går inte att förstå. Ta bort det.",
    Fault.NO_TEXT: "Texten till tiden saknas.",
    Fault.ARROW: "Pilen --> får bara stå i en tid. Saknas en tom rad före tiden?",
    Fault.TAG: "Ett märke mellan < och > är okänt eller inte avslutat. Skriv &lt; för tecknet <.",
    Fault.AMPERSAND: "Skriv &amp; för tecknet &.",
    Fault.STYLE: "STYLE och REGION ska stå före den första texten.",
}

ANSWERERS: Mapping[Answerer, str] = {
    Answerer.LEADER: "nätverksledare",
    Answerer.MEMBER: "deltagare",
}
CLOSING_QUESTIONS: Mapping[ClosingQuestion, str] = {
    ClosingQuestion.WORKED: "Vad har fungerat bra i nätverket?",
    ClosingQuestion.HARD: "Vad har varit svårt?",
    ClosingQuestion.ADVICE: "Vad vill du råda ett nytt nätverk?",
}
CITABLE: Mapping[Citable, str] = {
    Citable.YES: "får citeras",
    Citable.WITHHELD: "citeras inte, kan peka ut någon",
    Citable.NO: "får inte citeras",
}
USEFULNESS_QUESTION = "Har nätverket gett något som du har användning för?"
USEFULNESS: Mapping[Usefulness | None, str] = {
    Usefulness.MUCH: "ja, mycket",
    Usefulness.SOME: "ja, något",
    Usefulness.LITTLE: "lite",
    Usefulness.NOTHING: "nej",
    Usefulness.UNSURE: "vet inte",
    None: "inget svar på frågan",
}

REPORT_GAPS: Mapping[ReportGapKind, str] = {
    ReportGapKind.NO_MEETINGS: "Inget möte är hållet än.",
    ReportGapKind.ROUND_NOT_SHARED: "Mötesomgången har ingen delad sammanställning.",
    ReportGapKind.NETWORKS_MISSING: "Alla nätverk har inte lämnat in.",
    ReportGapKind.NO_PRIORITIES: "Inga områden är prioriterade.",
    ReportGapKind.NO_LESSONS: "Lärdomarna är inte skrivna.",
    ReportGapKind.NO_REFERENCES: "Inga referenser är angivna.",
}

_PLURALS = {
    "anteckning": "anteckningar",
    "deltagare": "deltagare",
    "fråga": "frågor",
    "gäst": "gäster",
    "insats": "insatser",
    "lucka": "luckor",
    "möte": "möten",
    "nätverk": "nätverk",
    "område": "områden",
    "plats": "platser",
    "prick": "prickar",
    "telefon": "telefoner",
    "punkt": "punkter",
    "sak": "saker",
    "stycke": "stycken",
    "person": "personer",
    "svar": "svar",
    "synpunkt": "synpunkter",
    "tema": "teman",
    "underlag": "underlag",
}


def number(n: int) -> str:
    """A whole number as Swedish writes it, with a space between thousands."""
    return f"{n:,}".replace(",", "\N{NO-BREAK SPACE}")


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


def clock(milliseconds: int) -> str:
    """Where in a film something is said, for example 0.07, 12.45 or 1.02.03."""
    minutes, seconds = divmod(milliseconds // 1_000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}.{minutes:02}.{seconds:02}" if hours else f"{minutes}.{seconds:02}"


def lengths(parts: int, meeting: int) -> str:
    """What the parts of a meeting take in minutes, against its own length; a plain word where they differ."""
    if parts == meeting:
        return f"Delarna blir {parts} minuter, lika långt som mötet."
    differs = f"{parts - meeting} för mycket" if parts > meeting else f"{meeting - parts} kvar att använda"
    return f"Delarna blir {parts} minuter, mötet är {meeting}. Det är {differs}."


def day(local: date) -> str:
    """For example "tisdag 14 oktober"."""
    return f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"


def date_in_full(local: date) -> str:
    """For example "14 oktober 2026"."""
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def day_and_time(local: datetime) -> str:
    """For example "tisdag 14 oktober kl. 13.00", in the zone that `local` is in."""
    return f"{day(local)} kl. {local:%H.%M}"


def span(appointment: Appointment) -> str:
    """For example "tisdag 14 oktober kl. 13.00–15.00"."""
    return f"{day_and_time(appointment.begins)}–{appointment.ends:%H.%M}"


def where(appointment: Appointment) -> str:
    """Where a meeting is, without its link: "Biblioteket", "digitalt möte", "Biblioteket eller digitalt"."""
    if appointment.way is Way.ONLINE:
        return "digitalt möte"
    return appointment.place if appointment.way is Way.PLACE else f"{appointment.place or 'på plats'} eller digitalt"


def place(place: Place) -> str:
    """A place that a note has reached, for example "Sammanställning 3"."""
    return PLACES[place.where].format(number=place.number)


def report_gap(gap: ReportGap, names: Callable[[Sequence[str]], str]) -> str:
    """What the report lacks; `names` turns slugs of networks into their names."""
    if gap.kind is ReportGapKind.NETWORKS_MISSING:
        return f"{names(gap.networks)} har inte lämnat in."
    return REPORT_GAPS[gap.kind]
