"""The folder where the workers of one run meet, named in the environment that they inherit."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgres

NAME = "BLN_TEST_FOLDER"


def make() -> None:
    """Make the folder; the database server's own user must be able to enter it."""
    os.environ[NAME] = tempfile.mkdtemp(prefix="bln-tests-")
    path().chmod(0o755)


def path() -> Path:
    """The folder of this run."""
    return Path(os.environ[NAME])


@contextmanager
def locked(name: str) -> Iterator[None]:
    """For one worker at a time: what all share is made by the first."""
    with (path() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def remove() -> None:
    """End what the run started there and leave nothing behind."""
    postgres.stop_server(path())
    shutil.rmtree(path())
