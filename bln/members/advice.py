"""A concrete next step towards a whole group, in words: advice, never a block."""

from exports import wording
from meetings.composition import Composition
from meetings.programme import Group, Perspective

WHERE_TO_ASK = {
    Perspective.CARER: "Fråga anhörigstödet, anhörigföreningar eller dem som redan är med.",
    Perspective.PRACTITIONER: "Fråga en enhetschef i hemtjänsten, på vårdcentralen eller i hemsjukvården.",
    Perspective.POLITICIAN: "Fråga nämndens ordförande, eller be nämndsekreteraren föra frågan vidare.",
    Perspective.MANAGER: "Fråga förvaltningens ledning vem som kan ta med sig förslagen.",
    Perspective.CIVIL_SOCIETY: "Fråga en anhörig- eller patientförening, en församling eller Röda Korset på orten.",
}


def next_steps(now: Composition, expected: Composition, group: Group) -> list[str]:
    """What to do next, most pressing first. `expected` is the group if everybody who is asked says yes."""
    steps = []
    for missing in expected.missing:
        steps.append(f"Bjud in någon som är {wording.PERSPECTIVES[missing]}. {WHERE_TO_ASK[missing]}")
    waiting = [code for code in now.missing if code not in expected.missing]
    if waiting:
        names = wording.join(wording.PERSPECTIVES[code] for code in waiting)
        steps.append(f"Vänta in svaret från den som är inbjuden som {names}. Ring gärna.")
    size = f"{group.smallest}–{group.largest}"
    if expected.too_few:
        steps.append(f"Bjud in {expected.too_few} till. Metoden föreslår {size} deltagare.")
    if expected.too_many:
        steps.append(f"Ni blir {expected.members}. Metoden föreslår {size}, så att alla hinner tala.")
    if expected.alone and not expected.too_many:
        names = wording.join(f"en som {wording.PERSPECTIVES[code]}" for code in expected.alone)
        steps.append(f"Det är bara {names}. En till gör det lättare att tala fritt.")
    return steps
