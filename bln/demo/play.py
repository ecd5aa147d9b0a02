"""One network's meetings, and the national rounds, played through the services that people use."""

import uuid
from collections import defaultdict
from datetime import date, datetime, time, timedelta

from sqlalchemy import update

from bln.clock import utcnow
from bln.db import db
from bln.demo.after import conclude
from bln.demo.content import ClosingContent, MeetingContent, NationalRound, NetworkContent, NoteContent
from bln.desk.models import SummaryVersion
from bln.desk.saving import ThemeEdit, save_sorting
from bln.desk.scopes import MeetingScope, RoundScope, Scope
from bln.desk.services import begin_draft, share_summary
from bln.networks.announcing import announce
from bln.networks.answers import give_answer
from bln.networks.models import Meeting, Network, Programme
from bln.networks.services import plan_meeting
from bln.people.models import Account, Role
from bln.reports.services import AnswerContent, hand_in_answer
from bln.room import services as notes
from bln.room.adapting import adapt_guide
from bln.room.attendance import Attended, Came, attended, members_of, record_attendance
from bln.room.models import NoteRevision, PriorityVersion
from bln.room.prioritising import candidates_of, save_priorities
from bln.room.submitting import submit_notes
from meetings.adaptation import Adaptation, OwnPrompt
from meetings.appointment import Way
from meetings.lessons import Answerer, Usefulness
from meetings.notes import NoteKind
from meetings.priorities import Choice, Prioritisation
from meetings.programme import Perspective
from meetings.turnout import Answer

Placed = dict[uuid.UUID, uuid.UUID | None]


class NetworkPlay:
    """A network of the demo. `lying` remembers which notes lie under which heading, for the national rounds."""

    def __init__(self, network: Network, content: NetworkContent, today: date, leader: Account, staff: Account) -> None:
        self.network = network
        self.today = today
        self.leader = leader
        self.staff = staff
        self.closing = content.get("closing", [])
        self.meetings = {meeting["number"]: meeting for meeting in content["meetings"]}
        self.priorities: dict[str, uuid.UUID] = {}
        self.chosen: dict[str, uuid.UUID] = {}
        self.lying: dict[tuple[str, str], list[uuid.UUID]] = defaultdict(list)

    def day(self, meeting: MeetingContent) -> date:
        """The date of a meeting, moved off the weekend."""
        day = self.today + timedelta(days=meeting["day"])
        return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))

    def day_of_step(self, step: str) -> date:
        """The date of the meeting that covers a step."""
        row = next(meeting for meeting in self.network.meetings if step in meeting.steps)
        return self.day(self.meetings[row.number])

    def play(self, number: int) -> None:
        """Plan the meeting, and play it as far as its state says."""
        content = self.meetings[number]
        meeting = self.network.meetings[number - 1]
        self._plan(meeting, content)
        self._adapt(meeting, content)
        ids = self._write(meeting, content)
        self._attend(meeting, content)
        self._choose(meeting, content)
        conclude(self.network, meeting, content, ids, self.leader, self._after(content, days=0))
        if content["state"] in ("submitted", "shared"):
            submission = submit_notes(self.network, meeting, "", self.leader)
            submission.submitted_at = self._after(content, days=1)
            self._date_back(ids, submission.submitted_at)
        if content["state"] == "shared":
            self._share(meeting, content, ids)
        if number == len(self.meetings):
            self._close(self._after(content, days=1))

    def _plan(self, meeting: Meeting, content: MeetingContent) -> None:
        """Plan the meeting, send what is to be sent, and answer as members do."""
        plan_meeting(
            meeting,
            meeting.version,
            datetime.combine(self.day(content), time.fromisoformat(content["time"])),
            content["place"],
            minutes=content.get("minutes"),
            way=Way(content.get("way", Way.PLACE)),
            link=content.get("link", ""),
            phone=content.get("phone", ""),
        )
        if content.get("sent"):
            announce(meeting, meeting.version)
        members = [m for m in members_of(self.network) if m.role is Role.MEMBER]
        for answer, place in content.get("answers", []):
            give_answer(meeting, members[place], Answer(answer))

    def _close(self, moment: datetime) -> None:
        """Answer the closing form, as leader and members do at the last meeting."""
        for found in self.closing:
            answer = hand_in_answer(self.network, uuid.uuid4(), _as_answered(found))
            answer.month = moment.date().replace(day=1)

    def _after(self, content: MeetingContent, days: int) -> datetime:
        day = self.day(content) + timedelta(days=days)
        return min(datetime.combine(day, time(9, 30), tzinfo=utcnow().tzinfo), utcnow())

    def _date_back(self, ids: list[uuid.UUID], moment: datetime) -> None:
        db.session.execute(update(NoteRevision).where(NoteRevision.note_id.in_(ids)).values(saved_at=moment))

    def _adapt(self, meeting: Meeting, content: MeetingContent) -> None:
        """Add to the guide before the meeting, as its leader did."""
        if "own" not in content:
            return
        own = content["own"]
        asked = dict.fromkeys([*own["follow_ups"], *own["examples"]])
        prompts = (
            OwnPrompt(key, tuple(own["follow_ups"].get(key, ())), tuple(own["examples"].get(key, ()))) for key in asked
        )
        adapt_guide(meeting, 0, Adaptation(own["text"], tuple(prompts)), self.leader)

    def _write(self, meeting: Meeting, content: MeetingContent) -> list[uuid.UUID]:
        ids = [uuid.uuid4() for _ in content["notes"]]
        for note_id, note in zip(ids, content["notes"], strict=True):
            notes.add_note(self.network, meeting, note_id, _as_written(note), self.leader)
            if note["theme"]:
                self.lying[note["question"], note["theme"]].append(note_id)
        return ids

    def _attend(self, meeting: Meeting, content: MeetingContent) -> None:
        if "absent" in content:
            members = [m for m in members_of(self.network) if m.role is Role.MEMBER]
            absent = content["absent"]
            came = {m.id: Came.NO if place in absent else Came.YES for place, m in enumerate(members)}
            record_attendance(meeting, attended(meeting).mark, Attended(came))

    def _choose(self, meeting: Meeting, content: MeetingContent) -> None:
        """Choose in dialogue, as the content says."""
        if "priorities" not in content:
            return
        candidates = candidates_of(self.network, meeting, Prioritisation())
        named = {candidate.title: candidate.id for candidate in candidates}
        choices = [
            Choice(str(uuid.uuid4()), tuple(named[title] for title in area["from"]), area["reason"], area["title"])
            for area in content["priorities"]
        ]
        save_priorities(self.network, meeting, 0, Prioritisation(tuple(candidates), tuple(choices)), self.leader)
        self.chosen = {choice.title: uuid.UUID(choice.id) for choice in choices}
        moment = self._after(content, days=0)
        db.session.execute(
            update(PriorityVersion).where(PriorityVersion.meeting_id == meeting.id).values(saved_at=moment)
        )

    def _share(self, meeting: Meeting, content: MeetingContent, ids: list[uuid.UUID]) -> None:
        themes: dict[tuple[str, str], ThemeEdit] = {}
        placed: Placed = dict.fromkeys(ids)
        for note_id, note in zip(ids, content["notes"], strict=True):
            if not note["theme"]:
                continue
            place = note["question"], note["theme"]
            if place not in themes:
                themes[place] = self._theme(note, content["texts"].get(note["theme"]))
            placed[note_id] = themes[place].id
        self.priorities |= {theme.title: theme.id for theme in themes.values() if not theme.about}
        self.priorities |= self.chosen
        version = _sort_and_share(MeetingScope(self.network, meeting), list(themes.values()), placed, self.staff)
        version.shared_at = self._after(content, days=4)

    def _theme(self, note: NoteContent, text: str | None) -> ThemeEdit:
        about = self.priorities[note["about"]] if note.get("about") else self.chosen.get(note["theme"] or "")
        return ThemeEdit(uuid.uuid4(), note["question"], note["theme"] or "", text, about)


