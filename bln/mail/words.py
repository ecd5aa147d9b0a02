"""The Swedish for what becomes of mail."""

from collections import Counter
from datetime import datetime

from bln.clock import local_time
from bln.mail.models import MailState
from exports import wording

KINDS = {
    "call": "Inbjudan till nätverksledarträff",
    "dates": "Dag för ett möte",
    "digest": "Notiser",
    "invitation": "Inbjudan",
    "invitation_reminder": "Påminnelse om inbjudan",
    "member_link": "Personlig länk",
    "password_reset": "Länk för nytt lösenord",
    "plan_hand_in": "Planen till en registrator",
    "report": "Rapport att stämma av",
    "report_reminder": "Påminnelse om rapporten",
    "receipt": "Kvitto på inlämning",
    "sign_in_link": "Länk för att logga in",
}
_BECAME = (
    (MailState.SENT, "{} skickades."),
    (MailState.QUEUED, "{} kunde inte skickas nu. Vi försöker igen senare."),
    (MailState.DEAD, "{} kunde inte skickas alls. Se: bln mail list --dead"),
    (MailState.CANCELLED, "{} var inte längre aktuella."),
)


def kind(code: str) -> str:
    """What sort of mail it is."""
    return KINDS[code]


def tally(became: Counter[str]) -> str:
    """What became of a round of sending, one line for each outcome."""
    lines = [words.format(_mails(became[state])) for state, words in _BECAME if became[state]]
    return "\n".join(lines) or "Inga brev väntade."


def waiting(count: int, since: datetime | None) -> str:
    """How many mails wait, and since when."""
    if since is None:
        return "Inga brev väntar."
    return f"{_mails(count)} väntar, det äldsta sedan {wording.day_and_time(local_time(since))}."


def reason(error: str) -> str:
    """Why a mail didn't arrive."""
    if error.startswith("smtp "):
        return f"E-postservern sade nej (kod {error.removeprefix('smtp ')})."
    return {
        "lost": "Förbindelsen med e-postservern bröts varje gång.",
        "address": "Adressen går inte att använda.",
    }.get(error, "Brevet gick inte att skriva.")


def _mails(count: int) -> str:
    return f"{count} brev"
