"""Which perspectives a network's handed-in notes lack, without pointing anybody out (domain.md, Small groups).

That nobody noted anything from a perspective tells of everybody who takes part from it: of a lone politician, that she
said nothing. So a silence is named only where enough people stand behind it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from meetings.disclosure import FEWEST_PEOPLE
from meetings.programme import Perspective


@dataclass(frozen=True, slots=True)
class Silence:
    """The perspectives that may be named, in the order of `Perspective`, and whether `others` are silent too that may
    not."""

    named: tuple[Perspective, ...] = ()
    others: bool = False


def silence_of(members: Sequence[Collection[Perspective]], heard: Collection[Perspective]) -> Silence:
    """What is silent among the members (one or two perspectives each), given the perspectives that notes are marked
    with; nothing where no note is marked, since then nobody has kept count.

    That a small perspective is silent is said only without its name, and only where it could be one of several with
    enough people together: else the one who reads could count out which.
    """
    if not heard:
        return Silence()
    behind = {p: [at for at, member in enumerate(members) if p in member] for p in Perspective}
    there = [p for p in Perspective if behind[p]]
    small = [p for p in there if len(behind[p]) < FEWEST_PEOPLE]
    together = {at for p in small for at in behind[p]}
    vague = len(small) > 1 and len(together) >= FEWEST_PEOPLE
    return Silence(
        named=tuple(p for p in there if p not in small and p not in heard),
        others=vague and any(p not in heard for p in small),
    )
