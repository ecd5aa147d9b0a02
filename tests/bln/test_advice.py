"""What the leader is told to do next while the group takes shape."""

from collections.abc import Sequence

from bln.members.advice import next_steps
from meetings.composition import check_composition
from meetings.programme import Group, Perspective

CARER, POLITICIAN, MANAGER = Perspective.CARER, Perspective.POLITICIAN, Perspective.MANAGER
GROUP = Group(4, 5, (CARER, POLITICIAN, MANAGER))


def steps(now: Sequence[Perspective], asked: Sequence[Perspective] = ()) -> list[str]:
    there = [[one] for one in now]
    return next_steps(
        check_composition(there, GROUP), check_composition([*there, *([one] for one in asked)], GROUP), GROUP
    )


def test_whoever_is_missing_comes_first_with_where_to_ask() -> None:
    found = steps([CARER, CARER, POLITICIAN])
    assert found[0].startswith("Bjud in någon som är chef eller ledare. Fråga förvaltningens ledning")
    assert found[1] == "Bjud in 1 till. Metoden föreslår 4–5 deltagare."


def test_whoever_is_asked_is_waited_for_and_not_asked_again() -> None:
    found = steps([CARER, CARER, POLITICIAN], [MANAGER])
    assert found[0] == "Vänta in svaret från den som är inbjuden som chef eller ledare. Ring gärna."
    assert not any("Bjud in" in step for step in found)


def test_somebody_alone_gets_company_only_where_there_is_room() -> None:
    alone = "Det är bara en som politiker och en som chef eller ledare. En till gör det lättare att tala fritt."
    assert steps([CARER, CARER, POLITICIAN, MANAGER]) == [alone]
    (full,) = steps([CARER] * 4 + [POLITICIAN, MANAGER])
    assert full == "Ni blir 6. Metoden föreslår 4–5, så att alla hinner tala."


def test_a_whole_group_needs_no_advice() -> None:
    group = Group(4, 5, (CARER, POLITICIAN))
    whole = check_composition([[CARER], [CARER], [POLITICIAN], [POLITICIAN]], group)
    assert next_steps(whole, whole, group) == []
