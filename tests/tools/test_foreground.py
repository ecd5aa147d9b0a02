"""Ctrl-C in a terminal, with make in between as on a person's machine."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

from tools.environment import ROOT

WORK = """\
import sys, time
from tools.foreground import run_apart

def work():
    try:
        print("redo", flush=True)
        for _ in range(600):
            time.sleep(0.1)
    except KeyboardInterrupt:
        print("slut", flush=True)
    return 0

sys.exit(run_apart(work))
"""
# A session's first process that opens a terminal gets it as its own.
TAKE_TERMINAL = "import os, sys; os.open(os.ttyname(0), os.O_RDWR); os.execvp(sys.argv[1], sys.argv[1:])"


def _read_until(terminal: int, word: bytes) -> bytes:
    """What stands in the terminal up to a word, or to its end."""
    text = b""
    while word not in text:
        try:
            text += os.read(terminal, 1024)
        except OSError:
            break
    return text


def test_ctrl_c_ends_the_work_and_make_sees_an_ordinary_end(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(WORK, "utf-8")
    (tmp_path / "Makefile").write_text(f"run:\n\t@{sys.executable} {tmp_path / 'work.py'}\n", "utf-8")
    own, theirs = pty.openpty()
    command = [sys.executable, "-c", TAKE_TERMINAL, "make", "-f", str(tmp_path / "Makefile")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, env=environment
    ) as make:
        os.close(theirs)
        _read_until(own, b"redo")
        os.write(own, b"\x03")
        said = _read_until(own, b"never said")
        assert make.wait(timeout=20) == 0
    os.close(own)
    assert b"slut" in said
    assert b"***" not in said
    assert b"Traceback" not in said


def test_a_signal_to_the_outer_process_reaches_the_work(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(WORK, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "work.py")], stdout=subprocess.PIPE, env=environment
    ) as outer:
        assert outer.stdout is not None
        assert outer.stdout.readline() == b"redo\n"
        outer.send_signal(signal.SIGTERM)
        assert outer.stdout.readline() == b"slut\n"
        assert outer.wait(timeout=20) == 0
