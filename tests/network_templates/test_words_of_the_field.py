"""The founding programme's words put together what a person of the field would put together."""

import pytest

from meetings.notes import Note
from meetings.themes import suggest_themes
from network_templates.loader import find_templates, load_template

CONCEPTS = load_template(find_templates()["nara_vard_anhoriga"]).concepts


def titles(*texts: str) -> list[str]:
    notes = [Note(str(number), "norr", 1, number, "stod", text) for number, text in enumerate(texts)]
    return [s.title for s in suggest_themes(notes, CONCEPTS) if len(s.note_ids) == len(texts)]


@pytest.mark.parametrize(
    ("title", "texts"),
    [
        ("Avlösning och egen tid", ("Hemavlösning på helgen", "Att få komma hemifrån ett par timmar")),
        ("Korttidsboende och växelvård", ("växelv. ställs in", "Korttidsplatserna räcker inte")),
        ("Anhörigkonsulent och anhörigstöd", ("Anhörigkonsulneten ringde hem", "kommunens anh.konsulent")),
        ("Grupper och träffar", ("Anhörigcafé på torsdagar", "En samtalsgrupp för män")),
        ("SIP och gemensam planering", ("Sip:en blir inte av", "Samordnad individuell plan för alla")),
        ("Fast kontakt och någon att ringa", ("Ett direktnummer till ssk", "Någon att ringa om natten")),
        ("Hjälpmedel och anpassad bostad", ("Hjm kommer för sent", "Bostadsanpassningen dröjer, ingen ramp")),
        ("Trygghetslarm och välfärdsteknik", ("Larmet går dit det ska", "Medicinrobot och sensorer")),
        ("Kontinuitet och bemanning", ("Nya ansikten varje dag", "Personalbristen, bara vikarier")),
        ("Utbildning och kunskap", ("Kurs i förflyttning", "Någon som visar hur man lyfter")),
        ("Hemgång från sjukhus", ("Skickades hem en fredag", "Utskrivningen gick för fort")),
        ("Föreningar och frivilliga", ("Röda Korset hälsar på", "Kyrkans diakoner och andra frivilliga")),
    ],
)
def test_two_ways_to_say_it_are_one_theme(title: str, texts: tuple[str, ...]) -> None:
    assert titles(*texts) == [title]


def test_each_heading_is_said_once_and_begins_with_a_capital() -> None:
    found = [concept.title for concept in CONCEPTS]
    assert len(set(found)) == len(found)
    assert all(title[0].isupper() for title in found)
