"""The demo's report: some passages written anew, and a reconciliation under way."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from bln.clock import utcnow
from bln.demo.content import RemarkContent, ReportContent, ReportTextContent
from bln.networks.models import Network, Programme
from bln.people.models import Account, Role
from bln.reports.answering import Remark, approve, make_remark
from bln.reports.models import ReportVersion
from bln.reports.reconciling import answers_of
from bln.reports.sending import reply_to, send_version
from bln.reports.text import draft_of, revisions_of
from bln.reports.writing import write_passage
from meetings.reconciliation import AnswerKind, Outcome
from meetings.report_text import OWN, Passage, ReportChapter, ReportText, Written


class ReportPlay:
    """What staff and the networks do with the report, through the services that they use."""

    def __init__(self, programme: Programme, networks: Mapping[str, Network], leader: Account, staff: Account) -> None:
        self.programme = programme
        self.networks = networks
        self.leader = leader
        self.staff = staff

    def play(self, content: ReportContent, today: date) -> None:
        """Write, send, answer and reply."""
        text = draft_of(self.programme).text
        for found in content["texts"]:
            write_passage(self.programme, 0, _written(text, found), self.staff)
        version = send_version(self.programme, "", today + timedelta(days=content["answer_in"]), self.staff)
        version.sent_at = utcnow() - timedelta(days=content["days_ago"])
        for answer in content["answers"]:
            self._answer(version, text, answer)

    def _answer(self, version: ReportVersion, text: ReportText, found: RemarkContent) -> None:
        network = self.networks[found["network"]]
        if found["kind"] == AnswerKind.APPROVAL:
            approve(version, network, Role.LEADER, self.leader)
            return
        passage = _theme(text, found["theme"])
        said = Remark(AnswerKind(found["kind"]), passage.key, found["text"], may_print=found["may_print"])
        make_remark(version, network, said, Role.LEADER, self.leader)
        if "reply" in found:
            [answer] = answers_of(version, network)
            outcome, words = Outcome(found["reply"]["outcome"]), found["reply"]["words"]
            rows = revisions_of(self.programme, passage.key)
            changed = rows[0].version if rows else 0, replace(_over(passage), text=found["text"])
            reply_to(answer, outcome, words, changed, self.staff)


def _written(text: ReportText, found: ReportTextContent) -> Written:
    if "own" in found:
        key = f"{OWN}{uuid5(NAMESPACE_URL, found['title'])}"
        return Written(key, ReportChapter(found["own"]), found["title"], found["text"])
    passage = _theme(text, found["theme"]) if "theme" in found else text.passage(found["passage"])
    assert passage
    return replace(_over(passage), text=found["text"])


def _theme(text: ReportText, title: str) -> Passage:
    return next(passage for passage in text.passages if passage.title == title)


def _over(passage: Passage) -> Written:
    return Written(passage.key, passage.chapter, passage.title, passage.text, passage.compiled)
