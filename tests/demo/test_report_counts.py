"""The report's figures, counted once more from the interchange file by plain loops that know nothing of the product."""

import json
import re
from pathlib import Path

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

    found, notes = 0, 0
    for shared in programme["rounds"]:
        if not shared["versions"]:
            continue
        for theme in shared["themes"]:
            behind = {home[note["note_id"]] for note in theme["notes"]}
            notes += len(theme["notes"])
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
    assert int(opening[3]) >= notes
