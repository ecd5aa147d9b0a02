"""Saving a note, against storing one row with the ORM: the same driver, both under synchronous=FULL."""

import time
import uuid
from collections.abc import Callable, Iterator
from itertools import count

from flask import Flask

from bench.data import MEETING, PAGE, TEXT, opened, question_keys
from bench.measure import Row, Sizes, compared
from bench.served import Job, Server, side_by_side, token_in
from bln.db import db
from bln.room.models import Note
from bln.room.services import NoteContent, add_note


def measure(app: Flask, ours: Server, small: Server, sizes: Sizes) -> Iterator[Row]:
    """The whole request as a browser's script sends it, and the use case alone."""
    ours.sign_in("ledare")
    save = Job(ours, _saver(app, ours), sizes.requests)
    insert = Job(small, lambda: small.post("/lines", {"text": TEXT}), sizes.requests * 2)
    side_by_side(sizes.rounds, save, insert)
    yield compared("note save, request: CPU", save.cpu_ms, insert.cpu_ms, most=3)
    yield compared("note save, request: rate", save.rate, insert.rate, unit="/s", least=0.3)
    yield from _use_case(app, sizes)


def _saver(app: Flask, ours: Server) -> Callable[[], object]:
    with app.app_context():
        network, meeting, _ = opened()
        question = question_keys(network, meeting)[-1]
    token = token_in(ours.get(PAGE))
    fields = {"question": question, "text": TEXT, "perspective": "", "csrf_token": token}
    return lambda: ours.post(PAGE, {**fields, "id": str(uuid.uuid4())})


def _use_case(app: Flask, sizes: Sizes) -> Iterator[Row]:
    """Both in this process, without a request around them."""
    with app.app_context():
        network, meeting, leader = opened()
        content = NoteContent(question_keys(network, meeting)[-1], TEXT)
        _, later, _ = opened(MEETING + 1)
        meeting_id, question, numbers = later.id, content.question, count(1)

        def save() -> None:
            add_note(network, meeting, uuid.uuid4(), content, leader)

        def insert() -> None:
            number = next(numbers)
            places = {"number": number, "position": number}
            db.session.add(Note(id=uuid.uuid4(), meeting_id=meeting_id, question=question, text=TEXT, **places))
            db.session.commit()

        cost = {save: [0.0, 0.0], insert: [0.0, 0.0]}
        for turn in range(sizes.rounds + 1):
            for work, spent in cost.items():
                cpu, wall = time.process_time(), time.perf_counter()
                for _ in range(sizes.requests):
                    work()
                # The first turn warms up.
                spent[0] += (time.process_time() - cpu) * bool(turn)
                spent[1] += (time.perf_counter() - wall) * bool(turn)
    times = sizes.rounds * sizes.requests
    (saved, saving), (inserted, inserting) = cost[save], cost[insert]
    yield compared("note save, use case: CPU", 1_000 * saved / times, 1_000 * inserted / times)
    yield compared("note save, use case: rate", times / saving, times / inserting, unit="/s")
