"""Forms of introductions."""

from typing import Any
from urllib.parse import urlsplit

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, StringField, SubmitField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from bln.fields import CountField, SwedishForm, clean_line, clean_text, no_personal_number
from bln.introduction.models import MarkKind
from bln.introduction.services import Content
from exports.wording import CAPTION_FAULTS
from meetings.captions import read_captions

LONGEST_LINK, LONGEST_FILM, LONGEST_TEXT, MOST_SHOWN = 1_000, 600, 200_000, 10
TOO_LONG = f"Texten är för lång: högst {LONGEST_TEXT // 1_000} 000 tecken."
CAPTIONS_BYTES = 2 * LONGEST_TEXT
BAD_LINK = "Skriv hela adressen. Den ska börja med https:// och inte ha några mellanslag."


def host_of(link: str) -> str:
    """The site that a link leads to; '' where it can't be followed safely: not https, or with a name and password."""
    try:
        parts = urlsplit(link)
        good = parts.scheme == "https" and parts.hostname and "@" not in parts.netloc and (parts.port or 1)
    except ValueError:
        return ""
    return str(parts.hostname) if good and link.isprintable() and not any(map(str.isspace, link)) else ""


class IntroductionForm(SwedishForm):
    """What staff say of the introduction to a programme. A file of captions goes before what stands in the field."""

    mark = HiddenField()
    link = StringField(
        "Adress till filmen",
        [Optional(), Length(max=LONGEST_LINK, message="Adressen är för lång: högst 1 000 tecken.")],
        filters=[clean_line],
    )
    minutes = CountField("Längd i minuter", LONGEST_FILM)
    captioned = BooleanField("Filmen har undertexter där den visas")
    transcript = TextAreaField(
        "Det som sägs, som text",
        [Optional(), Length(max=LONGEST_TEXT, message=TOO_LONG), no_personal_number],
        filters=[clean_text],
    )
    captions = TextAreaField(
        "Undertexter",
        [Optional(), Length(max=LONGEST_TEXT, message=TOO_LONG), no_personal_number],
        filters=[clean_text],
    )
    file = FileField("Eller välj en undertextfil (WebVTT)", [Optional()])
    look = SubmitField("Visa texten utan att spara")

    @property
    def looks(self) -> bool:
        """True when what is written is to be shown, not saved."""
        return bool(self.look.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Read the file first, so that its faults stand by its lines in the field."""
        uploaded = self.file.data.read(CAPTIONS_BYTES + 1) if self.file.data else b""
        unreadable = ""
        try:
            if uploaded:
                self.captions.process_formdata([clean_text(uploaded[:CAPTIONS_BYTES].decode("utf-8-sig"))])
                self.captions.raw_data = [self.captions.data]  # what `Optional` asks
        except UnicodeDecodeError:
            unreadable = "Filen går inte att läsa. Spara den som WebVTT i UTF-8 och försök igen."
        if len(uploaded) > CAPTIONS_BYTES:
            unreadable = f"Filen är för stor: högst {CAPTIONS_BYTES // 1_000} kB."
        good = super().validate(extra_validators)
        if unreadable:
            self.file.errors = [unreadable]
        return good and not unreadable

    def validate_link(self, field: StringField) -> None:
        """Only where nobody can listen in on the way."""
        if not host_of(field.data):
            raise ValidationError(BAD_LINK)

    def validate_minutes(self, field: CountField) -> None:
        """A film takes some time."""
        if field.data == 0:
            raise ValidationError("Skriv längden i hela minuter, minst 1.")

    def validate_captions(self, field: TextAreaField) -> None:
        """A whole and sound file, or none."""
        if not field.data:
            return
        faults = read_captions(field.data).faults
        told = [f"Rad {found.line}: {CAPTION_FAULTS[found.fault]}" for found in faults[:MOST_SHOWN]]
        if len(faults) > MOST_SHOWN:
            told.append(f"Det finns {len(faults) - MOST_SHOWN} fel till längre ned.")
        if told:
            field.errors = [*field.errors, *told[:-1]]
            raise ValidationError(told[-1])

    @property
    def content(self) -> Content:
        """What was written; call after validation."""
        return Content(
            link=self.link.data or "",
            minutes=self.minutes.data,
            captioned=bool(self.captioned.data),
            captions=self.captions.data or "",
            transcript=self.transcript.data or "",
        )


class MarkForm(SwedishForm):
    """Which mark somebody sets; none takes it back. The buttons have the values."""

    kind = StringField()

    def validate_kind(self, field: StringField) -> None:
        """One of the marks, or none."""
        if field.data and field.data not in list(MarkKind):
            raise ValidationError("Ladda om sidan och försök igen.")

    @property
    def chosen(self) -> MarkKind | None:
        """The mark; call after validation."""
        return MarkKind(self.kind.data) if self.kind.data else None
