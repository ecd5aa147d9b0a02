"""The Swedish words for what a plan lacks before it is handed in, and why that matters."""

from collections.abc import Mapping

from exports.plan_wording import PLAN_GAPS, SECTIONS
from meetings.plan_content import CONSEQUENCES, Section
from meetings.plan_gaps import GapKind
from meetings.plan_ready import BodyLack, Lack

_LACKS: Mapping[BodyLack, str] = {
    BodyLack.NO_BODY: "Ingen mottagare är angiven.",
    BodyLack.NO_DECISION: "{body} har ingen beslutspunkt.",
    BodyLack.POINT_LOST: "Det står inte vem som beslutar, eller så tar ingen sådan emot planen.",
    BodyLack.NO_OWN_ACTION: "{body} har ingen insats.",
    BodyLack.ACTION_LOST: "Insatsen gäller någon som inte tar emot planen.",
    BodyLack.NO_COST: "Kostnaden är inte beräknad.",
}
_WHY: Mapping[GapKind | BodyLack, str] = {
    BodyLack.NO_BODY: "Utan mottagare finns ingen att lämna planen till. Be Nka lägga in vilka som ska få den.",
    BodyLack.NO_DECISION: "På första sidan står det som mottagaren ska besluta. Utan en punkt finns inget att besluta.",
    BodyLack.POINT_LOST: "Punkten kommer annars inte med i någons förslag till beslut.",
    BodyLack.NO_OWN_ACTION: "Står det inget som just den mottagaren ska göra är det oklart vad beslutet leder till.",
    BodyLack.ACTION_LOST: "Insatsen kommer annars inte med i någons plan.",
    BodyLack.NO_COST: "Ej beräknat går att lämna in, men kostnaden är ofta det första som den som beslutar frågar om.",
    GapKind.NO_PROPOSAL: "Utan beslutspunkter finns inget att besluta om.",
    GapKind.NO_CURRENT_STATE: "Den som inte var med behöver veta hur det är i dag.",
    GapKind.NO_PRIORITIES: "Insatserna behöver höra till något som nätverket har valt.",
    GapKind.NO_GOAL: "Utan mål går det inte att se om planen har gjort skillnad.",
    GapKind.NO_ACTION: "Ett område utan insats stannar på pappret.",
    GapKind.NO_ARENA: "Insatsen kommer annars inte med i någons plan.",
    GapKind.NO_RESPONSIBLE: "Det som ingen ansvarar för blir sällan gjort.",
    GapKind.NO_PARTNERS: "De som ska hjälpas åt behöver veta det före beslutet.",
    GapKind.NO_TIME: "Utan tid går det varken att budgetera eller följa upp.",
    GapKind.NO_MILESTONE: "En milstolpe visar tidigt om insatsen är på väg.",
    GapKind.NO_TECHNOLOGY: "Har ni valt bort välfärdsteknik, skriv det, så syns det att frågan har varit uppe.",
    GapKind.NO_RISKS: "Den som beslutar vill veta vad som kan gå fel och vad ni gör åt det.",
    GapKind.NO_MEASURES: "Utan indikatorer går det inte att säga om målen är nådda.",
    GapKind.NO_FOLLOW_UP: "Den som beslutar vill veta när och hur planen följs upp.",
    GapKind.MEETING_NOT_COMPILED: "Tills sammanställningen är delad bygger planen på anteckningarna som de är.",
    GapKind.NO_TEXT: "Den som läser väntar sig att det står här.",
}
_WHY_TEXT: Mapping[Section, str] = {
    Section.GOVERNING_DOCUMENTS: "En plan väger tyngre när den hänger ihop med det som redan är beslutat.",
    Section.RESOURCES: "Utan besked om resurser går det inte att avgöra om planen kan genomföras.",
    **dict.fromkeys(CONSEQUENCES, "Ett ärende brukar beskriva konsekvenserna. Har ni inte bedömt dem, skriv det."),
}


def lack(found: Lack) -> str:
    """What is missing, for example "Region Norrmark har ingen beslutspunkt."."""
    if isinstance(found.kind, BodyLack):
        return _LACKS[found.kind].format(body=found.body)
    text = PLAN_GAPS[found.kind]
    about = (found.section and SECTIONS[found.section]) or (found.meeting and f"Möte {found.meeting}")
    return f"{about}: {text[:1].lower()}{text[1:]}" if about else text


def why(found: Lack) -> str:
    """Why it matters to whoever decides."""
    return _WHY_TEXT.get(found.section, _WHY[found.kind]) if found.section else _WHY[found.kind]
