"""QR codes."""

from markupsafe import Markup


def qr_picture(text: str) -> Markup:
    """The picture that a telephone reads, on white in every scheme."""
    import segno  # needed on two pages alone

    return Markup(segno.make(text, micro=False).svg_inline(omitsize=True, border=3, dark="#000", light="#fff"))
