"""How papers look that follow an authority's own Word file: its typefaces, the colour of its headings, its logo."""

import re
from base64 import b64decode
from dataclasses import dataclass

_FONT = re.compile(r"[\w][\w .&+-]{0,59}")
_COLOUR = re.compile(r"[0-9A-F]{6}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
MOST_LOGO = 300_000  # bytes
MOST_PIXELS = 4_000  # on a side
PICTURES = {"png": "image/png", "jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture: `kind` is png or jpeg, `content` its bytes in Base64, `text` what stands for it."""

    kind: str
    width: int
    height: int
    content: str
    text: str = ""

    def __post_init__(self) -> None:
        sides = self.width, self.height
        if self.kind not in PICTURES or not _BASE64.fullmatch(self.content) or len(self.content) > MOST_LOGO * 2:
            raise ValueError("no picture that can be shown")
        if not all(0 < side <= MOST_PIXELS for side in sides):
            raise ValueError("a picture has sides between 1 and 4000 pixels")

    @property
    def picture(self) -> bytes:
        """The picture itself."""
        return b64decode(self.content)


@dataclass(frozen=True, slots=True)
class Look:
    """Names of typefaces, and a colour as six hexadecimal digits. What is empty looks as ours. Raises ValueError on
    anything that is neither."""

    body_font: str = ""
    heading_font: str = ""
    colour: str = ""
    logo: Logo | None = None

    def __post_init__(self) -> None:
        fonts = [font for font in (self.body_font, self.heading_font) if font]
        if not all(_FONT.fullmatch(font) for font in fonts) or (self.colour and not _COLOUR.fullmatch(self.colour)):
            raise ValueError("a look names typefaces and one colour")


@dataclass(frozen=True, slots=True)
class Looks:
    """The look of each body's papers, by its id."""

    by_body: tuple[tuple[str, Look], ...] = ()

    def of(self, body: str) -> Look | None:
        """The look of a body's papers, None where they look as ours."""
        return dict(self.by_body).get(body)


def font_or_nothing(name: str) -> str:
    """The name of a typeface, or nothing where it could be something else."""
    return name if _FONT.fullmatch(name) else ""


def contrast_with_paper(colour: str) -> float:
    """The contrast of a colour (six hexadecimal digits) with white, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (0, 2, 4))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
