"""The report's figures, counted once more from the interchange file by plain loops that know nothing of the product."""

import json
import re
from pathlib import Path
from typing import Any

from tools import demo_server


def test_the_counts_of_the_report_are_those_of_the_programmes_file(demo_instance: Path, tmp_path: Path) -> None:
    data, report = tmp_path / "data.json", tmp_path / "report.md"
    demo_server.command(demo_instance, "export", "data", "-o", str(data))
    demo_server.command(demo_instance, "export", "report", "-o", str(report))
    programme, text = json.loads(data.read_text("utf-8")), report.read_text("utf-8")

    home, handed_in, members = {}, {}, 0
    for network in programme["networks"]:
        for membership in network["memberships"]:
            if membership["role"] == "member" and membership["left_at"] is None:
                members += 1
        for meeting in network["meetings"]:
            for note in meeting["notes"]:
                home[note["id"]] = network["slug"]
            for step in meeting["steps"]:
                if meeting["submissions"]:
                    handed_in.setdefault(step["step"], set()).add(network["slug"])

    found = 0
    for shared in programme["rounds"]:
        if not shared["versions"]:
            continue
        for theme in shared["themes"]:
            behind = {home[note["note_id"]] for note in theme["notes"]}
            section = text.partition(f"#### {theme['title']}\n")[2]
            printed = re.search(r"[Ll]yftes i (\d+) av (\d+) inlämnade nätverk, i (\d+) anteckning", section)
            assert printed, theme["title"]
            counted = (len(behind), len(handed_in[shared["step"]]), len(theme["notes"]))
            assert tuple(map(int, printed.groups())) == counted, theme["title"]
            found += 1
    assert found > 5
    opening = re.search(r"(\d+) nätverk med (\d+) deltagare är med. Rapporten bygger på (\d+) anteckningar", text)
    assert opening
    assert int(opening[1]) == len(programme["networks"])
    assert int(opening[2]) == members
    check_the_tables(programme, text)


PERSPECTIVES = {
    "Anhöriga": "carer",
    "Yrkesverksamma": "practitioner",
    "Politiker": "politician",
    "Chefer och ledare": "manager",
    "Företrädare för idéburna organisationer": "civil_society",
}


def check_the_tables(programme: dict[str, Any], text: str) -> None:
    """Row by row: networks, members by perspective, rounds, and the notes in the whole."""
    rows = {tuple(line.strip("| ").split(" | ")) for line in text.splitlines() if line.startswith("|")}
    steps = programme["template_data"]["steps"]
    step_of = {question["key"]: step["key"] for step in steps for question in step["questions"]}
    shared = [step["step"] for step in programme["rounds"] if step["versions"]]
    seen = dict.fromkeys(PERSPECTIVES.values(), 0)
    handed_in, notes = dict.fromkeys(shared, 0), 0
    for network in programme["networks"]:
        here = [one for one in network["memberships"] if one["role"] == "member" and one["left_at"] is None]
        for one in here:
            for perspective in {one["perspective"], one["second_perspective"]} - {None}:
                seen[perspective] += 1
        planned = [meeting for meeting in network["meetings"] if meeting["cancelled_at"] is None]
        done = [meeting for meeting in planned if meeting["submissions"]]
        share = f"{len(done)} av {len(planned)}"
        assert (network["place"], network["region"], str(len(here)), share) in rows
        for meeting in done:
            for covered in meeting["steps"]:
                if covered["step"] in handed_in:
                    handed_in[covered["step"]] += 1
            for note in meeting["submissions"][-1]["notes"]:
                if step_of[note["question"]] in shared:
                    notes += 1
    assert f"Rapporten bygger på {notes} anteckningar från {len(shared)} av {len(steps)} mötesomgångar." in text
    for word, code in PERSPECTIVES.items():
        assert (word, str(seen[code])) in rows
    for number, step in enumerate(steps, start=1):
        if step["key"] in shared:
            said = f"{handed_in[step['key']]} av {len(programme['networks'])} nätverk"
            assert (f"{number} {step['title']}", said) in rows
