"""What follows when a meeting is cancelled, merged or split, in words to read before it is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bln.mail.addresses import recipients
from bln.networks.arranging import arranged
from bln.networks.models import Meeting, Network
from bln.networks.queries import meetings_of
from bln.room.sharing import sharing_of
from exports import wording
from meetings.arranging import Arranged, Refusal, Refused, check_cancel, plan_merge, plan_split
from meetings.prompts import planned_minutes

REFUSALS = {
    Refusal.BEGUN: (
        "Möte {n} har börjat: det finns anteckningar, val eller närvaro, eller ett verktyg i rummet är påslaget. "
        "Då går det inte att ändra."
    ),
    Refusal.NEXT_BEGUN: "Möte {n} har börjat och kan inte slås ihop med något.",
    Refusal.LATER_BEGUN: "Möte {n} har börjat och kan inte byta nummer. Därför går det inte att dela det här mötet.",
    Refusal.CANCELLED: "Mötet är inställt.",
    Refusal.NEXT_CANCELLED: "Möte {n} är inställt. Låt det bli av först.",
    Refusal.NO_NEXT: "Det finns inget senare möte att slå ihop med.",
    Refusal.ONE_STEP: "Mötet har bara en del. En del hålls ihop, så att nätverken kan jämföras.",
    Refusal.NO_SUCH_STEP: "Mötet har ingen sådan del. Välj bland dem som finns.",
}

REBUILT = "Guiden byggs om. Det ni själva har lagt till följer med frågorna."


@dataclass(frozen=True)
class Change:
    """A change that is asked for: its name, the button, what follows, and where a split may be instead."""

    question: str
    label: str
    follows: Sequence[str]
    chosen: str = ""
    places: Sequence[tuple[str, str]] = ()


def refused(no: Refused) -> str:
    """Why a change can't be made."""
    return REFUSALS[no.refusal].format(n=no.meeting)


def of_cancelling(network: Network, meeting: Meeting) -> Change:
    """Raises `Refused`."""
    standing = arranged(network)
    check_cancel(standing, meeting.number)
    follows = [
        f"De här frågorna ställs inte i ert nätverk: {_questions(network, meeting.steps)}.",
        *(["Vill ni ställa dem ändå? Slå då ihop mötet med nästa."] if _can_merge(standing, meeting.number) else []),
        _mailed(network, [meeting]),
        "De andra mötena behåller sina nummer och dagar. Nästa mötesguide bygger på det möte ni senast hade.",
        "Nka väntar inte på några anteckningar från mötet.",
        "Du kan ångra dig: på mötets sida finns Låt mötet bli av.",
    ]
    return Change(f"Ska möte {meeting.number} ställas in?", "Ställ in mötet", follows)


def of_merging(network: Network, meeting: Meeting) -> Change:
    """Raises `Refused`."""
    merge = plan_merge(arranged(network), meeting.number)
    gone = next(found for found in meetings_of(network) if found.number == merge.gone)
    follows = [
        f"På möte {merge.into} ställs de här frågorna: {_questions(network, merge.steps)}.",
        f"{REBUILT} Med tidsplanens tider tar mötet {_duration(network, merge.steps)}.",
        *_share_again({meeting: [merge.into], gone: [merge.into]}),
        f"Möte {merge.gone} finns inte kvar. De andra mötena behåller sina nummer.",
        _mailed(network, [gone]),
        *([f"Skicka sedan ändringen av möte {merge.into}: längden är ny."] if meeting.sent else []),
        "Nätverken jämförs fråga för fråga, så ingenting försvinner nationellt.",
        "Du kan ångra dig genom att dela mötet igen, tills det har börjat.",
    ]
    return Change(f"Ska möte {merge.into} och {merge.gone} bli ett möte?", "Slå ihop mötena", follows)


def of_splitting(network: Network, meeting: Meeting, before: str = "") -> Change:
    """Raises `Refused`."""
    split = plan_split(arranged(network), meeting.number, before)
    new = split.number + 1
    renamed = [f"möte {n} blir möte {n + 1}" for n in reversed(split.moved)]
    moved = [found for found in meetings_of(network) if found.number in split.moved]
    follows = [
        f"Möte {split.number} tar {_duration(network, split.first)}: {_questions(network, split.first)}.",
        f"Möte {new} tar {_duration(network, split.second)}: {_questions(network, split.second)}.",
        f"Möte {new} har ingen dag än.",
        *([f"{wording.sentence(wording.join(renamed))}. De har inte börjat."] if renamed else []),
        *(
            ["Skicka sedan ändringen av dem som redan är skickade: numret är nytt."]
            if any(found.sent for found in moved)
            else []
        ),
        *([f"Skicka sedan ändringen av möte {split.number}: längden är ny."] if meeting.sent else []),
        REBUILT,
        *_share_again({meeting: [split.number, new]} | {found: [found.number + 1] for found in moved}),
        "Du kan ångra dig genom att slå ihop mötena igen, tills något av dem har börjat.",
    ]
    template = network.programme.template
    places = [(key, template.step(key).title) for key in meeting.steps[1:]]
    chosen = split.second[0]
    return Change(f"Ska möte {split.number} delas i två?", "Dela mötet", follows, chosen, places)


def _can_merge(standing: Sequence[Arranged], number: int) -> bool:
    try:
        plan_merge(standing, number)
    except Refused:
        return False
    return True


def _questions(network: Network, steps: Iterable[str]) -> str:
    template = network.programme.template
    return wording.join(f"”{question.title}”" for key in steps for question in template.step(key).questions)


def _duration(network: Network, steps: Iterable[str]) -> str:
    template = network.programme.template
    return wording.duration(planned_minutes([template.step(key) for key in steps]))


def _share_again(becomes: Mapping[Meeting, Sequence[int]]) -> list[str]:
    """What to do where members have been told of a guide that goes, by the numbers that its meeting becomes."""
    numbers = {number for meeting, new in becomes.items() if sharing_of(meeting).shared for number in new}
    return [f"Dela sedan guiden till möte {wording.join(map(str, sorted(numbers)))} på nytt."] if numbers else []


def _mailed(network: Network, called_off: Sequence[Meeting]) -> str:
    numbers = [str(meeting.number) for meeting in called_off if meeting.sent]
    if not numbers:
        return "Ingen har fått någon inbjudan, så inget skickas."
    reached = len(recipients(network.id))
    return (
        f"De {reached} som har e-post får genast ett brev om att dagen för möte {wording.join(numbers)} inte gäller, "
        "och mötet tas bort ur deras kalendrar. Hör av dig till den som deltar på papper."
    )
