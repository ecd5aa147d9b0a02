"""What calls are called, and how they stand in addresses."""

from typing import Any

from bln.networks.models import Programme
from exports.wording import OCCASIONS
from meetings.agenda import Occasion

IN_ADDRESS = {Occasion.BEFORE: "fore", Occasion.AFTER: "efter"}
FROM_ADDRESS = {word: occasion for occasion, word in IN_ADDRESS.items()}


def title_of(number: int, occasion: Occasion) -> str:
    """For example "Nätverksledarträff före mötesomgång 2"."""
    return f"Nätverksledarträff {OCCASIONS[occasion]} mötesomgång {number}"


def way_to(programme: Programme, number: int, occasion: Occasion) -> dict[str, Any]:
    """What the addresses of a call's pages need."""
    return {"programme": programme.slug, "number": number, "occasion": IN_ADDRESS[occasion]}
