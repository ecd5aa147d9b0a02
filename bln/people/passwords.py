"""Passwords: hashed with argon2, long, and none of those that everybody tries first."""

import re
import unicodedata
from enum import StrEnum
from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
LONGEST_JUDGED = 72  # zxcvbn refuses more; what is long and strong so far is strong
FEWEST_GUESSES = 10**9
# zxcvbn knows English; these are what Swedes, and people here, build bad passwords of.
SWEDISH_WORDS = (
    *("lösenord", "losenord", "hemligt", "hemlig", "hejsan", "hej", "välkommen", "valkommen", "sverige", "svenska"),
    *("sommar", "sommaren", "vinter", "vintern", "höst", "hösten", "host", "hosten", "vår", "våren", "midsommar"),
    *("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag", "januari", "februari", "augusti"),
    *("stockholm", "göteborg", "goteborg", "malmö", "malmo", "uppsala", "kalmar", "jönköping", "jonkoping"),
    *("älskling", "alskling", "älskar", "sommarlov", "fotboll", "hockey", "kärlek", "karlek", "qwertyuiopå"),
    *("nätverk", "natverk", "nätverksledare", "natverksledare", "ledare", "anhörig", "anhörigas", "anhöriga"),
    *("anhorig", "anhoriga", "blandade", "blandat", "lärande", "larande", "nka", "kommun", "region", "möte", "mote"),
)

_hasher = PasswordHasher()
_one_at_a_time = Semaphore()
# The hash of a random text that nobody kept: checked when there is no account, so that both answers cost the same.
_UNKNOWN = "$argon2id$v=19$m=65536,t=3,p=4$Bhce/oSTqR2Upc27zbNReQ$qq3POgS2FbxB+9Hr1KQweigfSvk250YDsxudgrSoQBU"


class Weakness(StrEnum):
    """Why a password is not taken."""

    SHORT = "password_short"
    COMMON = "password_common"


def weakness_of(password: str, *about: str) -> Weakness | None:
    """What is wrong with a new password; `about` is what others know of its owner, such as name and address."""
    if len(password) < SHORTEST_PASSWORD:
        return Weakness.SHORT
    from zxcvbn import zxcvbn  # its word lists, some megabytes, are for those who choose a password

    own = [word for text in about for word in (text, *re.split(r"[\W_\d]+", text)) if word]
    judged = zxcvbn(_normal(password)[:LONGEST_JUDGED], user_inputs=[*own, *SWEDISH_WORDS])
    return Weakness.COMMON if judged["guesses"] < FEWEST_GUESSES else None


def hash_password(password: str) -> str:
    """A password as it is stored."""
    return _hasher.hash(_normal(password))


def is_password(kept: str | None, password: str) -> bool:
    """True when the password is the one kept; takes the same time when none is kept."""
    try:
        with _one_at_a_time:
            _hasher.verify(kept or _UNKNOWN, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """True when passwords are hashed in a slower way today than this one was."""
    return _hasher.check_needs_rehash(kept)


def _normal(password: str) -> str:
    """An å is one letter or a letter with a ring, by keyboard: the same password."""
    return unicodedata.normalize("NFC", password)
