"""The virtual environment: made once, made anew when a lock, the folder or Python has changed."""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
NEEDS = "Kör: sudo apt install python3 python3-venv"


class Unready(Exception):
    """Something is missing on the machine; the message says in Swedish what to do about it."""


def prepare(lock: str) -> Path:
    """Install what requirements/`lock`.txt names, unless it is installed; return the environment's Python.

    Raises Unready when the machine cannot hold the environment or the packages cannot be fetched.
    """
    check_python()
    if not _is_installed(lock):
        check_writable(VENV if VENV.exists() else ROOT)
        print("Installerar det som behövs. Första gången tar det någon minut …", flush=True)
        _make_venv()
        _install(lock)
    return PYTHON


def check_python() -> None:
    """Raise Unready where Python is too old or cannot make environments."""
    if sys.version_info[:2] < OLDEST:
        raise Unready(
            f"Python {'.'.join(map(str, OLDEST))} eller senare behövs. Här finns {sys.version.split()[0]}.\n{NEEDS}"
        )
    if importlib.util.find_spec("ensurepip") is None:
        raise Unready(f"Python saknar modulen som skapar egna miljöer (python3-venv).\n{NEEDS}")


def check_writable(folder: Path) -> None:
    """Raise Unready when nothing can be written in `folder`; only trying tells, for root too."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Unready(
            f"Det går inte att skriva i mappen {folder} ({error.strerror}).\n"
            "Ge dig själv skrivrätt till den, eller lägg projektet i en annan mapp."
        ) from None


def run_step(command: list[str], failure: str, environment: dict[str, str] | None = None) -> None:
    """Run one step; raises Unready with what it said and `failure`. An interrupted one says nothing."""
    done = subprocess.run(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise Unready(f"{_gist(done.stderr)}\n\n{failure}")


def _gist(complaint: str) -> str:
    """The last things a program said, without the way it came there."""
    lines = [line for line in complaint.splitlines() if line[:1].strip() and not line.startswith("Traceback")]
    return "\n".join(lines[-5:])


def _stamp(lock: str) -> Path:
    return VENV / f"installed-{lock}"


def _fingerprint(lock: str) -> str:
    """What an installation depends on; scripts and the editable install hold the folder's own path."""
    files = (ROOT / "requirements" / f"{lock}.txt", ROOT / "setup.cfg", ROOT / "pyproject.toml")
    parts = [str(VENV).encode(), repr(sys.version_info[:2]).encode(), *(file.read_bytes() for file in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _is_installed(lock: str) -> bool:
    stamp = _stamp(lock)
    return PYTHON.exists() and stamp.is_file() and stamp.read_text("utf-8") == _fingerprint(lock)


def _make_venv() -> None:
    settings = VENV / "pyvenv.cfg"
    usable = (
        settings.is_file()
        and settings.read_text("utf-8").rstrip().endswith(str(VENV))
        and (VENV / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}").is_dir()
        and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
    )
    if not usable:
        run_step([sys.executable, "-m", "venv", "--clear", str(VENV)], f"Mappen {VENV} kunde inte skapas.")


def _install(lock: str) -> None:
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    steps = (
        ["--require-hashes", "-r", f"requirements/{lock}.txt"],
        ["--no-deps", "--no-build-isolation", "-e", "."],
    )
    for step in steps:
        run_step([*pip, *step], "Alla delar kunde inte hämtas. Kontrollera nätet och kör igen.")
    # The development lock holds every pin of the runtime lock.
    for name in {"run", lock}:
        _stamp(name).write_text(_fingerprint(name), "utf-8")
