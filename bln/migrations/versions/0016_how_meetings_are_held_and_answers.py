"""how meetings are held, what was sent of them, and answers

Dates were mailed when they were saved: what is planned has been sent.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

ADDED = ("minutes", "way", "link", "phone", "sent", "cancelled_at")


def upgrade() -> None:
    op.add_column("meetings", sa.Column("minutes", sa.Integer(), nullable=True))
    op.add_column("meetings", sa.Column("way", sa.String(length=20), nullable=False, server_default="place"))
    op.add_column("meetings", sa.Column("link", sa.String(length=1000), nullable=False, server_default=""))
    op.add_column("meetings", sa.Column("phone", sa.String(length=40), nullable=False, server_default=""))
    op.add_column("meetings", sa.Column("sent", sa.JSON(), nullable=True))
    op.add_column("meetings", sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "meeting_answers",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_answers_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_meeting_answers_membership_id_memberships")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "membership_id", name=op.f("pk_meeting_answers")),
    )
    op.create_index(op.f("ix_meeting_answers_membership_id"), "meeting_answers", ["membership_id"])
    _mark_as_sent()


def _mark_as_sent() -> None:
    meetings = sa.table(
        "meetings",
        *(sa.column(name) for name in ("number", "planned_at", "place", "minutes")),
        sa.column("id", sa.Uuid()),
        sa.column("network_id", sa.Uuid()),
        sa.column("sent", sa.JSON()),
    )
    steps = sa.table("meeting_steps", sa.column("meeting_id", sa.Uuid()), sa.column("step"), sa.column("position"))
    networks = sa.table("networks", sa.column("id", sa.Uuid()), sa.column("programme_id", sa.Uuid()))
    programmes = sa.table("programmes", sa.column("id", sa.Uuid()), sa.column("template_data", sa.JSON()))
    connection = op.get_bind()
    boxes = {key: _boxes(data) for key, data in connection.execute(sa.select(programmes))}
    covered: dict[Any, list[str]] = {}
    ordered = sa.select(steps.c.meeting_id, steps.c.step).order_by(steps.c.position)
    for meeting, step in connection.execute(ordered):
        covered.setdefault(meeting, []).append(step)
    planned = sa.select(
        meetings.c.id, meetings.c.number, meetings.c.planned_at, meetings.c.place, networks.c.programme_id
    )
    planned = planned.join(networks, networks.c.id == meetings.c.network_id).where(meetings.c.planned_at.is_not(None))
    for meeting, number, planned_at, place, programme in connection.execute(planned).all():
        sent = {
            "number": number,
            "start": str(planned_at).replace(" ", "T")[:16],
            "minutes": _minutes([boxes[programme][step] for step in covered.get(meeting, [])]),
            "way": "place",
            "place": place,
            "link": "",
            "phone": "",
        }
        connection.execute(sa.update(meetings).where(meetings.c.id == meeting).values(sent=sent))


def _boxes(template: Any) -> dict[str, list[dict[str, Any]]]:
    data = json.loads(template) if isinstance(template, str) else template
    return {step["key"]: step["time_boxes"] for step in data["steps"]}


def _minutes(steps: list[list[dict[str, Any]]]) -> int:
    """One opening, one closing, and all between."""
    kept = 0
    for at, boxes in enumerate(steps):
        asking = [place for place, box in enumerate(boxes) if box.get("question") is not None]
        start = 0 if at == 0 or not asking else asking[0]
        end = len(boxes) if at == len(steps) - 1 or not asking else asking[-1] + 1
        kept += sum(box["minutes"] for box in boxes[start:end])
    return kept


def downgrade() -> None:
    op.drop_index(op.f("ix_meeting_answers_membership_id"), table_name="meeting_answers")
    op.drop_table("meeting_answers")
    for column in ADDED:
        op.drop_column("meetings", column)
