"""What `make run` says when the machine isn't ready."""

import socket
import sys
import time
from pathlib import Path

import pytest

from tools import run
from tools.environment import Unready, check_writable, run_step


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "åtta", "80.0", "²"])
def test_a_port_that_is_no_port_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Unready, match="make run PORT="):
        run.read_port(text)


def test_a_port_within_the_range_is_taken_as_it_stands() -> None:
    assert [run.read_port(text) for text in ("1", "8000", "65535")] == [1, 8000, 65535]


def test_a_taken_port_is_named_and_another_one_proposed() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Unready, match=f"Port {port} är upptagen(.|\n)*PORT="):
            run.check_free(port)
    run.check_free(port)


def test_a_folder_that_cannot_be_written_is_named() -> None:
    with pytest.raises(Unready, match="/proc"):
        check_writable(Path("/proc"))


def test_a_folder_for_data_is_made_where_it_is_missing(tmp_path: Path) -> None:
    run.make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_failed_step_tells_its_last_words_without_the_traceback() -> None:
    with pytest.raises(Unready) as told:
        run_step([sys.executable, "-c", "raise SystemError('disken är full')"], "Det gick inte.")
    assert str(told.value) == "SystemError: disken är full\n\nDet gick inte."


def sender_of(folder: Path) -> Path:
    """A `bln` that says how it was called, and when it is told to stop; the Python beside it."""
    bln = folder / "bln"
    bln.write_text('#!/bin/sh\ntrap \'echo stopped >>"$SAID"; exit 0\' TERM\necho "$@" >>"$SAID"\nsleep 30 & wait\n')
    bln.chmod(0o700)
    return folder / "python"


def test_mail_is_sent_while_the_server_runs_and_the_sender_ends_with_it(tmp_path: Path) -> None:
    said = tmp_path / "said"
    environment = {"BLN_DEMO": "0", "BLN_SMTP_URL": "smtp://127.0.0.1", "SAID": str(said), "PATH": "/usr/bin:/bin"}
    with run.sending(sender_of(tmp_path), environment):
        until = time.monotonic() + 10
        while not said.exists() and time.monotonic() < until:
            time.sleep(0.05)
    assert said.read_text().splitlines() == ["mail send --watch", "stopped"]


@pytest.mark.parametrize("more", [{"BLN_DEMO": "1", "BLN_SMTP_URL": "smtp://127.0.0.1"}, {"BLN_DEMO": "0"}])
def test_no_mail_is_sent_from_the_demo_or_without_a_server(tmp_path: Path, more: dict[str, str]) -> None:
    said = tmp_path / "said"
    with run.sending(sender_of(tmp_path), {"SAID": str(said), "PATH": "/usr/bin:/bin", **more}):
        time.sleep(0.3)
    assert not said.exists()
