"""Who is in a network, and who is missing."""

from meetings.composition import check_composition
from meetings.programme import Perspective
from tests.meetings.factories import GARDEN

CARER, MANAGER = (Perspective.CARER,), (Perspective.MANAGER,)


def test_a_whole_group_lacks_nothing() -> None:
    assert check_composition([CARER, CARER, MANAGER, MANAGER], GARDEN.group).complete


def test_a_missing_and_a_lone_perspective_are_shown() -> None:
    found = check_composition([CARER, CARER, CARER], GARDEN.group)
    assert (found.missing, found.alone, found.complete) == (MANAGER, (), False)
    assert check_composition([CARER, CARER, MANAGER], GARDEN.group).alone == MANAGER


def test_a_member_of_two_perspectives_is_one_member() -> None:
    found = check_composition([CARER + MANAGER, CARER, CARER], GARDEN.group)
    assert (found.members, dict(found.by_perspective)) == (3, {Perspective.CARER: 3, Perspective.MANAGER: 1})


def test_too_few_and_too_many_are_counted() -> None:
    assert check_composition([CARER], GARDEN.group).too_few == 2
    assert check_composition([CARER] * 7, GARDEN.group).too_many == 2
