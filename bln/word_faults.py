"""The Swedish for why a Word file isn't read, and for what is left out of one that is: what it is, and what to do."""

from exports import wording
from exports.word_files.faults import Fault
from meetings.pieces import LeftOut

_SAVE_AS = "Öppna den i Word eller LibreOffice, välj Spara som och formatet .docx, och hämta den nya filen."
_WHAT_AND_WHAT_TO_DO = {
    Fault.EMPTY: ("Filen är tom.", "Välj en annan fil."),
    Fault.NOT_WORD: ("Filen är inget Word-dokument (.docx).", _SAVE_AS),
    Fault.OLD_WORD: ("Filen är i Words gamla format (.doc).", _SAVE_AS),
    Fault.OPEN_DOCUMENT: ("Filen är i formatet .odt eller liknande.", _SAVE_AS),
    Fault.RICH_TEXT: ("Filen är i formatet .rtf.", _SAVE_AS),
    Fault.PDF: ("Filen är en PDF.", "Hämta Word-filen som den gjordes av, eller kopiera texten och klistra in den."),
    Fault.ENCRYPTED: (
        "Filen är skyddad med lösenord.",
        "Ta bort lösenordet i Word och spara, och hämta den igen.",
    ),
    Fault.MACROS: (
        "Filen innehåller makron och läses därför inte.",
        "Spara den som vanligt Word-dokument (.docx).",
    ),
    Fault.DAMAGED: (
        "Filen är skadad och går inte att läsa.",
        "Öppna den i Word, spara en kopia och hämta kopian.",
    ),
    Fault.UNSAFE: (
        "Filen är uppbyggd på ett sätt som inte är säkert att läsa.",
        "Kopiera texten och klistra in den.",
    ),
    Fault.TOO_LARGE: ("Filen är för stor.", "Högst 5 MB och 20 000 stycken. Ta bort bilder eller klistra in texten."),
}
FAULTS = {fault: " ".join(words) for fault, words in _WHAT_AND_WHAT_TO_DO.items()}
WHAT_IS_WRONG = {fault: what for fault, (what, _) in _WHAT_AND_WHAT_TO_DO.items()}
_LEFT_OUT = {
    LeftOut.DELETED: ("borttagning i spårade ändringar", "borttagningar i spårade ändringar"),
    LeftOut.COMMENT: ("kommentar", "kommentarer"),
    LeftOut.FOOTNOTE: ("fotnot", "fotnoter"),
    LeftOut.PICTURE: ("bild", "bilder"),
    LeftOut.HIDDEN: ("dold text", "dolda texter"),
}


def count_left_out(kind: LeftOut, count: int) -> str:
    """For example "2 kommentarer"."""
    return f"{wording.number(count)} {_LEFT_OUT[kind][count != 1]}"
