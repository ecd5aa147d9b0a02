"""Fields that several features use."""

import uuid

from wtforms import HiddenField


class UuidField(HiddenField):
    """A hidden identity, made by whoever writes, so that a save can be repeated; `data` is a UUID."""

    data: uuid.UUID | None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the identity; a page that carries none is too old or has been tampered with."""
        self.data = None
        try:
            self.data = uuid.UUID(valuelist[0])
        except (IndexError, ValueError) as error:
            message = "Sidan är för gammal. Kopiera din text, ladda om sidan och spara igen."
            raise ValueError(message) from error

    def pre_validate(self, form: object) -> None:
        """An identity is always there."""
        if self.data is None:
            raise ValueError(self.process_errors[0] if self.process_errors else "Sidan är för gammal.")

    def _value(self) -> str:
        return str(self.data) if self.data else ""
