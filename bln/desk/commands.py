"""The command that suggests themes for a file of notes, on this machine and nowhere else."""

from pathlib import Path

import click
from flask.cli import AppGroup

from bln.desk.note_file import read_rounds
from bln.interchange.json_file import MOST_BYTES, FaultyFile
from bln.output import Refused, read_file, write_file
from meetings.snapshot import canonical_json
from meetings.themes import suggest_themes
from network_templates.faults import TemplateError
from network_templates.loader import find_templates, load_template

FOUNDING = "nara_vard_anhoriga"

themes = AppGroup("themes", help="Teman.")


@themes.command("suggest")
@click.argument("file", metavar="FIL.json")
@click.option("-o", "--output", metavar="FIL", help="Filen att skriva, eller - för standard ut.")
@click.option("--template", "folder", metavar="MAPP", type=click.Path(path_type=Path), help="Mallen med områdets ord.")
def suggest(file: str, output: str | None, folder: Path | None) -> None:
    """Föreslå teman för anteckningarna i en fil. Ingen text lämnar datorn.

    Filen har rounds, och varje omgång har notes med id och text. Svaret är JSON med gruppen för varje id.
    En anteckning som inte passar någonstans är inte med. Ett bindestreck betyder standard in.
    """
    if output is None:
        raise click.UsageError("Skriv vilken fil du vill ha med -o, eller -o - för standard ut.")
    try:
        rounds = read_rounds(read_file(file, MOST_BYTES))
        concepts = load_template(folder or find_templates()[FOUNDING]).concepts
    except FaultyFile as faulty:
        raise Refused("\n".join([*faulty.faults, "Inget är skrivet."])) from faulty
    except TemplateError as faulty:
        raise Refused("\n".join([*map(str, faulty.faults), "Inget är skrivet."])) from faulty
    groups = {
        note_id: f"{number}. {suggestion.title}"
        for number, notes in enumerate(rounds, start=1)
        for suggestion in suggest_themes(notes, concepts)
        for note_id in suggestion.note_ids
    }
    write_file(output, canonical_json(groups).encode())
