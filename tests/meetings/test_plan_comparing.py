"""What differs between two versions of a plan is told row by row."""

from dataclasses import replace

from meetings.plan_comparing import ChangedRow, compare_contents
from meetings.plan_content import Action, PlanContent, Proposal, Risk, Section, SectionText

ONE = Action("a", "Bygga")
BEFORE = PlanContent(actions=(ONE, Action("b", "Måla")), risks=(Risk("r", "Is"),))


def test_the_same_twice_differs_in_nothing() -> None:
    assert compare_contents(BEFORE, BEFORE) == ()


def test_a_row_is_new_changed_or_gone_each_in_its_part() -> None:
    changed = replace(ONE, milestone="Invigd")
    text = SectionText(Section.STAFF, "Fler.")
    after = PlanContent(actions=(changed,), risks=BEFORE.risks, texts=(text,), proposals=(Proposal("p", "att bygga"),))
    assert compare_contents(BEFORE, after) == (
        ChangedRow("proposals", None, Proposal("p", "att bygga")),
        ChangedRow("actions", ONE, changed),
        ChangedRow("actions", Action("b", "Måla"), None),
        ChangedRow("texts", None, text),
    )
    assert compare_contents(BEFORE, after)[2].row == Action("b", "Måla")


def test_what_a_row_was_drafted_with_makes_no_difference() -> None:
    after = replace(BEFORE, actions=(replace(ONE, drafted="Så stod det."), *BEFORE.actions[1:]))
    assert compare_contents(BEFORE, after) == ()
