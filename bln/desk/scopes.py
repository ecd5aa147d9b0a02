"""What a summary is of: one meeting of a network, or one round of a programme. Both are sorted the same way."""

from collections.abc import Sequence
from dataclasses import dataclass

from bln.desk.models import SummaryDraft
from bln.desk.queries import draft_of, handed_in, meetings_of_round, revision_of, shared_summaries
from bln.networks.context import meeting_title
from bln.networks.models import Meeting, Network, Programme
from bln.room.guides import questions_of
from bln.room.outcomes import submitted_outcome
from bln.room.queries import submitted_notes
from meetings.notes import Note
from meetings.programme import Question, Template
from meetings.summary import Sorting, Summary, compile_summary, merge_summaries


@dataclass(frozen=True)
class MeetingScope:
    """A summary of one meeting."""

    network: Network
    meeting: Meeting

    @property
    def programme(self) -> Programme:
        """The programme that the network is in."""
        return self.network.programme

    @property
    def template(self) -> Template:
        """The template that the questions come from."""
        return self.programme.template

    @property
    def places(self) -> dict[str, str]:
        """Nothing to tell apart: all notes are the network's own."""
        return {}

    @property
    def title(self) -> str:
        """What the meeting is called."""
        return meeting_title(self.network, self.meeting.steps)

    @property
    def questions(self) -> list[Question]:
        """The questions whose notes are sorted."""
        return questions_of(self.network, self.meeting)

    def draft(self) -> SummaryDraft | None:
        """The sorting so far."""
        return draft_of(self.meeting)

    def revision(self, *, lock: bool = False) -> int | None:
        """The revision of the sorting so far, for one writer at a time if asked."""
        return revision_of(self.meeting, lock=lock)

    def new_draft(self) -> SummaryDraft:
        """An empty sorting."""
        return SummaryDraft(meeting_id=self.meeting.id)

    def notes(self) -> list[Note]:
        """The notes to sort: as last submitted."""
        return submitted_notes([self.meeting.id])

    def compile(self, notes: Sequence[Note], sortings: Sequence[Sorting], version: int) -> Summary:
        """The summary that the sorting makes."""
        return compile_summary(
            notes,
            sortings,
            self.questions,
            network=self.network.slug,
            meeting=self.meeting.number,
            steps=self.meeting.steps,
            version=version,
            outcome=submitted_outcome(self.meeting),
        )


@dataclass(frozen=True)
class RoundScope:
    """A national summary of one round."""

    programme: Programme
    step: str

    @property
    def template(self) -> Template:
        """The template that the questions come from."""
        return self.programme.template

    @property
    def places(self) -> dict[str, str]:
        """Where each network is, by its slug."""
        return {network.slug: network.place for network in self.programme.networks}

    @property
    def title(self) -> str:
        """What the round is called."""
        return self.template.step(self.step).title

    @property
    def questions(self) -> list[Question]:
        """The questions whose notes are sorted."""
        return list(self.template.step(self.step).questions)

    def draft(self) -> SummaryDraft | None:
        """The sorting so far."""
        return draft_of((self.programme, self.step))

    def revision(self, *, lock: bool = False) -> int | None:
        """The revision of the sorting so far, for one writer at a time if asked."""
        return revision_of((self.programme, self.step), lock=lock)

    def new_draft(self) -> SummaryDraft:
        """An empty sorting."""
        return SummaryDraft(programme_id=self.programme.id, step=self.step)

    def notes(self) -> list[Note]:
        """The notes to sort: the round's questions, from every network that has handed in."""
        asked = {question.key for question in self.questions}
        meetings = meetings_of_round(self.programme, self.step)
        found = submitted_notes([meeting.id for meeting in meetings])
        return [note for note in found if note.question in asked]

    def compile(self, notes: Sequence[Note], sortings: Sequence[Sorting], version: int) -> Summary:
        """The national summary that the sorting makes."""
        meetings = meetings_of_round(self.programme, self.step)
        own = shared_summaries([meeting.id for meeting in meetings])
        return merge_summaries(
            notes,
            sortings,
            self.questions,
            list(own.values()),
            step=self.step,
            round_number=self.programme.round_number(self.step),
            networks=[network.slug for network in self.programme.networks],
            handed_in=handed_in(self.programme, self.step),
            version=version,
        )


Scope = MeetingScope | RoundScope
