"""Kill the real server again and again while four people write notes and two devices send what they have queued: none
is lost, none is there twice, and what was queued comes in its order.

Usage: python -m tools.soak [--kills 200]
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tools import demo_server, serving
from tools.soak_queue import QueuedWriter
from tools.soak_writer import Writer

WRITERS = 4
DEVICES = 2
SAVES = (4, 24)  # so many are answered before the next kill, which strikes others halfway
PATIENCE = 120  # seconds


def main() -> int:
    """Soak a fresh demo; 1 when anything was lost, doubled or inconsistent."""
    parser = argparse.ArgumentParser(prog="python -m tools.soak", description="Kill the server under those who write.")
    parser.add_argument("--kills", type=int, default=200)
    kills = parser.parse_args().kills
    with tempfile.TemporaryDirectory(prefix="bln-soak-") as folder:
        instance = Path(folder) / "instance"
        demo_server.make_demo(instance)
        writers = soak(instance, kills)
        faults = list(faults_in(instance, writers))
    saved, repeated = sum(len(w.acknowledged) for w in writers), sum(w.repeated for w in writers)
    print(f"{kills} kills, {saved} notes acknowledged, {repeated} requests repeated, {len(faults)} faults")
    print("\n".join(faults))
    return 1 if faults or not saved else 0


def soak(instance: Path, kills: int, seed: int = 1) -> list[Writer]:
    """Serve the demo in `instance` as `make run` does, and kill it so many times; returns what the writers know.

    Each writer goes on until what it was at is acknowledged by a server that lives. Raises RuntimeError when a
    server doesn't come back, or a writer can't go on.
    """
    chance = random.Random(seed)
    port = demo_server.free_port()
    stop = threading.Event()
    writers = [Writer(port, number, stop) for number in range(WRITERS)]
    writers += [QueuedWriter(port, WRITERS + number, stop) for number in range(DEVICES)]
    threads = [threading.Thread(target=writer.run, daemon=True) for writer in writers]
    for turn in range(kills + 1):
        with _served(instance, port) as server:
            if turn == 0:
                for thread in threads:
                    thread.start()
            _wait_for_saves(writers, chance.randint(*SAVES))
            if turn < kills:
                time.sleep(chance.uniform(0, 0.05))
                os.killpg(server.pid, signal.SIGKILL)
            else:
                stop.set()
                for thread in threads:
                    thread.join(timeout=PATIENCE)
    if any(thread.is_alive() for thread in threads) or any(writer.broken for writer in writers):
        raise RuntimeError(f"a writer could not go on: {[w.broken for w in writers]}")
    return writers


def _wait_for_saves(writers: list[Writer], more: int) -> None:
    goal = sum(writer.answered for writer in writers) + more
    deadline = time.monotonic() + PATIENCE
    while sum(writer.answered for writer in writers) < goal:
        if time.monotonic() > deadline or any(writer.broken for writer in writers):
            raise RuntimeError(f"the writers came to a halt: {[writer.broken for writer in writers]}")
        time.sleep(0.005)


@contextmanager
def _served(instance: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    server = serving.start(Path(sys.executable), port, demo_server.environment(instance))
    try:
        if not serving.becomes_ready(server, port):
            raise RuntimeError(f"the server did not come back (status {server.poll()})")
        yield server
    finally:
        if server.poll() is None:
            server.terminate()
        server.wait()


def faults_in(instance: Path, writers: list[Writer]) -> Iterator[str]:
    """What the database has lost, doubled or mixed up, one line a fault; read as it lies, without the application."""
    with closing(sqlite3.connect(instance / "bln.sqlite3")) as connection:
        if (checked := connection.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            yield f"the database is damaged: {checked}"
        found = connection.execute("SELECT id, text, number, version, meeting_id FROM notes").fetchall()
        revisions = connection.execute("SELECT note_id, version, text FROM note_revisions").fetchall()
    texts = {note[0]: note[1] for note in found}
    for writer in writers:
        for note_id, text in writer.acknowledged.items():
            if note_id not in texts:
                yield f"lost: {text}"
            elif texts[note_id] != text:
                yield f"changed: {text} became {texts[note_id]}"
    written = [text for text in texts.values() if text.startswith(Writer.MARK)]
    yield from (f"twice: {text}" for text in {text for text in written if written.count(text) > 1})
    places = {note[0]: note[2] for note in found}
    for writer in writers:
        sent = [places[key] for key in getattr(writer, "order", ()) if key in places]
        if sent != sorted(sent):
            yield f"out of order: {sent}"
    numbers = [(note[4], note[2]) for note in found]
    yield from (f"number given twice: {number}" for number in {n for n in numbers if numbers.count(n) > 1})
    yield from _inconsistent(found, revisions)


def _inconsistent(found: list[tuple[str, str, int, int, str]], revisions: list[tuple[str, int, str]]) -> Iterator[str]:
    kept: dict[str, dict[int, str]] = {}
    for note_id, version, text in revisions:
        kept.setdefault(note_id, {})[version] = text
    for note_id, text, _, version, _ in found:
        own = kept.get(note_id, {})
        if sorted(own) != list(range(1, version + 1)) or own[version] != text:
            yield f"revisions {sorted(own)} of a note at version {version}: {text}"


if __name__ == "__main__":
    sys.exit(main())
