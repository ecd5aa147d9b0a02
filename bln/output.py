"""What a command says when it refuses, and how it reads and writes files."""

import errno
import os
import stat
import sys
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import click

_WHY = {
    errno.EACCES: "du saknar rättighet till den",
    errno.EPERM: "du saknar rättighet till den",
    errno.EISDIR: "det är en mapp",
    errno.ENOENT: "den finns inte",
    errno.ENOTDIR: "en del av sökvägen är ingen mapp",
    errno.ENOSPC: "disken är full",
    errno.EROFS: "där går det bara att läsa",
    errno.ENAMETOOLONG: "namnet är för långt",
}


class Refused(click.ClickException):
    """A command did nothing; the message says in Swedish why. The exit code is 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Say why on standard error."""
        click.echo(printable(self.message.splitlines()), file=file, err=file is None)


def printable(lines: Iterable[str]) -> str:
    """Lines for a terminal, without what would steer it."""
    return "\n".join("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line) for line in lines)


def explain(error: OSError) -> str:
    """Why a file can't be used, as the end of a Swedish sentence."""
    return _WHY.get(error.errno or 0, error.strerror or str(error))


def read_file(name: str, most: int) -> bytes:
    """At most `most` + 1 bytes of a file, or of standard input for `-`; raises `Refused`."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(most + 1)
        with open(name, "rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise Refused(f"{name} går inte att läsa: {explain(error)}.") from error


def write_file(name: str, content: bytes) -> None:
    """Write a file whole or not at all, or standard output for `-`; raises `Refused`."""
    try:
        if name == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            _write(Path(name).resolve(), content)
    except OSError as error:
        raise Refused(f"{name} går inte att skriva: {explain(error)}.") from error


def _write(path: Path, content: bytes) -> None:
    """Beside the file first and then in its place; a device or a pipe is written to as it is."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        path.write_bytes(content)
        return
    if not path.parent.is_dir():
        raise Refused(f"Mappen {path.parent} finns inte.")
    beside = path.with_name(f".{uuid.uuid4().hex}.tmp")
    try:
        beside.touch(mode=stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666)
        beside.write_bytes(content)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
