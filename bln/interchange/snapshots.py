"""What lies in the JSON columns of the format."""

from collections.abc import Mapping
from typing import Any

from bln.privacy.models import DisposalCounts
from exports.look import Look, Looks
from meetings.adaptation import Adaptation
from meetings.appointment import Appointment
from meetings.outcome import Outcome
from meetings.plan_content import PlanContent
from meetings.plan_decisions import HandedIn
from meetings.priorities import Prioritisation
from meetings.programme import Template
from meetings.prompts import Guide
from meetings.report_text import Edition
from meetings.summary import Summary

SNAPSHOTS: Mapping[str, type[Any]] = {
    "programmes.template_data": Template,
    "disposals.counts": DisposalCounts,
    "guide_adaptations.content": Adaptation,
    "guide_versions.content": Guide,
    "meetings.sent": Appointment,
    "plan_revisions.content": PlanContent,
    "plan_versions.content": HandedIn,
    "plan_versions.looks": Looks,
    "priority_versions.content": Prioritisation,
    "publications.content": Edition,
    "receiving_bodies.look": Look,
    "report_versions.content": Edition,
    "submissions.priorities": Prioritisation,
    "outcome_versions.content": Outcome,
    "submissions.outcome": Outcome,
    "summary_versions.content": Summary,
}
"""What lies in a JSON column, by table and column; the other JSON columns are lists of texts."""
