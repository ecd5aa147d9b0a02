"""What all tests share: no network, a folder of the run's own, and what happens where a tool is missing."""

import gc
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import shared_folder
from tools import demo_server
from tools.debian import TOOLS, is_ci

LOOPBACK = ("127.", "::1", "localhost")


def _stay_on_this_machine(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: what runs in the tests reaches nothing but this machine."""
    if event == "socket.connect":
        host = arguments[1][0] if isinstance(arguments[1], tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if host is not None and not str(host).startswith(LOOPBACK):
        raise RuntimeError(f"a test tried to reach {host!r}: tests use no network but loopback")


def _is_controller(config: pytest.Config) -> bool:
    """True in the process that starts the workers, or that runs the tests itself."""
    return not hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    if _is_controller(config):
        for name in [name for name in os.environ if name.startswith("BLN_")]:
            del os.environ[name]
        # What one process has compiled the others of the run need not: workers, servers, commands.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        shared_folder.make()
    sys.addaudithook(_stay_on_this_machine)


def pytest_collection_finish() -> None:
    """What is collected stays: to look for garbage in it, over and over, costs a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_unconfigure(config: pytest.Config) -> None:
    if _is_controller(config):
        shared_folder.remove()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test whose tool is missing is skipped on a person's machine and fails in CI."""
    for tool in TOOLS:
        if item.get_closest_marker(tool.marker) and (missing := tool.missing()):
            reason = f"not installed: {', '.join(missing)} (see make prepare)"
            pytest.fail(reason) if is_ci() else pytest.skip(reason)


@pytest.fixture(scope="session")
def demo_instance() -> Path:
    """The demo's data, made once a run: to read, or to copy."""
    instance = shared_folder.path() / "demo"
    with shared_folder.locked("demo"):
        if not instance.exists():
            making = shared_folder.path() / "demo-in-the-making"
            demo_server.make_demo(making)
            making.rename(instance)
    return instance
