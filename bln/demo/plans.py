"""What people of the demo wrote in their plans, through the service that people use."""

import uuid
from dataclasses import replace
from typing import Any

from bln.demo.content import PlanText
from bln.networks.models import Network
from bln.people.models import Account
from bln.plans.queries import latest_content, plan_of
from bln.plans.services import remove_row, write_row
from meetings.plan_content import (
    Action,
    AreaText,
    Arena,
    Cost,
    Likelihood,
    Measure,
    Proposal,
    Risk,
    Section,
    SectionText,
)

CODES: dict[str, Any] = {"arena": Arena, "cost": Cost, "likelihood": Likelihood}


def write_plan(network: Network, content: PlanText, leader: Account) -> None:
    """Write every row of the content; what was drafted keeps its description and its notes."""
    plan = plan_of(network)
    areas = {area.title: area.id for area in plan.areas}
    drafted = {action.title: action for action in plan.actions}

    codes = CODES | {"body": {body.name: str(body.id) for body in network.bodies}.__getitem__}

    def read(said: dict[str, str]) -> dict[str, Any]:
        return {name: codes[name](value) if name in codes else value for name, value in said.items()}

    def write(part: str, row: Any) -> None:
        version, _ = latest_content(network)
        write_row(network, version, part, row, leader)

    for section, text in content.get("texts", {}).items():
        write("texts", SectionText(Section(section), text))
    for title, said in content.get("areas", {}).items():
        write("areas", AreaText(areas[title], **said))
    for title, said in content.get("actions", {}).items():
        write("actions", replace(drafted[title], **read(said)))
    for said in content.get("added", []):
        write("actions", Action(str(uuid.uuid4()), **read(said | {"area": areas[said["area"]]})))
    for point in plan.proposals if content.get("proposals") else ():
        version, _ = latest_content(network)
        remove_row(network, version, "proposals", point.id, leader)
    for part, kind in (("proposals", Proposal), ("measures", Measure), ("risks", Risk)):
        for said in content.get(part, []):  # type: ignore[attr-defined]
            write(part, kind(str(uuid.uuid4()), **read(said)))
