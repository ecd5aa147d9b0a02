"""The programs that some tests need beside Python, and the Debian packages that hold them."""

from __future__ import annotations

import ctypes
import os
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Tool:
    """What the tests with a pytest marker need."""

    marker: str
    purpose: str
    programs: tuple[str, ...]
    packages: tuple[str, ...]
    libraries: tuple[str, ...] = ()

    def missing(self) -> list[str]:
        """The programs and libraries that are not on this machine."""
        programs = [name for name in self.programs if program(name) is None]
        return programs + [name for name in self.libraries if not _loads(name)]


TOOLS = (
    Tool(
        "browser",
        "tests in a real browser",
        ("chromium-headless-shell",),
        ("chromium-headless-shell", "fonts-liberation", "libatomic1"),
        # What playwright brings along for driving the browser is linked against it.
        libraries=("libatomic.so.1",),
    ),
    Tool(
        "pdf",
        "making PDF files",
        (),
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
        # WeasyPrint loads them when it makes the first file.
        libraries=("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
    ),
    Tool("postgres", "tests on PostgreSQL", ("initdb", "pg_ctl"), ("postgresql",)),
    Tool(
        "word",
        "opening documents in a word processor, and reading what one writes",
        ("soffice", "pdftotext", "pandoc"),
        ("libreoffice-writer-nogui", "poppler-utils", "pandoc"),
    ),
)


def program(name: str) -> str | None:
    """Where a program lies; Debian keeps PostgreSQL's outside the usual path, the newest version last."""
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", os.defpath), *map(str, servers)]))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def is_ci() -> bool:
    """True where a missing tool is a failure instead of a skipped test."""
    return os.environ.get("CI") == "true"
