"""Gunicorn as a child process, and the moment when it answers."""

from __future__ import annotations

import contextlib
import http.client
import subprocess
import time
from pathlib import Path

from tools.environment import ROOT

HOST = "127.0.0.1"
START_SECONDS = 60


def start(python: Path, port: int, environment: dict[str, str], *options: str) -> subprocess.Popen[bytes]:
    """Start gunicorn on a port of this machine alone; `options` win over gunicorn.conf.py.

    It gets a process group of its own: Ctrl-C would otherwise reach its workers behind its back.
    """
    command = [str(python), "-m", "gunicorn", "--bind", f"{HOST}:{port}", *options, "wsgi:app"]
    return subprocess.Popen(command, env=environment, cwd=ROOT, process_group=0)


def becomes_ready(server: subprocess.Popen[bytes], port: int) -> bool:
    """Wait for the application's answer; False when the server ends or stays silent for START_SECONDS."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if _is_healthy(port):
                return True
        time.sleep(0.1)
    return False


def _is_healthy(port: int) -> bool:
    with contextlib.closing(http.client.HTTPConnection(HOST, port, timeout=5)) as connection:
        connection.request("GET", "/health")
        return connection.getresponse().status == http.client.OK