def _as_written(note: NoteContent) -> notes.NoteContent:
    text = f"{note['text']} (Källa: {note['source']})" if note.get("source") else note["text"]
    perspective = Perspective(note["perspective"]) if note["perspective"] else None
    kind = NoteKind(note["kind"]) if "kind" in note else None
    return notes.NoteContent(note["question"], text, perspective, note["quotable"], kind)


def _as_answered(found: ClosingContent) -> AnswerContent:
    return AnswerContent(
        role=Answerer(found["role"]),
        usefulness=Usefulness(found["usefulness"]) if found["usefulness"] else None,
        worked=found["worked"],
        hard=found["hard"],
        advice=found["advice"],
        quotable=found["quotable"],
    )


def share_round(
    programme: Programme,
    content: NationalRound,
    plays: dict[str, NetworkPlay],
    staff: Account,
    shared_at: datetime,
) -> None:
    """Sort the round's notes by way of the networks' own themes, and share it."""
    scope = RoundScope(programme, content["step"])
    placed: Placed = dict.fromkeys(uuid.UUID(note.id) for note in scope.notes())
    edits = []
    for theme in content["themes"]:
        edit = ThemeEdit(uuid.uuid4(), theme["question"], theme["title"], theme["text"])
        edits.append(edit)
        for slug, title in theme["joins"]:
            placed |= dict.fromkeys(plays[slug].lying[theme["question"], title], edit.id)
    _sort_and_share(scope, edits, placed, staff).shared_at = shared_at


def _sort_and_share(scope: Scope, themes: list[ThemeEdit], placed: Placed, staff: Account) -> SummaryVersion:
    draft = begin_draft(scope)
    suggested = [ThemeEdit(theme.id, theme.question, "", removed=True) for theme in draft.themes]
    save_sorting(scope, [*suggested, *themes], placed)
    return share_summary(scope, "", staff)
