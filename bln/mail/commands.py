"""The commands that send mail and show what didn't arrive."""

import signal
import threading
import uuid
from collections import Counter
from collections.abc import Callable

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError

from bln.clock import local_time
from bln.db import commit, db
from bln.evidence.services import remind_keepers
from bln.handing.reminding import remind_of_plans
from bln.mail import words
from bln.mail.outgoing import dead_mails, find_dead, forget_old_mails, retry_mail, waiting_mails
from bln.mail.sending import MOST_AT_ONCE, send_due
from bln.mail.smtp import Server, Unreachable, is_near, read_server
from bln.members.inviting import remind
from bln.networks.answers import forget_old_answers
from bln.output import Refused, printable
from bln.reports.sending import remind_of_reports
from bln.room.tools import forget_old_rooms

PAUSE = 20.0  # seconds between two looks into the queue

mail = AppGroup("mail", help="Brev.")


@mail.command("send")
@click.option("--watch", is_flag=True, help="Fortsätt skicka tills programmet stoppas.")
def send(watch: bool) -> None:
    """Skicka de brev som väntar, högst 200 på en gång, och påminn dem som inte har svarat på inbjudan eller rapport."""
    server = _server()
    if watch:
        _watch(server)
        return
    try:
        click.echo(words.tally(_send_round(server)))
    except Unreachable as error:
        raise Refused("E-postservern svarar inte eller släpper inte in oss. Breven ligger kvar.") from error


def _server() -> Server:
    if current_app.config["DEMO"]:
        raise Refused("I demoläget skickas inga brev. De visas på sidan /demo/utkorg.")
    if not current_app.config["SMTP_URL"]:
        raise Refused("Ingen e-postserver är inställd. Sätt BLN_SMTP_URL och BLN_MAIL_FROM. Breven ligger kvar.")
    server = read_server(current_app.config["SMTP_URL"], current_app.config["MAIL_FROM"])
    if not server.is_near and is_near(current_app.config["SERVER_NAME"].partition(":")[0]):
        raise Refused(
            "Sätt BLN_URL till webbplatsens adress. Annars leder länkarna i breven till mottagarens egen dator."
        )
    return server


def _send_round(server: Server, stopped: Callable[[], bool] = lambda: False) -> Counter[str]:
    remind()
    remind_keepers()
    remind_of_reports()
    remind_of_plans()
    forget_old_rooms()
    forget_old_answers()
    commit()
    became = send_due(server, stopped=stopped)
    if became:
        forget_old_mails()
    return became


def _watch(server: Server) -> None:
    """Send until told to stop, and then finish the mail at hand: cut off there, it would be sent again."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    silent = False
    while not stop.is_set():
        try:
            became = _send_round(server, stop.is_set)
        except (Unreachable, DBAPIError) as error:
            if not silent:
                who = "e-postservern" if isinstance(error, Unreachable) else "databasen"
                click.echo(f"Breven väntar: {who} svarar inte.", err=True)
            silent, became = True, Counter()
        else:
            silent = False
        db.session.remove()
        if became.total() < MOST_AT_ONCE:
            stop.wait(PAUSE)


@mail.command("list")
@click.option("--dead", is_flag=True, help="Visa breven som vi har slutat försöka skicka.")
def list_(dead: bool) -> None:
    """Visa hur många brev som väntar, eller vilka som inte kom fram."""
    if not dead:
        click.echo(words.waiting(*waiting_mails()))
        return
    found = dead_mails()
    for row in found:
        when = f"{local_time(row.created_at):%Y-%m-%d %H.%M}"
        click.echo(printable([f"{row.id}  {when}  {row.kind}  {row.address}  {words.reason(row.error)}"]))
    if not found:
        click.echo("Alla brev har kommit fram eller väntar på att skickas.")


@mail.command("retry")
@click.argument("key", metavar="ID")
def retry(key: str) -> None:
    """Försök skicka ett brev igen som inte kom fram."""
    try:
        found = find_dead(uuid.UUID(key))
    except ValueError:
        found = None
    if found is None:
        raise Refused("Det finns inget sådant brev bland dem som inte kom fram. Se: bln mail list --dead")
    retry_mail(found)
    click.echo("Brevet väntar på att skickas igen.")
