"""Every fault is named with file, line and what to do, all at once."""

import time
from pathlib import Path

import pytest

from network_templates.faults import TemplateError
from network_templates.loader import check_template, load_template
from network_templates.source_file import LARGEST_FILE
from tests.network_templates.conftest import Edit

WORDS_1 = 'words = ["Mentor", "klassföreståndare"]'
TRE = '[["lyssna", "hinder"], ["val"], ["vagen"]]'

# by file: what is replaced, by what, the line of the fault, a part of its reason
_BROKEN = {
    "meeting_2.md": {
        "title with the wrong number": ("# Möte 2", "# Möte 7", 1, "Rubriken säger möte 7"),
        "title in another form": ("# Möte 2:", "# Andra", 1, "översta rubriken har fel form"),
        "no title": ("# Möte 2: Det som står i vägen\n\n- Nyckel: hinder\n", "", 1, "saknar rubrik"),
        "no step key": ("- Nyckel: hinder\n", "", 1, "Mötets nyckel saknas"),
        "step key in Swedish letters": ("hinder", "Hinder på väg", 3, "går inte att använda"),
        "step key said twice": ("hinder", "lyssna", 3, "används redan i meeting_1.md"),
        "missing section": ("## Syfte\n\nVi ser vad som gör det svårt.\n", "", 1, "”Syfte” saknas"),
        "empty section": ("Vi ser vad som gör det svårt.\n", "", 5, "”Syfte” är tomt"),
        "unknown section": ("## Tidsplan", "## Tidsplan\n\n- svart: 5 min\n\n## Tider", 25, "”Tider” känns"),
        "section said twice": ("## Utgångspunkt", "## Syfte", 9, "”Syfte” står redan på rad 5"),
        "a second title": ("Vi börjar", "# Start\nVi börjar", 11, "Bara den översta rubriken"),
        "loose line under questions": ("### svart", "Hej.\n\n### svart", 15, "hör inte till någon fråga"),
        "loose line in a question": ("- Samlar", "Hej.\n- Samlar", 17, "hör inte till någon punkt"),
        "question heading without key": ("### svart: Det", "### Det", 15, "Rubriken har fel form"),
        "question key used before": ("### svart", "### vuxna", 15, "redan i meeting_1.md rad 24"),
        "no gathers": ("- Samlar: problem\n", "", 15, "saknar raden ”- Samlar: …”"),
        "unknown gathers": ("Samlar: problem", "Samlar: problm", 17, "Menade du ”problem”?"),
        "two gathers": ("Samlar: problem", "Samlar: problem, hur", 17, "samlar en enda sak"),
        "unknown builds on": ("stöd, det", "sött, det", 18, "samla ”sött”"),
        "builds on said twice": ("på: stöd, det som fungerar", "på: stöd, stöd", 18, "två gånger på raden"),
        "builds on what comes later": ("på: stöd", "på: mål", 18, "före den här samlar ”mål”"),
        "question without time": ("- svart: 50 min\n", "", 15, "”svart” har ingen tid"),
        "question with two times": ("- svart: 50 min", "- svart: 5 min\n- svart: 6 min", 25, "redan i"),
        "time for an unknown question": ("- Fika:", "- fika:", 23, "ingen fråga med nyckeln ”fika”"),
        "time without minutes": ("- Fika: 10 min", "- Fika: en stund", 23, "Tiden går inte att läsa"),
        "time in half minutes": ("- Fika: 10 min", "- Fika: 7,5 min", 23, "Tiden går inte att läsa"),
        "zero minutes": ("- Fika: 10 min", "- Fika: 0 min", 23, "Tiden är 0 minuter"),
        "negative minutes": ("- Fika: 10 min", "- Fika: -5 min", 23, "Tiden är -5 minuter"),
        "days of minutes": ("- Fika: 10 min", "- Fika: 9999999999 min", 23, "mellan 1 och 480"),
    },
    "meeting_3.md": {
        "no schedule": ("## Tidsplan\n\n- forst: 45 min\n", "", 1, "”Tidsplan” saknas"),
        "questions without a question": (
            "### forst: Det vi gör först\n",
            "",
            16,
            "hör inte till någon fråga",
        ),
        "no question text": ("- Fråga: Vad ska er skola börja med?\n", "", 15, "”- Fråga: …”"),
        "empty label": ("Fråga: Vad ska er skola börja med?", "Fråga:", 19, "inget efter ”Fråga:”"),
        "builds on itself": ("på: problem", "på: prioriterade områden", 18, "före den här"),
    },
    "meeting_4.md": {
        "question key in capitals": ("### steg:", "### Steg Ett:", 15, "Frågans nyckel ”Steg Ett”"),
    },
    "meeting_1.md": {
        "unknown label": ("- Tips:", "- Tipss:", 30, "”Tipss” känns inte igen"),
        "label said twice": ("- Tips: ", "- Fråga: Va?\n- Tips: ", 30, "”Fråga” står redan på rad 28"),
        "link without encryption": ("(https://www", "(http://www", 41, "börjar inte med https://"),
        "link that runs code": ("De unga", "[De](javascript:alert(1)) unga", 11, "”javascript:alert"),
        "bare link": ("De unga", "http://example.org unga", 11, "”http://example.org”"),
        "link by reference": ("De unga berättar.", "[a]: ftp://x.org", 11, "”ftp://x.org”"),
        "link in angles": ("De unga", "<mailto:a@example.org> unga", 11, "”mailto:a@example.org”"),
        "control character": ("De unga", "De\x0cunga", 11, "osynligt styrtecken"),
    },
    "programme.toml": {
        "no programme title": ('title = "Unga anhöriga i skolan"\n', "", 1, "”title” saknas"),
        "blank goal": ('"Varje skola har bestämt vad den ska börja med."', '" "', 4, "”goal”"),
        "control character by escape": ('"Unga', '"\\u0007Unga', 2, "osynligt styrtecken"),
        "rules that are no list": (
            '["De unga talar först.", "Det som sägs här stannar här."]',
            '"Tala."',
            5,
            "”rules_of_dialogue” har fel form",
        ),
        "rule said twice": ('"Det som sägs här stannar här."', '"De unga talar först."', 5, "2 gånger"),
        "misspelt key": ("purpose =", "purpos =", 3, "Menade du ”purpose”?"),
        "no group": ("[group]", "[grupp]", 7, "”grupp” finns inte"),
        "group of none": ("smallest = 5", "smallest = 0", 8, "minst 1"),
        "group of text": ("largest = 7", 'largest = "sju"', 9, "ett heltal"),
        "group upside down": ("largest = 7", "largest = 3", 9, "mindre än den minsta (5)"),
        "unknown perspective": ('"yrkesverksam"', '"yrkesverksamma"', 10, "”yrkesverksam”?"),
        "no perspective": ('["anhörig", "yrkesverksam", "chef eller ledare"]', "[]", 10, "Inget"),
        "variant key twice": ('"tre"', '"fyra"', 18, "står redan på rad 13"),
        "variant with unknown step": (TRE, TRE.replace('"val"', '"vall"'), 20, "Menade du ”val”?"),
        "variant that leaves out a step": (TRE, '[["lyssna", "hinder"], ["val"]]', 20, "inte med"),
        "variant with a step twice": (TRE, TRE.replace('["val"]', '["val", "val"]'), 20, "flera"),
        "variant in the wrong order": (TRE, '[["hinder", "lyssna"], ["val"], ["vagen"]]', 20, "ordning"),
        "variant with an empty meeting": (TRE, "[[], []]", 20, "”meetings” saknas"),
        "variant without meetings": (f"meetings = {TRE}\n", "", 17, "”meetings” saknas"),
        "reference without text": ("[[variants]]", '[[references]]\nnote = "om"\n\n[[variants]]', 12, "”text” saknas"),
        "reference said twice": (
            "[[variants]]",
            '[[references]]\ntext = "En bok"\n[[references]]\ntext = "En bok"\n\n[[variants]]',
            15,
            "Källan står redan på rad 13",
        ),
        "reference with a misspelt key": (
            "[[variants]]",
            '[[references]]\ntext = "En bok"\nurll = "https://x.se"\n\n[[variants]]',
            14,
            "Menade du ”url”?",
        ),
        "reference shown in an unknown step": (
            "[[variants]]",
            '[[references]]\ntext = "En bok"\nsteps = ["lysna"]\n\n[[variants]]',
            14,
            "Menade du ”lyssna”?",
        ),
        "reference with another kind of link": (
            "[[variants]]",
            '[[references]]\ntext = "En bok"\nurl = "ftp://x.se"\n\n[[variants]]',
            14,
            "börjar inte med https://",
        ),
        "reference with a blank link": (
            "[[variants]]",
            '[[references]]\ntext = "En bok"\nurl = ""\n\n[[variants]]',
            14,
            "”url” har fel form eller är tom",
        ),
        "references in one table": (
            "[[variants]]",
            '[references]\ntext = "En bok"\n\n[[variants]]',
            12,
            "[[references]]",
        ),
        "TOML: text without end": ('skolan"\n', "skolan\n", 2, "Citattecknet i slutet"),
        "TOML: long text without end": ('"Varje', '"""Varje', 4, "saknar citattecken"),
        "TOML: key twice": ("goal =", "purpose =", 4, "står två gånger"),
        "TOML: table twice": ("[[variants]]", "[group]", 12, "står två gånger"),
        "TOML: key with å, ä or ö": ("goal =", "mål =", 4, "utan mellanslag, å, ä och ö"),
        "TOML: text without quotes": ('"Fyra möten"', "Fyra möten", 14, "citattecken runt texten"),
        "TOML: two values": ("smallest = 5", "smallest = 5 till 7", 8, "efter värdet"),
        "TOML: a path with backslashes": ('"Fyra', '"C:\\Fyra', 14, "omvänt snedstreck"),
        "TOML: a number without end": ("smallest = 5", "smallest = " + "9" * 5000, 0, "går inte"),
    },
    "themes.toml": {
        "concept key twice": ('"laxor"', '"mentor"', 7, "står redan på rad 2"),
        "concept key in Swedish letters": ('"laxor"', '"läxor"', 7, "går inte att använda"),
        "concept without title": ('title = "Läxor"\n', "", 6, "”title” saknas"),
        "concept without words": (WORDS_1, "words = []", 4, "Listan är tom"),
        "word in two concepts": ('"läxor", ', '"mentor", ', 9, "står redan under ”mentor”"),
        "part of nothing": (WORDS_1, WORDS_1 + '\npart_of = "laxo"', 5, "Menade du ”laxor”"),
        "part of itself": (WORDS_1, WORDS_1 + '\npart_of = "mentor"', 5, "hör själv till ett bredare område"),
        "the same title twice": ('"Läxor"', '"Mentor"', 8, "står redan på rad 3"),
        "word and hint": (WORDS_1, WORDS_1 + '\nhints = ["mentor"]', 5, "både i ”words” och i ”hints”"),
        "no hints": (WORDS_1, WORDS_1 + "\nhints = []", 5, "Listan är tom"),
        "word on a later line": ('"läxa", "läxor"', '\n  "läxa",\n  "x"', 11, "för kort"),
        "numbers as words": (WORDS_1, "words = [1, 2]", 4, "”words” har fel form"),
        "TOML: list without end": ('"klassföreståndare"]', '"klassföreståndare"', 6, "inte avslutad"),
        "TOML: lists without end within lists": (WORDS_1, "words = " + "[" * 5000, 0, "för många klamrar"),
    },
}
BROKEN = {kind: (file, *case) for file, cases in _BROKEN.items() for kind, case in cases.items()}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_fault_is_named_with_file_line_and_reason(kind: str, folder: Path, edit: Edit) -> None:
    file, old, new, line, reason = BROKEN[kind]
    edit(file, old, new)
    faults = check_template(folder)
    assert [f for f in faults if (f.file, f.line) == (file, line) and reason in f.reason], "\n".join(map(str, faults))


