"""The command that disposes of documents."""

from dataclasses import asdict

import click
from flask.cli import with_appcontext

from bln.clock import local_time
from bln.fields import clean_line
from bln.networks.options import find_programme, programme_option
from bln.output import Refused, printable
from bln.privacy.disposal import NothingToDispose, disposable
from bln.privacy.disposal import dispose as dispose_of
from bln.privacy.models import Disposal, DisposalCounts
from meetings.privacy import Level, check_privacy
from meetings.snapshot import from_data

LONGEST_DECISION = 300
KINDS = {
    "notes": "anteckningar",
    "revisions": "sparade versioner av anteckningar",
    "guides": "mötesguider",
    "adaptations": "egna tillägg i guider",
    "submissions": "inlämningar",
    "priorities": "sparade val av områden",
    "attendances": "närvaro",
    "summaries": "sorteringar",
    "shared_summaries": "delade sammanställningar",
    "plans": "sparade versioner av lokala planer",
    "report_texts": "sparade stycken i nationella rapporter",
    "report_versions": "rapporter som skickats för avstämning",
    "report_answers": "nätverks svar på rapporter",
    "publications": "publicerade rapporter",
    "closing_answers": "svar vid avslutningen",
    "invitations": "inbjudningar",
    "calls": "nätverksledarträffar",
    "outcomes": "versioner av det viktigaste från möten",
    "checks": "kontroller med deltagare",
    "answers": "svar på frågor till Nka",
    "plan_versions": "inlämnade versioner av planer",
    "hand_ins": "inlämningar till mottagare av planer",
    "endorsements": "organisationer bakom planer",
    "decisions": "beslut om planer",
}


@click.command("dispose")
@programme_option
@click.option("--decision", metavar="BESLUT", help="Beslutet om gallring, till exempel ”KS 2027/12”. Krävs.")
@click.option("--dry-run", is_flag=True, help="Visa vad som skulle gallras, och gör inget.")
@click.option("--yes", is_flag=True, help="Fråga inte.")
@with_appcontext
def dispose(programme: str | None, decision: str | None, dry_run: bool, yes: bool) -> None:
    """Gallra ett programs handlingar efter ett beslut. Det går inte att ångra."""
    reference = _reference(decision)
    found = find_programme(programme)
    counts = disposable(found)
    click.echo(printable([f"Program: {found.title} ({found.slug})", f"Beslut: {reference}", *_lines(counts)]))
    if counts == DisposalCounts():
        raise Refused("Det finns inga handlingar att gallra.")
    if dry_run:
        click.echo("Inget är gallrat.")
        return
    if not yes:
        click.confirm("Gallra? Det går inte att ångra.", abort=True)
    try:
        receipt = dispose_of(found, reference)
    except NothingToDispose as error:
        raise Refused("Någon annan hann före: det finns inga handlingar kvar.") from error
    click.echo(printable(["", "Kvitto", *_receipt(receipt)]))


def _reference(decision: str | None) -> str:
    reference = clean_line(decision)
    if not reference:
        raise click.UsageError("Skriv beslutet om gallring med --decision.")
    if len(reference) > LONGEST_DECISION:
        raise Refused(f"Beslutet får vara högst {LONGEST_DECISION} tecken.")
    if any(find.level is Level.BLOCK for find in check_privacy(reference)):
        raise Refused("Beslutet ser ut att innehålla ett personnummer. Skriv bara beslutets beteckning.")
    return reference


def _lines(counts: DisposalCounts) -> list[str]:
    return [f"  {KINDS[name]}: {count}" for name, count in asdict(counts).items()]


def _receipt(receipt: Disposal) -> list[str]:
    return [
        f"Beslut: {receipt.decision}",
        f"Gallrat: {local_time(receipt.disposed_at):%Y-%m-%d %H.%M}",
        *_lines(from_data(DisposalCounts, receipt.counts)),
        f"SHA-256 av det som gallrades: {receipt.fingerprint}",
    ]
