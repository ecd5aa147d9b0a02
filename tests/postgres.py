"""Debian's PostgreSQL for the tests: one server a run, started by the first test that asks for it."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tools.debian import program

USER = "bln"
# Nothing here has to outlive the run, so the server needn't wait for the disk.
OPTIONS = (
    "listen_addresses=''",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "shared_buffers=32MB",
)


def running_server(folder: Path) -> Path:
    """The folder of the server's socket. Workers share `folder`: one starts the server, the others wait."""
    data = folder / "postgres"
    with (folder / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _is_running(data):
            _start(data)
    return data


def stop_server(folder: Path) -> None:
    """End the server of this run, if a test started it."""
    data = folder / "postgres"
    if _is_running(data):
        _run(data, "pg_ctl", "stop", "--mode", "immediate")


def _is_running(data: Path) -> bool:
    return (data / "postmaster.pid").exists()


def _start(data: Path) -> None:
    data.mkdir()
    if os.geteuid() == 0:
        shutil.chown(data, "postgres", "postgres")
    _run(
        data,
        "initdb",
        "--username",
        USER,
        "--auth",
        "trust",
        "--no-sync",
        "--encoding",
        "UTF8",
        "--locale",
        "C.UTF-8",
    )
    options = " ".join(f"-c {option}" for option in (*OPTIONS, f"unix_socket_directories={data}"))
    _run(data, "pg_ctl", "start", "--wait", "--log", str(data / "log"), "--options", options)


def _run(data: Path, name: str, *arguments: str) -> None:
    """Run one of the server's programs; they refuse to work for root, who lends them Debian's own user."""
    found = program(name)
    if found is None:
        raise RuntimeError(f"{name} is not installed")
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:
        as_user = {"user": "postgres", "group": "postgres", "extra_groups": []}
    command = [found, *arguments, "--pgdata", str(data)]
    done = subprocess.run(command, cwd=data, capture_output=True, text=True, **as_user)
    if done.returncode:
        raise RuntimeError(f"{name} failed:\n{done.stdout}{done.stderr}")
