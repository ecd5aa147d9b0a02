"""The demo in a folder of its own, served on a free port: for browser tests and screenshots."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import serving


def make_demo(instance: Path) -> None:
    """Migrate an empty database in `instance` and load the demo."""
    instance.mkdir(parents=True, exist_ok=True)
    command(instance, "db", "upgrade")
    command(instance, "demo", "--if-empty")


def command(instance: Path, *arguments: str, given: str = "") -> None:
    """Run `bln` on the data in `instance`, with what it reads; raises CalledProcessError when it fails."""
    bln = str(Path(sys.executable).with_name("bln"))
    own = environment(instance)
    subprocess.run([bln, *arguments], env=own, input=given, text=True, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def serve(instance: Path) -> Iterator[str]:
    """Serve the data in `instance`; yields the address without a slash at its end.

    Raises RuntimeError when the server doesn't answer.
    """
    port = free_port()
    own = environment(instance) | {"BLN_URL": f"http://{serving.HOST}:{port}"}
    server = serving.start(Path(sys.executable), port, own, "--workers", "1")
    try:
        if not serving.becomes_ready(server, port):
            raise RuntimeError(f"the demo server on port {port} did not answer (status {server.poll()})")
        yield f"http://{serving.HOST}:{port}"
    finally:
        server.terminate()
        server.wait()


def environment(instance: Path) -> dict[str, str]:
    """An environment where only the data in `instance` is said about the application."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("BLN_")}
    return own | {"BLN_INSTANCE": str(instance), "BLN_DEMO": "1"}


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((serving.HOST, 0))
        port: int = probe.getsockname()[1]
        return port
