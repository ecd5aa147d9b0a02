"""The Swedish of the tools in the room."""

from collections.abc import Sequence

from exports import wording
from meetings.programme import Perspective
from meetings.table_round import TableRound

OUT_OF_TIME = "Tiden är ute. Ta den tid ni behöver."


def time_left(seconds: int) -> str:
    """For example "12 minuter kvar". js/time-box.js says the same as time goes on."""
    if seconds <= 0:
        return OUT_OF_TIME
    if seconds < 60:
        return "Mindre än en minut kvar"
    minutes = -(-seconds // 60)
    return "1 minut kvar" if minutes == 1 else f"{minutes} minuter kvar"


def spoken(found: TableRound) -> str:
    """For example "7 av 9 har sagt något"."""
    return f"{found.spoken} av {found.present} har sagt något"


def silent(perspectives: Sequence[Perspective]) -> str:
    """For example "Om den här frågan har ingen politiker sagt något än."."""
    nobody = wording.join(f"ingen {wording.PERSPECTIVES[perspective]}" for perspective in perspectives)
    return f"Om den här frågan har {nobody} sagt något än."


def turns(count: int) -> str:
    """For example "2 gånger"."""
    return "inte än" if count == 0 else "1 gång" if count == 1 else f"{count} gånger"
