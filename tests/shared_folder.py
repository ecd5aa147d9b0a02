"""The folder where the workers of one run meet, named in the environment that they inherit."""

import os
import shutil
import tempfile
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


def remove() -> None:
    """End what the run started there and leave nothing behind."""
    postgres.stop_server(path())
    shutil.rmtree(path())
