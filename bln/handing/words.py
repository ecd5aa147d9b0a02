"""The Swedish for a plan's way to a decision."""

import uuid
from collections.abc import Iterable, Mapping

from bln.handing.models import PlanDecision, PlanPaper, PlanVersion, Way
from bln.handing.papers import body_of, handed_in
from bln.slugs import slug_of
from exports import wording
from exports.plan_wording import OUTCOMES, PAPERS, paragraph
from exports.word_files.look import LookFault
from meetings.plan_check import Difference, Verdict
from meetings.plan_decisions import Fault, Stage

ADOPTED = "antagen-plan"
WHICH_FILE = "Välj Word-filen (.docx) som planen lämnades in med."
NO_LOOK = "I filen finns inget utseende som går att använda."
LOOK_FAULTS: Mapping[LookFault, str] = {
    LookFault.NO_COLOUR: "Filens rubriker har ingen egen färg, så färgen är vår.",
    LookFault.FAINT_COLOUR: "Filens rubrikfärg är för ljus för att läsas på vitt papper, så färgen är vår.",
    LookFault.NO_LOGO: "Filen har ingen bild i sidhuvudet, så det blir ingen logotyp.",
    LookFault.LOGO_KIND: "Bilden i sidhuvudet är varken PNG eller JPEG, så det blir ingen logotyp. Byt bild i filen.",
    LookFault.LOGO_SIZE: "Bilden i sidhuvudet är för stor: högst 300 kB och 4 000 bildpunkter. Det blir ingen logotyp.",
}
"""What of a file's look isn't taken."""

STAGES: Mapping[Stage, tuple[str, str]] = {
    Stage.NOT_HANDED_IN: ("planned", "inte inlämnad"),
    Stage.HANDED_IN: ("submitted", "inlämnad, väntar på beslut"),
    Stage.TABLED: ("submitted", "bordlagd"),
    Stage.RETURNED: ("warn", "återremiss, väntar på ny version"),
    Stage.ANSWERED: ("info", "besvarad"),
    Stage.ADOPTED: ("ok", "antagen"),
}
"""How far a plan has come: the kind of its badge, and the words."""

FAULTS: Mapping[Fault, str] = {
    Fault.BEFORE_VERSION: "Dagen är före den dag då versionen lämnades in. Kontrollera dagen i protokollet.",
    Fault.IN_THE_FUTURE: "Dagen har inte varit än. Skriv den dag då beslutet fattades.",
    Fault.TWICE: "Det beslutet finns redan.",
    Fault.TOO_MANY: "Många svar väntar redan på att bli bekräftade. Svara på brevet med planen i stället.",
    Fault.BEFORE_LAST: "Det finns ett senare beslut från samma mottagare. Ta bort det först, om det är fel.",
}
VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.UNCHANGED: ("ok", "Filen är oförändrad."),
    Verdict.SAME_TEXT: ("ok", "Texten är den som lämnades in. Filen är sparad på nytt, men inget i texten är ändrat."),
    Verdict.CHANGED: ("warn", "Texten är ändrad sedan den lämnades in."),
    Verdict.NOT_OURS: (
        "info",
        "Filen är inte en plan som har lämnats in härifrån, eller så är både texten och märkningen ändrade.",
    ),
}
"""What a file is: the kind of its notice, and the words."""

WAYS: Mapping[Way, str] = {Way.MAIL: "med e-post", Way.BY_HAND: "på annat sätt"}


def name_of(paper: PlanPaper) -> str:
    """What a paper is called in an address and in the name of its file."""
    return ADOPTED if paper.decision_id else PAPERS[paper.kind][0]


def file_name(version: PlanVersion, body_id: uuid.UUID, paper: str) -> str:
    """What a file is called, without its ending: a registry may get the papers of several bodies."""
    body = body_of(handed_in(version), body_id)
    receiver = slug_of(body.name) if body else ""
    return "-".join(filter(None, (version.network.slug, receiver, paper, f"version-{version.version}")))


def title_of(paper: PlanPaper) -> str:
    """What a paper is called to a reader."""
    return "Den antagna planen" if paper.decision_id else PAPERS[paper.kind][1]


def find_paper(papers: Iterable[PlanPaper], name: str) -> PlanPaper | None:
    """The paper of this name, or None."""
    return next((paper for paper in papers if name_of(paper) == name), None)


def said_of(verdict: Verdict) -> str:
    """What a file is, in a sentence or two."""
    return VERDICTS[verdict][1]


def decided(decision: PlanDecision) -> str:
    """A decision in a line, for example "Bifall, Socialnämnden 14 mars 2027 § 42"."""
    day = f"{decision.decided_by} {wording.date_in_full(decision.decided_on)}"
    return f"{OUTCOMES[decision.outcome]}, {day} {paragraph(decision.paragraph)}".strip()


def place_of(difference: Difference) -> str:
    """Where a file differs."""
    return f"Stycke {difference.place}" if difference.place else "Sidhuvud, sidfot eller innehåll"
