"""Who visits, from where, and what they should meet at a door. The expectations are hand-made."""

from enum import Enum

from werkzeug.test import TestResponse

from bln.networks.models import CompiledBy
from tests.bln.doors import Door


class Outcome(Enum):
    """What a visitor meets."""

    LOGIN = "the sign-in page"
    HIDDEN = "404"
    REFUSED = "403"
    IN = "in"


LOGIN, HIDDEN, REFUSED, IN = Outcome


class Place(Enum):
    """Where the visited network lies, seen from the visitor's own."""

    OWN = "own network"
    NEIGHBOUR = "another network of the same programme"
    ELSEWHERE = "a network of another programme"


LEADING = ("leader", "deputy", "substitute")
HOMELESS = ("anonymous", "stranger", "staff")
VISITORS = (*HOMELESS, *LEADING, "member", "by link", "left leader")


def expected(door: Door, visitor: str, place: Place, compiled_by: CompiledBy) -> Outcome:
    """What should happen; leaders who have left are strangers."""
    if door in ANYBODY:
        return ANYBODY[door]
    if visitor == "anonymous":
        return LOGIN
    if door is Door.SIGNED_IN:
        return IN
    if door is Door.ACCOUNT:
        return HIDDEN if visitor == "by link" else IN
    if door is Door.OWN:
        return HIDDEN
    if door is Door.LIBRARY_READERS:
        return IN if visitor in ("staff", *LEADING) else HIDDEN
    if door is Door.STAFF_ROOM:
        return IN if visitor == "staff" else HIDDEN
    if visitor == "staff":
        return AS_STAFF[door] if door is not Door.COMPILERS else STAFF_COMPILE[compiled_by]
    if visitor in LEADING and place is Place.OWN:
        return AS_LEADER[door] if door is not Door.COMPILERS else LEADERS_COMPILE[compiled_by]
    if visitor in LEADING and place is Place.NEIGHBOUR:
        return AS_LEADER_NEXT_DOOR[door]
    if visitor in ("member", "by link") and place is Place.OWN:
        return AS_MEMBER[door]
    return HIDDEN


ANYBODY = {Door.OPEN: IN, Door.DEMO: HIDDEN, Door.SECRET: HIDDEN, Door.SIGN_OUT: LOGIN}
AS_STAFF = {
    Door.NETWORK_READERS: IN,
    Door.PARTICIPANTS: REFUSED,
    Door.LEADERS: REFUSED,
    Door.LEADERS_AND_STAFF: IN,
    Door.PROGRAMME_READERS: IN,
    Door.STAFF: IN,
    Door.LEADERS_OF_PROGRAMME: HIDDEN,
    Door.LEADERS_ALONE: HIDDEN,
    Door.LEADERS_ALONE_AND_STAFF: IN,
    Door.STAFF_OF_NETWORK: IN,
}
AS_LEADER = {
    Door.NETWORK_READERS: IN,
    Door.PARTICIPANTS: IN,
    Door.LEADERS: IN,
    Door.LEADERS_AND_STAFF: IN,
    Door.PROGRAMME_READERS: IN,
    Door.STAFF: REFUSED,
    Door.LEADERS_OF_PROGRAMME: IN,
    Door.LEADERS_ALONE: IN,
    Door.LEADERS_ALONE_AND_STAFF: IN,
    Door.STAFF_OF_NETWORK: REFUSED,
}
AS_LEADER_NEXT_DOOR = {
    Door.NETWORK_READERS: HIDDEN,
    Door.PARTICIPANTS: HIDDEN,
    Door.LEADERS: HIDDEN,
    Door.LEADERS_AND_STAFF: HIDDEN,
    Door.COMPILERS: HIDDEN,
    Door.PROGRAMME_READERS: IN,
    Door.STAFF: REFUSED,
    Door.LEADERS_OF_PROGRAMME: IN,
    Door.LEADERS_ALONE: HIDDEN,
    Door.LEADERS_ALONE_AND_STAFF: HIDDEN,
    Door.STAFF_OF_NETWORK: HIDDEN,
}
AS_MEMBER = {
    Door.NETWORK_READERS: IN,
    Door.PARTICIPANTS: IN,
    Door.LEADERS: REFUSED,
    Door.LEADERS_AND_STAFF: REFUSED,
    Door.COMPILERS: REFUSED,
    Door.PROGRAMME_READERS: HIDDEN,
    Door.STAFF: HIDDEN,
    Door.LEADERS_OF_PROGRAMME: HIDDEN,
    Door.LEADERS_ALONE: HIDDEN,
    Door.LEADERS_ALONE_AND_STAFF: HIDDEN,
    Door.STAFF_OF_NETWORK: REFUSED,
}
STAFF_COMPILE = {CompiledBy.STAFF: IN, CompiledBy.LEADERS: REFUSED}
LEADERS_COMPILE = {CompiledBy.STAFF: REFUSED, CompiledBy.LEADERS: IN}


def outcome_of(response: TestResponse) -> Outcome | int:
    """What the visitor met; an error of another kind stands for itself."""
    if response.status_code == 302 and response.location.startswith("/logga-in"):
        return LOGIN
    known = {404: HIDDEN, 403: REFUSED, 200: IN, 302: IN, 409: IN, 422: IN}
    return known.get(response.status_code, response.status_code)
