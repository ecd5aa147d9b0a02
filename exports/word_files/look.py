"""The look of somebody else's Word file: typefaces, the colour of its headings, and the picture in its header."""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from enum import StrEnum
from posixpath import normpath

from exports.look import MOST_LOGO, MOST_PIXELS, Logo, Look, contrast_with_paper, font_or_nothing
from exports.word_files.archive import Archive

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
_HEADER = re.compile(r"header\d*\.xml")
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # the markers of a JPEG that its size follows


class LookFault(StrEnum):
    """What of a file's look isn't taken, and why."""

    NO_COLOUR = "no_colour"
    FAINT_COLOUR = "faint_colour"
    NO_LOGO = "no_logo"
    LOGO_KIND = "logo_kind"  # neither PNG nor JPEG
    LOGO_SIZE = "logo_size"


@dataclass(frozen=True, slots=True)
class FoundLook:
    """What was found, and what isn't taken."""

    look: Look
    faults: tuple[LookFault, ...] = ()


def look_of(archive: Archive) -> FoundLook:
    """The look of a file; raises `UnreadableFile`."""
    archive.require_plain_xml()
    themes, styles = _Theme(), _Styles()
    archive.read(archive.beside_main("theme/theme1.xml"), start=themes.start)
    archive.read(archive.beside_main("styles.xml"), start=styles.start, end=styles.end)
    colour, faults = styles.colour, []
    if not colour:
        faults.append(LookFault.NO_COLOUR)
    elif contrast_with_paper(colour) < LEAST_CONTRAST:
        faults.append(LookFault.FAINT_COLOUR)
        colour = ""
    logo = _logo(archive)
    if isinstance(logo, LookFault):
        faults.append(logo)
    look = Look(
        body_font=themes.font(styles.body, styles.defaults),
        heading_font=themes.font(styles.heading, styles.body, styles.defaults),
        colour=colour,
        logo=logo if isinstance(logo, Logo) else None,
    )
    return FoundLook(look, tuple(faults))


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


@dataclass
class _Theme:
    """The typefaces that styles may call major and minor."""

    fonts: dict[str, str] = field(default_factory=dict)
    _part: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local in ("majorFont", "minorFont"):
            self._part = local.removesuffix("Font")
        elif local == "latin" and self._part:
            self.fonts.setdefault(self._part, attributes.get("typeface", ""))

    def font(self, *said: tuple[str, str]) -> str:
        """The name of a typeface, as the first style that says any says it: by the theme, or itself."""
        themed, named = next((each for each in said if any(each)), ("", ""))
        part = next((part for part in ("major", "minor") if themed.startswith(part)), "")
        return font_or_nothing(self.fonts.get(part, "") or named)


class _Styles:
    """What Normal and Heading 1 say; each typeface by its place in the theme, and by its name."""

    def __init__(self) -> None:
        self.defaults = self.body = self.heading = ("", "")
        self.colour = ""
        self._style = self._within = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local, said = _local(name), {_local(key): value for key, value in attributes.items()}
        if local in ("docDefaults", "style"):
            self._within = local
            self._style = "normal" if said.get("default") == "1" and said.get("type") == "paragraph" else ""
        elif local == "name" and self._within == "style":
            self._style = self._style or said.get("val", "").lower()
        elif local == "rFonts":
            self._take_font((said.get("asciiTheme", ""), said.get("ascii", "")))
        elif local == "color" and self._style == "heading 1":
            value = said.get("val", "").upper()
            self.colour = self.colour or (value if re.fullmatch(r"[0-9A-F]{6}", value) else "")

    def _take_font(self, said: tuple[str, str]) -> None:
        if self._within == "docDefaults":
            self.defaults = said
        elif self._style == "normal":
            self.body = said
        elif self._style == "heading 1":
            self.heading = said

    def end(self, name: str) -> None:
        if _local(name) in ("docDefaults", "style"):
            self._within = self._style = ""


def _logo(archive: Archive) -> Logo | LookFault:
    """The first picture of a page header."""
    folder = archive.main.rpartition("/")[0]
    for header in sorted(name for name in archive.names if _HEADER.fullmatch(name.removeprefix(f"{folder}/"))):
        found: list[str] = []

        def look(_name: str, attributes: dict[str, str], found: list[str] = found) -> None:
            if attributes.get("Type", "").endswith("/image") and attributes.get("TargetMode") != "External":
                found.append(normpath(f"{folder}/{attributes.get('Target', '')}"))

        archive.read(f"{folder}/_rels/{header.rpartition('/')[2]}.rels", start=look)
        for name in found:
            picture = archive.bytes_of(name, MOST_LOGO)
            return LookFault.LOGO_SIZE if picture is None else _picture(picture)
    return LookFault.NO_LOGO


def _picture(content: bytes) -> Logo | LookFault:
    if content.startswith(_PNG):
        kind, size = "png", (int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
    elif content.startswith(_JPEG):
        kind, size = "jpeg", _size_of_jpeg(content)
    else:
        return LookFault.LOGO_KIND
    if not all(0 < side <= MOST_PIXELS for side in size):
        return LookFault.LOGO_SIZE
    return Logo(kind, *size, b64encode(content).decode())


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    """Width and height out of the frame's header (ITU-T T.81, B.2.2); zeros where there is none."""
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        if content[place + 1] in _FRAMES:
            return int.from_bytes(content[place + 7 : place + 9]), int.from_bytes(content[place + 5 : place + 7])
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
    return 0, 0
