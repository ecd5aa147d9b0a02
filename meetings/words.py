"""Swedish words: how a text is cut into words, how words are brought to their stem, and how they are
sorted."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_CUT_SHORT = re.compile(r"([^\W_]+)\.(?=[ ,/)-]*[a-zåäö])")
_ORDER = {"å": "\xe0", "ä": "\xe4", "æ": "\xe4", "ö": "\xf6", "ø": "\xf6", "ü": "y"}
_VOWELS = frozenset("aeiouyäåöé")
_INFLECTIONS = """
    heterna hetens heter heten anden arnas ernas ornas andes andet arens arna erna orna ande arne aste
    aren ades erns ade are ern ens ets het ast ad en et ar er or as es at a e
"""
_ENDINGS = sorted(_INFLECTIONS.split(), key=len, reverse=True)
_S_FOLLOWS = frozenset("bcdfghjklmnoprtvy")
_DOUBLED = ("dd", "gd", "nn", "dt", "gt", "kt", "tt")
_LAST = {"lig": "", "els": "", "ig": "", "löst": "lös", "fullt": "full"}

_COMMON = """
    aldrig alla alldeles allt alltid andra annan annat att av bara behöva behöver behövs bland blev bli
    blir blivit borde bort bra båda både bör de dem den denna deras dess dessa det detta dig din dina
    dit ditt dock dom du där därför då efter eftersom eller en enda ens ett ex exempel exempelvis fast
    fick finna finnas finns fler flera flesta fram från få får fått för före första förut ganska ge
    genom ger gjort gå går gör göra ha hade han hans har helt henne hennes hit hon honom hos hur här i
    ibland idag igen in inga ingen inget innan inne inom inte ja jag ju just kan kanske kom komma kommer
    kring kunde kunna kunnat lite man med mellan men mer mest mig min mina mitt mot mycket må många
    måste möjligt nej ner ni nog nu ny nya när nästan någon något några nån nåt och också ofta olika om
    oss på redan rätt samma samt sedan sen ser sig sin sina sitt själv själva ska skall skulle som stor
    stora säger sätt så sådan sådana ta tar till tills tog två typ under upp ur ut utan vad var vara
    varandra varför varit varje vart vem vet vi vid vidare vilja vilka vilken vilket vill väl vår våra
    vårt än ändå är även år åt över
"""
STOP_WORDS = frozenset(_COMMON.split())


def words(text: str) -> list[str]:
    """The words of `text` in lower case and in order; what a hyphen joins is several words."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def cut_short(text: str) -> list[str]:
    """The words of `text` that end in a full stop within a sentence, as abbreviations do: "växelv. är full"."""
    return [word.casefold() for word in _CUT_SHORT.findall(unicodedata.normalize("NFC", text))]


def swedish_key(text: str) -> tuple[str, str]:
    """Sort key for Swedish order: å, ä and ö after z, case and other accents only when all else is equal."""
    letters = unicodedata.normalize("NFC", text.casefold())
    return "".join(_ORDER.get(c) or unicodedata.normalize("NFD", c)[0] for c in letters), text


def stem(word: str) -> str:
    """The stem of a word in lower case, after the Swedish Snowball algorithm (snowballstem.org).

    Unlike there, the ending of "stödet" is cut off, but not that of "identitet".
    """
    region = _region(word)
    for step in (_without_inflection, _without_doubled_end, _without_suffix):
        word = step(word, region)
    return word


def _region(word: str) -> int:
    """Where endings may begin: after the first consonant that follows a vowel, three letters in at least."""
    for at in range(1, len(word)):
        if word[at] not in _VOWELS and word[at - 1] in _VOWELS:
            return max(3, at + 1)
    return len(word)


def _without_inflection(word: str, region: int) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= region and not word.endswith("itet"):
            return word[: -len(ending)]
    if word.endswith("s") and len(word) > region and word[-2] in _S_FOLLOWS:
        return word[:-1]
    return word


def _without_doubled_end(word: str, region: int) -> str:
    return word[:-1] if word.endswith(_DOUBLED) and len(word) - 2 >= region else word


def _without_suffix(word: str, region: int) -> str:
    for suffix, kept in _LAST.items():
        if word.endswith(suffix) and len(word) - len(suffix) >= region:
            return word[: -len(suffix)] + kept
    return word
