"""Gunicorn with one worker, a browser that asks it, and the CPU time and memory of that worker."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import psutil

from bench.measure import environment
from tools import serving
from tools.environment import ROOT

BYTES_A_MEGABYTE = 1_000_000


class Server:
    """A running application and a browser with a session of its own."""

    def __init__(self, port: int, worker: psutil.Process) -> None:
        self._connection = HTTPConnection(serving.HOST, port, timeout=serving.START_SECONDS)
        self._worker = worker
        self._cookie = self._tag = ""

    def get(self, path: str) -> bytes:
        """The page at `path`; raises RuntimeError unless it is found."""
        return self._ask("GET", path, None, (200,))

    def tag(self, path: str) -> str:
        """The tag of what stands at `path` now."""
        self.get(path)
        return self._tag

    def unchanged(self, path: str, tag: str) -> bytes:
        """Ask whether what stands at `path` is still that of `tag`; raises RuntimeError unless it is."""
        return self._ask("GET", path, None, (304,), {"If-None-Match": tag})

    def post(self, path: str, fields: Mapping[str, str]) -> bytes:
        """What the server answers to a form; raises RuntimeError when it refuses."""
        return self._ask("POST", path, urlencode(fields), (200, 201, 302))

    def _ask(
        self, method: str, path: str, body: str | None, expected: tuple[int, ...], more: Mapping[str, str] | None = None
    ) -> bytes:
        headers = {**(more or {}), **({"Cookie": self._cookie} if self._cookie else {})}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        self._cookie = (answer.getheader("Set-Cookie") or self._cookie).partition(";")[0]
        self._tag = answer.getheader("ETag") or ""
        if answer.status not in expected:
            raise RuntimeError(f"{method} {path} was answered with {answer.status}")
        return content

    def sign_in(self, role: str) -> None:
        """Sign in as a role of the demo, in a session that begins here."""
        self._cookie = ""
        self.connect_anew()
        self.post("/demo/logga-in", {"roll": role, "csrf_token": token_in(self.get("/logga-in"))})

    def connect_anew(self) -> None:
        """Forget a connection that the server may have closed meanwhile."""
        self._connection.close()

    def cpu_seconds(self) -> float:
        """The CPU time that the worker has used, to a hundredth."""
        times = self._worker.cpu_times()
        return float(times.user + times.system)

    def megabytes(self) -> float:
        """The worker's proportional share of memory (PSS)."""
        return float(self._worker.memory_full_info().pss) / BYTES_A_MEGABYTE


def token_in(page: bytes) -> str:
    """The token of the forms on a page."""
    found = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page)
    if found is None:
        raise RuntimeError("the page has no form")
    return found[1].decode()


@contextmanager
def serve(application: str, instance: Path) -> Iterator[Server]:
    """Serve an application on the data in `instance`, with the project's own gunicorn settings but one worker."""
    with socket.socket() as probe:
        probe.bind((serving.HOST, 0))
        port = probe.getsockname()[1]
    options = ["--bind", f"{serving.HOST}:{port}", "--workers", "1"]
    command = [sys.executable, "-m", "gunicorn", *options, application]
    with subprocess.Popen(command, cwd=ROOT, env=environment(instance)) as process:
        try:
            if not serving.becomes_ready(process, port):
                raise RuntimeError(f"{application} did not answer")
            server = Server(port, psutil.Process(process.pid).children()[0])
            yield server
            server.connect_anew()
        finally:
            process.terminate()


@dataclass
class Job:
    """Something to ask a server, again and again; `cpu` and `wall` are the seconds that it has taken in all."""

    server: Server
    ask: Callable[[], object]
    requests: int
    asked: int = 0
    cpu: float = 0.0
    wall: float = 0.0

    def run(self, times: int) -> None:
        """Ask so many times, and remember what it cost."""
        self.server.connect_anew()
        cpu, wall = self.server.cpu_seconds(), time.perf_counter()
        for _ in range(times):
            self.ask()
        self.wall += time.perf_counter() - wall
        self.cpu += self.server.cpu_seconds() - cpu
        self.asked += times

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds a request."""
        return 1_000 * max(self.cpu, 0.01) / self.asked

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.asked / self.wall


def side_by_side(rounds: int, *jobs: Job) -> None:
    """Run the jobs in turn, so that whatever else the machine does strikes them alike; each is warmed up first."""
    for job in jobs:
        job.server.connect_anew()
        for _ in range(min(job.requests, 5)):
            job.ask()
    for _ in range(rounds):
        for job in jobs:
            job.run(job.requests)
