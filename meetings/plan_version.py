"""What a file of a plan says of itself: which version it is, and what was decided on it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SHOWN = 16  # hexadecimal digits of a fingerprint that a reader gets to see


class Outcome(StrEnum):
    """What a decision came to (domain.md, A plan that can be decided on)."""

    APPROVED = "approved"  # bifall
    APPROVED_WITH_CHANGES = "approved_with_changes"  # bifall med ändring
    TABLED = "tabled"  # bordlagd
    REFERRED_BACK = "referred_back"  # återremiss
    REJECTED = "rejected"  # avslag
    NOTED = "noted"  # noterar
    PASSED_ON = "passed_on"  # överlämnar
    COMMISSIONED = "commissioned"  # uppdrag till förvaltningen

    @property
    def adopts(self) -> bool:
        """Whether the plan is adopted by it, so that it no longer is a proposal."""
        return self in (Outcome.APPROVED, Outcome.APPROVED_WITH_CHANGES)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A version that is handed in. `fingerprint` is the SHA-256 of what it was made from, in hexadecimal; `reason` says
    why it was made, `returned` why the version before was sent back (återremiss), empty where it was not."""

    number: int
    made_on: date
    fingerprint: str
    reason: str = ""
    returned: str = ""

    @property
    def mark(self) -> str:
        """The beginning of the fingerprint, as it stands in a file: "9f3a c1d2 88e0 4b7c"."""
        shown = self.fingerprint[:SHOWN]
        return " ".join(shown[at : at + 4] for at in range(0, len(shown), 4))


@dataclass(frozen=True, slots=True)
class Adoption:
    """A decision on a plan. `body` is the name of the one that decided ("Socialnämnden i Almvik"); `paragraph` ("§ 42")
    may be missing, for a management group; `responsible` is the function that keeps the document up to date."""

    body: str
    decided_on: date
    outcome: Outcome
    paragraph: str = ""
    registration_number: str = ""
    amendments: str = ""
    valid_until: date | None = None
    follow_up_on: date | None = None
    responsible: str = ""
