"""What the form of the areas begins with."""

import uuid
from collections.abc import Sequence
from typing import Any

from bln.networks.models import Network, PriorityMethod
from bln.room.priority_forms import PLACES
from meetings.priorities import Prioritisation
from meetings.votes import Candidate

FEWEST_ROWS = 3


def standing_data(
    version: int, standing: Prioritisation, candidates: Sequence[Candidate], dots_each: int
) -> dict[str, Any]:
    """The form's data: what stands, and at least one empty area. `dots_each` is what the programme gives to each who
    votes."""
    counted = standing.counted
    dots = dict(counted.dots) if counted else {}
    areas = [
        {
            "id": uuid.UUID(choice.id),
            "title": choice.title,
            "reason": choice.reason,
            "candidates": list(choice.candidates),
            "place": place,
        }
        for place, choice in enumerate(standing.choices, start=1)
    ]
    empty = max(1, FEWEST_ROWS - len(areas))
    places = range(len(areas) + 1, len(areas) + empty + 1)
    return {
        "version": version,
        "dots": standing.dots or dots_each,
        "places": standing.places or PLACES,
        "voters": counted.voters if counted else None,
        "blank": counted.blank if counted else None,
        "votes": [{"id": candidate.id, "dots": dots.get(candidate.id)} for candidate in candidates],
        "areas": areas + [{"id": uuid.uuid4(), "place": place} for place in places],
    }


def by_votes(network: Network, standing: Prioritisation) -> bool:
    """Whether a meeting counts dots, because its programme votes or because it has counted already."""
    return network.programme.priority_method is PriorityMethod.VOTES or standing.tally is not None
