"""What calls are called, and how they stand in addresses."""

from typing import Any

from bln.calls.models import Call
from exports.wording import OCCASIONS
from meetings.agenda import Occasion

IN_ADDRESS = {Occasion.BEFORE: "fore", Occasion.AFTER: "efter"}
FROM_ADDRESS = {word: occasion for occasion, word in IN_ADDRESS.items()}


def title_of(number: int, occasion: Occasion) -> str:
    """For example "Nätverksledarträff före mötesomgång 2"."""
    return f"Nätverksledarträff {OCCASIONS[occasion]} mötesomgång {number}"


def call_title(call: Call) -> str:
    """What a planned call is called."""
    return title_of(call.programme.round_number(call.step), call.occasion)


def way_of(call: Call) -> dict[str, Any]:
    """What the address of a call's page needs."""
    programme = call.programme
    number = programme.round_number(call.step)
    return {"programme": programme.slug, "number": number, "occasion": IN_ADDRESS[call.occasion]}
