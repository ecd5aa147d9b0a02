"""What `make run` says when the machine isn't ready."""

import socket
import sys
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
