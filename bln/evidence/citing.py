"""The check of what somebody writes: a mark that leads nowhere is refused where it stands."""

from wtforms import Field
from wtforms.validators import ValidationError

from bln.evidence.queries import unknown_keys

FORMAT = "{text} pekar inte på något underlag. Kontrollera stavningen, eller ta bort hänvisningen."


def cites_what_is_there(_form: object, field: Field) -> None:
    """Refuse a text that cites what is not in the library."""
    unknown = unknown_keys(field.data or "")
    if unknown:
        raise ValidationError(FORMAT.format(text=", ".join(f"[@{key}]" for key in unknown)))