@pytest.mark.parametrize("kind", [kind for kind in BROKEN if kind.startswith("TOML")])
def test_a_file_that_is_no_toml_gives_one_fault_and_hides_none_elsewhere(kind: str, folder: Path, edit: Edit) -> None:
    file, old, new, *_ = BROKEN[kind]
    edit(file, old, new)
    edit("meeting_3.md", "45 min", "0 min")
    assert [fault.file for fault in check_template(folder)] == sorted([file, "meeting_3.md"], reverse=file[0] == "p")


def test_all_faults_of_a_broken_copy_are_named_at_once(folder: Path, edit: Edit) -> None:
    edit("programme.toml", "largest = 7", "largest = 0")
    edit("meeting_1.md", "- Fika: 10 min", "- Fika: 0 min")
    edit("meeting_1.md", "Samlar: stöd", "Samlar: glädje")
    edit("meeting_3.md", "på: problem", "på: hur")
    edit("themes.toml", 'title = "Mentor"', 'titel = "Mentor"')
    with pytest.raises(TemplateError) as error:
        load_template(folder)
    assert error.value.faults == check_template(folder)
    assert [(fault.file, fault.line) for fault in error.value.faults] == [
        ("programme.toml", 9),
        ("meeting_1.md", 21),
        ("meeting_1.md", 34),
        ("themes.toml", 1),
        ("themes.toml", 3),
    ]
    assert (
        str(error.value).splitlines()[2] == "meeting_1.md rad 34: Tiden är 0 minuter. Skriv ett tal mellan 1 och 480."
    )


