"""The server is killed in the middle of saves: what was answered is there, once, with all its versions."""

import shutil
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

import pytest

from tools.soak import faults_in, soak
from tools.soak_queue import QueuedWriter
from tools.soak_writer import Writer

KILLS = 5


def test_nothing_that_was_acknowledged_is_lost_or_doubled_when_the_server_is_killed(
    demo_instance: Path, tmp_path: Path
) -> None:
    instance = tmp_path / "instance"
    shutil.copytree(demo_instance, instance)
    writers = soak(instance, KILLS)
    assert all(writer.acknowledged for writer in writers)
    assert sum(writer.repeated for writer in writers) > 0, "no save was cut off"
    assert list(faults_in(instance, writers)) == []


def test_what_was_queued_and_came_out_of_order_is_found(demo_instance: Path, tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    shutil.copytree(demo_instance, instance)
    with closing(sqlite3.connect(instance / "bln.sqlite3")) as connection:
        rows = connection.execute("SELECT id, text FROM notes ORDER BY meeting_id, number LIMIT 2").fetchall()
    device = QueuedWriter.__new__(QueuedWriter)
    device.acknowledged = {uuid.UUID(note).hex: text for note, text in rows}
    device.order = list(device.acknowledged)
    assert list(faults_in(instance, [device])) == []
    device.order.reverse()
    assert any(found.startswith("out of order") for found in faults_in(instance, [device]))


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("DELETE FROM notes WHERE id = :note", "lost"),
        ("UPDATE notes SET text = 'annat' WHERE id = :note", "changed"),
        ("DELETE FROM note_revisions WHERE note_id = :note", "revisions"),
    ],
)
def test_what_is_lost_or_mixed_up_is_found(demo_instance: Path, tmp_path: Path, damage: str, fault: str) -> None:
    instance = tmp_path / "instance"
    shutil.copytree(demo_instance, instance)
    with closing(sqlite3.connect(instance / "bln.sqlite3")) as connection:
        note, text = connection.execute("SELECT id, text FROM notes ORDER BY id LIMIT 1").fetchone()
        connection.execute(damage, {"note": note})
        connection.commit()
    writer = Writer.__new__(Writer)
    writer.acknowledged = {uuid.UUID(note).hex: text}
    assert any(found.startswith(fault) for found in faults_in(instance, [writer]))
