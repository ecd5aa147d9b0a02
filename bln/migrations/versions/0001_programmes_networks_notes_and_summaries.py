"""programmes networks notes and summaries"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "programmes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("term", sa.String(length=300), nullable=False),
        sa.Column("template_data", sa.JSON(), nullable=False),
        sa.Column(
            "compiled_by",
            sa.String(length=20),
            nullable=False,
        ),
        sa.Column(
            "priority_method",
            sa.String(length=20),
            nullable=False,
        ),
        sa.Column("controller", sa.String(length=300), nullable=False),
        sa.Column("lawful_basis", sa.Text(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
        sa.UniqueConstraint("slug", name=op.f("uq_programmes_slug")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("session_stamp", sa.String(length=32), nullable=False),
        sa.Column("staff", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_accounts_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
        sa.UniqueConstraint("person_id", name=op.f("uq_accounts_person_id")),
    )
    op.create_table(
        "networks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("region", sa.String(length=300), nullable=False),
        sa.Column("bodies", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_networks_programme_id_programmes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_networks")),
        sa.UniqueConstraint("slug", name=op.f("uq_networks_slug")),
    )
    op.create_index(op.f("ix_networks_programme_id"), "networks", ["programme_id"])

    op.create_table(
        "meetings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("planned_at", sa.DateTime(), nullable=True),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_meetings_counts_from_one")),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_meetings_network_id_networks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("network_id", "number", name=op.f("uq_meetings_network_id_number")),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.String(length=20),
            nullable=False,
        ),
        sa.Column(
            "perspective",
            sa.String(length=20),
            nullable=True,
        ),
        sa.Column(
            "second_perspective",
            sa.String(length=20),
            nullable=True,
        ),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "second_perspective IS NULL OR perspective IS NOT NULL",
            name=op.f("ck_memberships_first_before_second"),
        ),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_memberships_network_id_networks")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_memberships_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("network_id", "person_id", name=op.f("uq_memberships_network_id_person_id")),
    )
    op.create_index(op.f("ix_memberships_network_id"), "memberships", ["network_id"])
    op.create_index(op.f("ix_memberships_person_id"), "memberships", ["person_id"])

    op.create_table(
        "guide_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_guide_versions_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_versions")),
        sa.UniqueConstraint("meeting_id", "version", name=op.f("uq_guide_versions_meeting_id_version")),
    )
    op.create_table(
        "meeting_steps",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_steps_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("meeting_id", "step", name=op.f("pk_meeting_steps")),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "perspective",
            sa.String(length=20),
            nullable=True,
        ),
        sa.Column("quotable", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_notes_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_notes_meeting_id_number")),
    )
    op.create_table(
        "submissions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_submissions_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["accounts.id"], name=op.f("fk_submissions_submitted_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("meeting_id", "version", name=op.f("uq_submissions_meeting_id_version")),
    )
    op.create_table(
        "summary_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("programme_id", sa.Uuid(), nullable=True),
        sa.Column("step", sa.String(length=80), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(meeting_id IS NULL) = (programme_id IS NOT NULL) AND (programme_id IS NULL) = (step IS NULL)",
            name=op.f("ck_summary_drafts_one_scope"),
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_summary_drafts_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_summary_drafts_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_drafts")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_summary_drafts_meeting_id")),
        sa.UniqueConstraint("programme_id", "step", name=op.f("uq_summary_drafts_programme_id_step")),
    )
    op.create_table(
        "draft_themes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["summary_drafts.id"], name=op.f("fk_draft_themes_draft_id_summary_drafts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_themes")),
        sa.UniqueConstraint("id", "draft_id", name=op.f("uq_draft_themes_id_draft_id")),
    )
    op.create_index(op.f("ix_draft_themes_draft_id"), "draft_themes", ["draft_id"])

    op.create_table(
        "note_revisions",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "perspective",
            sa.String(length=20),
            nullable=True,
        ),
        sa.Column("quotable", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_note_revisions_note_id_notes")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["accounts.id"], name=op.f("fk_note_revisions_saved_by_id_accounts")),
        sa.PrimaryKeyConstraint("note_id", "version", name=op.f("pk_note_revisions")),
    )
    op.create_table(
        "submitted_notes",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "perspective",
            sa.String(length=20),
            nullable=True,
        ),
        sa.Column("quotable", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_submitted_notes_note_id_notes")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_submitted_notes_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("submission_id", "note_id", name=op.f("pk_submitted_notes")),
    )
    op.create_index(op.f("ix_submitted_notes_note_id"), "submitted_notes", ["note_id"])

    op.create_table(
        "summary_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["summary_drafts.id"], name=op.f("fk_summary_versions_draft_id_summary_drafts")
        ),
        sa.ForeignKeyConstraint(
            ["shared_by_id"], ["accounts.id"], name=op.f("fk_summary_versions_shared_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_versions")),
        sa.UniqueConstraint("draft_id", "version", name=op.f("uq_summary_versions_draft_id_version")),
    )
    op.create_table(
        "sorted_notes",
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_sorted_notes_note_id_notes")),
        sa.ForeignKeyConstraint(
            ["theme_id", "draft_id"],
            ["draft_themes.id", "draft_themes.draft_id"],
            name=op.f("fk_sorted_notes_theme_id_draft_id_draft_themes"),
        ),
        sa.PrimaryKeyConstraint("draft_id", "note_id", name=op.f("pk_sorted_notes")),
    )
    op.create_index(op.f("ix_sorted_notes_note_id"), "sorted_notes", ["note_id"])
    op.create_index(op.f("ix_sorted_notes_theme_id"), "sorted_notes", ["theme_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_sorted_notes_theme_id"), table_name="sorted_notes")
    op.drop_index(op.f("ix_sorted_notes_note_id"), table_name="sorted_notes")

    op.drop_table("sorted_notes")
    op.drop_table("summary_versions")
    op.drop_index(op.f("ix_submitted_notes_note_id"), table_name="submitted_notes")

    op.drop_table("submitted_notes")
    op.drop_table("note_revisions")
    op.drop_index(op.f("ix_draft_themes_draft_id"), table_name="draft_themes")

    op.drop_table("draft_themes")
    op.drop_table("summary_drafts")
    op.drop_table("submissions")
    op.drop_table("notes")
    op.drop_table("meeting_steps")
    op.drop_table("guide_versions")
    op.drop_index(op.f("ix_memberships_person_id"), table_name="memberships")
    op.drop_index(op.f("ix_memberships_network_id"), table_name="memberships")

    op.drop_table("memberships")
    op.drop_table("meetings")
    op.drop_index(op.f("ix_networks_programme_id"), table_name="networks")

    op.drop_table("networks")
    op.drop_table("accounts")
    op.drop_table("programmes")
    op.drop_table("people")