@pytest.mark.parametrize("file", ["programme.toml", "themes.toml", "meeting_1.md", "meeting_2.md"])
def test_a_missing_file_is_the_only_fault(file: str, folder: Path) -> None:
    (folder / file).unlink()
    assert [str(fault) for fault in check_template(folder)] == [f"{file}: Filen saknas. Lägg den i mallens mapp."]


@pytest.mark.parametrize("file", ["programme.toml", "themes.toml", "meeting_2.md"])
@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, "Filen är tom"),
        (b"\n \n", 1, "Filen är tom"),
        ("# ett\n# två\n# åtta".encode("latin-1"), 2, "inte är UTF-8"),
        ("# ett".encode("utf-16"), 1, "inte är UTF-8"),
        (b"#" * (LARGEST_FILE + 1), 0, "större än 1 MB"),
    ],
    ids=["empty", "blank", "latin-1", "utf-16", "huge"],
)
def test_a_file_that_cannot_be_read_is_the_only_fault(
    file: str, content: bytes, line: int, reason: str, folder: Path
) -> None:
    (folder / file).write_bytes(content)
    (fault,) = check_template(folder)
    assert (fault.file, fault.line) == (file, line)
    assert reason in fault.reason


def test_a_file_that_may_not_be_opened_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root, who may run the tests, may open every file: so the refusal is played."""

    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "open", refuse)
    faults = [str(fault) for fault in check_template(folder)]
    assert len(faults) == 6
    assert faults[0] == ("programme.toml: Filen går inte att öppna. Kontrollera att du har rätt att läsa den.")


def test_a_folder_in_the_place_of_a_file_is_named(folder: Path) -> None:
    (folder / "themes.toml").unlink()
    (folder / "themes.toml").mkdir()
    assert str(check_template(folder)[0]).startswith("themes.toml: Filen saknas")


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="borta: Mappen finns inte"):
        load_template(tmp_path / "borta")


def test_an_empty_folder_lacks_its_three_files(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    files = [fault.file for fault in check_template(tmp_path / "tom")]
    assert files == ["programme.toml", "meeting_1.md", "themes.toml"]


@pytest.mark.parametrize("name", ["Meeting_5.md", "meeting_05.md", "möte_5.md"])
def test_a_misnamed_meeting_file_is_named(name: str, folder: Path) -> None:
    (folder / name).write_text("# Möte 5: Extra", "utf-8")
    assert [str(fault) for fault in check_template(folder)] == [
        f"skolan: Filen ”{name}” läses inte. Döp den till ”meeting_1.md”, med mötets nummer."
    ]


@pytest.mark.parametrize("number", [21, 99999999999999999999])
def test_a_meeting_number_out_of_bounds_is_named(number: int, folder: Path) -> None:
    (folder / f"meeting_{number}.md").write_text("# Möte", "utf-8")
    assert "för högt nummer" in str(check_template(folder)[0])


def test_a_folder_name_that_makes_no_key_is_named(folder: Path) -> None:
    renamed = folder.rename(folder.with_name("Vår mall"))
    (fault,) = check_template(renamed)
    assert str(fault).startswith("Vår mall: Mappens namn blir mallens nyckel.")


def test_an_unsafe_link_of_a_reference_is_named_once(folder: Path, edit: Edit) -> None:
    edit("programme.toml", "[[variants]]", '[[references]]\ntext = "En bok"\nurl = "http://x.se"\n\n[[variants]]')
    assert [fault.line for fault in check_template(folder)] == [14]


def test_what_stands_inside_a_long_text_is_not_taken_for_a_key(folder: Path, edit: Edit) -> None:
    edit("programme.toml", 'purpose = "Skolor', 'purpose = """\n[group]\nsmallest = 5\n"""\n# "Skolor')
    edit("programme.toml", "smallest = 5\nlargest", "smallest = 0\nlargest")
    (fault,) = check_template(folder)
    assert (fault.line, "minst 1" in fault.reason) == (12, True)


@pytest.mark.parametrize(
    "line",
    [
        "## " + "# " * 400_000 + "x",
        "<a:" * 300_000,
        "- " + ": " * 400_000,
        "- a\n" + " b\n" * 100_000,
        "- [" * 300_000,
    ],
    ids=["heading", "links", "labels", "continuations", "brackets"],
)
@pytest.mark.parametrize("place", ["- Nyckel: hinder", "## Utgångspunkt", "- Fråga", "- Fika: 10 min"])
def test_a_file_written_to_hang_the_reader_is_read_at_once(line: str, place: str, folder: Path, edit: Edit) -> None:
    edit("meeting_2.md", place, f"{line}\n{place}")
    start = time.process_time()
    assert all(len(str(fault)) < 600 for fault in check_template(folder))
    assert time.process_time() - start < 10
