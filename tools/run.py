"""Start the application for a person: install, migrate, load the demo, serve and say where."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import serving
from tools.environment import ROOT, Unready, check_writable, prepare, run_step
from tools.foreground import run_apart


def main() -> int:
    """Serve until Ctrl-C; 1 when the machine isn't ready, with the reason in Swedish."""
    os.chdir(ROOT)
    try:
        port = read_port(os.environ.get("PORT") or "8000")
        check_free(port)
        instance = Path(os.environ.get("BLN_INSTANCE") or ROOT / "instance")
        python = prepare("run")
        make_folder(instance)
        environment = {"BLN_DEMO": "1", "BLN_URL": f"http://{serving.HOST}:{port}", **os.environ}
        fill_database(python, environment)
        return serve(python, environment, port)
    except Unready as error:
        print(error, file=sys.stderr)
        return 1


def read_port(text: str) -> int:
    """The port as a number; raises Unready when it is none."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise Unready(f"PORT ska vara ett tal från 1 till 65535, inte ”{text}”. Till exempel: make run PORT=8080")


def check_free(port: int) -> None:
    """Raise Unready when nobody can listen on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((serving.HOST, port))
        except PermissionError:
            raise Unready(f"Du får inte använda port {port}. Välj en högre: make run PORT=8080") from None
        except OSError:
            raise Unready(
                f"Port {port} är upptagen av ett annat program.\n"
                f"Stäng det, eller välj en annan port: make run PORT={port + 1 if port < 65535 else 8080}"
            ) from None


def make_folder(instance: Path) -> None:
    """The folder of data, made where it is missing; raises Unready when it can't be written."""
    try:
        instance.mkdir(parents=True, exist_ok=True)
    except OSError:
        check_writable(instance.parent)
        raise Unready(f"Mappen {instance} kunde inte skapas.") from None
    check_writable(instance)


def fill_database(python: Path, environment: dict[str, str]) -> None:
    """Migrate before any worker starts, and load the demo into an empty database."""
    bln = str(python.with_name("bln"))
    run_step([bln, "db", "upgrade"], "Databasen kunde inte uppdateras. Felet står ovanför.", environment)
    if environment["BLN_DEMO"] == "1":
        run_step([bln, "demo", "--if-empty"], "Demon kunde inte läsas in. Felet står ovanför.", environment)


def serve(python: Path, environment: dict[str, str], port: int) -> int:
    """Run gunicorn until it ends or is told to."""
    server = serving.start(python, port, environment)
    try:
        if not serving.becomes_ready(server, port):
            stop(server)
            raise Unready("Servern kunde inte starta. Felet står ovanför.")
        print(welcome(port, demo=environment["BLN_DEMO"] == "1"), flush=True)
        with sending(python, environment):
            return server.wait()
    except KeyboardInterrupt:
        status = stop(server)
        print("\nServern är stoppad. Alla uppgifter finns kvar.")
        return status


@contextmanager
def sending(python: Path, environment: dict[str, str]) -> Iterator[None]:
    """Send mail meanwhile, where a mail server is set; the demo sends none."""
    if not environment.get("BLN_SMTP_URL") or environment["BLN_DEMO"] == "1":
        yield
        return
    command = [str(python.with_name("bln")), "mail", "send", "--watch"]
    sender = subprocess.Popen(command, env=environment, cwd=ROOT, process_group=0)
    try:
        yield
    finally:
        stop(sender)


def welcome(port: int, *, demo: bool) -> str:
    """What stands in the terminal while the server runs."""
    here = f"http://{serving.HOST}:{port}"
    lines = [f"\nÖppna {here} i webbläsaren."]
    if demo:
        lines.append("Demo: logga in som nätverksledare eller Nka-medarbetare med ett klick på startsidan.")
        lines.append(f"Demons brev skickas inte. De ligger i utkorgen: {here}/demo/utkorg")
    return "\n".join([*lines, "Stoppa med Ctrl-C. Alla uppgifter finns kvar till nästa gång."])


def stop(server: subprocess.Popen[bytes]) -> int:
    """Let the server finish what it is answering or sending, whatever more is pressed meanwhile."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    server.terminate()
    return server.wait()


if __name__ == "__main__":
    sys.exit(run_apart(main))
