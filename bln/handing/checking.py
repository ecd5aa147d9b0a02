"""Whether a file is one of ours, and whether it still says what was handed in."""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select

from bln.db import db
from bln.documents import render
from bln.handing.models import PlanDecision, PlanPaper, PlanVersion
from bln.handing.papers import FINGERPRINT, document_of, own_text
from bln.handing.queries import version_with
from exports.word_files.reading import read_text
from exports.word_files.text import WordText
from meetings.plan_check import (
    Difference,
    Verdict,
    contents_differences,
    find_differences,
    find_marks,
    margin_differences,
    text_fingerprint,
)


@dataclass(frozen=True)
class Checked:
    """What a file is. `paper` is which of ours, None where it is none; `newer` the newest version that there is beside
    it, None where it is the newest. A decision that it tells of and that was taken back makes it `void`."""

    verdict: Verdict
    paper: PlanPaper | None = None
    newer: PlanVersion | None = None
    differences: tuple[Difference, ...] = ()
    void: bool = False
    lost: bool = False  # what was handed in can't be made again, to compare with


def check_file(file: bytes) -> Checked:
    """Compare a Word file with what was handed in; raises `UnreadableFile`."""
    text = read_text(file)
    paper = _find(text)
    if paper is None:
        return Checked(Verdict.NOT_OURS)
    newer, void = _newer(paper), _is_void(paper)
    if sha256(file).hexdigest() == paper.digest:
        return Checked(Verdict.UNCHANGED, paper, newer, void=void)
    same = text_fingerprint(text.paragraphs, paper.fingerprint) == paper.fingerprint
    try:
        differences = _differences(text, paper, same)
    except LookupError:
        return Checked(Verdict.SAME_TEXT if same else Verdict.CHANGED, paper, newer, void=void, lost=not same)
    return Checked(Verdict.CHANGED if differences else Verdict.SAME_TEXT, paper, newer, differences, void)


def _differences(text: WordText, paper: PlanPaper, same: bool) -> tuple[Difference, ...]:
    """Where a file differs from a paper, which is made again to compare with. Our own words may have changed since it
    was, so a text with the `same` fingerprint isn't looked through. Raises LookupError where it can't be made."""
    was = own_text(render(document_of(paper), "docx"))
    beside = margin_differences(was.margins, text.margins)
    beside += contents_differences((*was.paragraphs, *was.contents), text.contents)
    return beside if same else (*beside, *find_differences(was.paragraphs, text.paragraphs, paper.fingerprint))


def _find(text: WordText) -> PlanPaper | None:
    """By its text, by the property that other programs keep, or by the mark that a reader sees."""
    newest = select(PlanPaper).join(PlanPaper.version).order_by(PlanVersion.submitted_at.desc()).limit(1)
    marks = find_marks(text.paragraphs)[:5]
    for wanted in (*(text_fingerprint(text.paragraphs, mark) for mark in marks), text.properties.get(FINGERPRINT, "")):
        found = db.session.scalar(newest.where(PlanPaper.fingerprint == wanted))
        if found:
            return found
    for beginning in marks:
        found = db.session.scalar(newest.where(PlanPaper.fingerprint.startswith(beginning)))
        if found:
            return found
    return None


def _newer(paper: PlanPaper) -> PlanVersion | None:
    """An adopted plan stands whatever is made for others: only what its own body has got since is newer."""
    if paper.decision_id:
        has = version_with(paper.body_id)
        return has[0] if has and has[0].version > paper.version.version else None
    query = select(PlanVersion).where(PlanVersion.network_id == paper.version.network_id)
    newest = db.session.scalars(query.order_by(PlanVersion.version.desc()).limit(1)).one()
    return newest if newest.version > paper.version.version else None


def _is_void(paper: PlanPaper) -> bool:
    decision = db.session.get(PlanDecision, paper.decision_id) if paper.decision_id else None
    return decision is not None and decision.withdrawn_at is not None
