"""What is personal in a note is found, and what only looks like it is left alone."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.privacy import Find, Kind, Level, check_privacy

PN, TEL, MAIL = Kind.PERSONAL_NUMBER, Kind.PHONE, Kind.EMAIL
STREET, NAMES, RELATIVE = Kind.STREET_ADDRESS, Kind.FIRST_NAMES, Kind.RELATIVE_NAMED

PERSONAL = [
    # personnummer and samordningsnummer
    ("Hennes nummer är 811218-9876.", PN, "811218-9876"),
    ("8112189876", PN, "8112189876"),
    ("Född 19811218-9876", PN, "19811218-9876"),
    ("198112189876 står i journalen", PN, "198112189876"),
    ("Hon är 121212+1212", PN, "121212+1212"),
    ("191212121212", PN, "191212121212"),
    ("701063-2391 är ett samordningsnummer", PN, "701063-2391"),
    ("pnr:197010632391", PN, "197010632391"),
    ("20121212-1212,", PN, "20121212-1212"),
    ("(811218–9876)", PN, "811218–9876"),
    ("811218 9876", PN, "811218 9876"),
    ("811218 - 9876", PN, "811218 - 9876"),
    ("480229-1239 finns ett skottår", PN, "480229-1239"),
    ("pnr811218-9876", PN, "811218-9876"),
    # phone numbers
    ("Ring 070-123 45 67 efter fem", TEL, "070-123 45 67"),
    ("0701234567", TEL, "0701234567"),
    ("mobil 073 765 43 21", TEL, "073 765 43 21"),
    ("Hon nås på 08-123 456 78.", TEL, "08-123 456 78"),
    ("0498-12 34 56 till konsulenten", TEL, "0498-12 34 56"),
    ("+46 70 123 45 67", TEL, "+46 70 123 45 67"),
    ("+46(0)701234567", TEL, "+46(0)701234567"),
    ("0046701234567 går också", TEL, "0046701234567"),
    ("tel: 12 34 56", TEL, "12 34 56"),
    ("Ring 23 45 67 så svarar hon", TEL, "23 45 67"),
    ("070/123 45 67", TEL, "070/123 45 67"),
    ("(08) 123 45 67", TEL, "(08) 123 45 67"),
    ("036–32 40 00", TEL, "036–32 40 00"),
    ("telefonnummer 345678", TEL, "345678"),
    # e-mail addresses
    ("Skriv till anna@example.se", MAIL, "anna@example.se"),
    ("fornamn.efternamn@kommun.example.se svarar", MAIL, "fornamn.efternamn@kommun.example.se"),
    ("<åsa.öberg@exempel.se>", MAIL, "åsa.öberg@exempel.se"),
    ("a+nyheter@example.com", MAIL, "a+nyheter@example.com"),
    ("kalle (at) example.org", MAIL, "kalle (at) example.org"),
    ("mejla KALLE_K@EXAMPLE.ORG.", MAIL, "KALLE_K@EXAMPLE.ORG"),
    # street addresses
    ("Hon bor på Storgatan 12", STREET, "Storgatan 12"),
    ("Åvägen 3B är för trångt", STREET, "Åvägen 3B"),
    ("Kyrkstigen 7, två trappor", STREET, "Kyrkstigen 7"),
    ("storgatan 12 saknar hiss", STREET, "storgatan 12"),
    ("Stora Nygatan 4 A", STREET, "Stora Nygatan 4 A"),
    ("Lövgränd 2", STREET, "Lövgränd 2"),
    ("Hamntorget 5 har trappor", STREET, "Hamntorget 5"),
    ("Björkallén 18", STREET, "Björkallén 18"),
    ("Karl Johans gata 9", STREET, "Karl Johans gata 9"),
    ("Södra Vägen 45", STREET, "Södra Vägen 45"),
    ("Kvarnbacken 1", STREET, "Kvarnbacken 1"),
    ("Norra Esplanaden 14", STREET, "Norra Esplanaden 14"),
    # lists of first names
    ("Anna, Karl och Eva var med", NAMES, "Anna, Karl och Eva"),
    ("Närvarande: Gun, Lars, Fatima", NAMES, "Gun, Lars, Fatima"),
    ("Kerstin och Bengt turas om", NAMES, "Kerstin och Bengt"),
    ("Ann-Marie samt Jan-Erik", NAMES, "Ann-Marie samt Jan-Erik"),
    ("Anna/Karl tar frågan", NAMES, "Anna/Karl"),
    ("Ahmed & Lisa ordnar kaffe", NAMES, "Ahmed & Lisa"),
    ("Anna Karlsson, Erik Svensson", NAMES, "Anna Karlsson, Erik Svensson"),
    ("Eva, Xerxes och Olle kom", NAMES, "Eva, Xerxes och Olle"),
    ("Eva,Olle och Åsa", NAMES, "Eva,Olle och Åsa"),
    ("Med:\n- Eva\n- Olle\n- Åsa", NAMES, "Eva\n- Olle\n- Åsa"),
    # somebody's relative by name
    ("min man Karl har demens", RELATIVE, "min man Karl"),
    ("Min mamma Anna bor hemma", RELATIVE, "Min mamma Anna"),
    ("hennes dotter Elsa flyttade", RELATIVE, "hennes dotter Elsa"),
    ("mamma Greta vill hem", RELATIVE, "mamma Greta"),
    ("maken Sture orkar inte", RELATIVE, "maken Sture"),
    ("Hustrun Ulla sköter allt", RELATIVE, "Hustrun Ulla"),
    ("min sambo Kim", RELATIVE, "min sambo Kim"),
    ("deras granne Olle hjälper till", RELATIVE, "deras granne Olle"),
    ("grannen Olle Berg kommer förbi", RELATIVE, "grannen Olle Berg"),
    ("min äldre bror Nils", RELATIVE, "min äldre bror Nils"),
    ("min son heter Viktor", RELATIVE, "min son heter Viktor"),
    ("min syster, Maria, vårdar", RELATIVE, "min syster, Maria"),
    ("min far (Evert, Arne) ...min make (Arne)", RELATIVE, "min make (Arne)"),
    ("Annas dotter Eva", RELATIVE, "Annas dotter Eva"),
    ("hans fru Zdenka", RELATIVE, "hans fru Zdenka"),
    ("svärmor Ingrid behöver stöd", RELATIVE, "svärmor Ingrid"),
    ("MIN MAN Karl", RELATIVE, "MIN MAN Karl"),
    ("dotter Lisa hjälper till på helgerna", RELATIVE, "dotter Lisa"),
    ("Son Erik kör när bussen är inställd", RELATIVE, "Son Erik"),
]

ORDINARY = [
    # not a personnummer: no such date, wrong check digit, too many digits, other numbers
    "811218-9875",
    "811318-9876",
    "850229-0002 är inget skottår",
    "Organisationsnummer 556677-8899",
    "9811218987612345",
    "Dnr 2024-811218",
    "Belopp 1 234 567 890 kr",
    "ISBN 9789113084909",
    "Bankgiro 5050-1055",
    # numbers to services, law, dates, times, years, amounts
    "Ring 1177 vid frågor",
    "Ring 112",
    "Ring 1177 dygnet runt, 24 timmar",
    "Polisen nås på 114 14",
    "Ring 113 13 vid kris",
    "Ring 1177 24 timmar om dygnet",
    "Ring 116 111 till Bris",
    "Socialtjänstlagen (2025:400)",
    "5 kap. 10 § socialtjänstlagen",
    "SFS 2017:30 och prop. 2025/26:60",
    "Möte 2026-03-14 kl. 13.00–15.00",
    "tisdag 14 oktober kl. 09.00",
    "01-02-2024",
    "Träff 05/06 2024",
    "14/10 2024",
    "20260314",
    "Öppet 0900-1600",
    "Öppet 09–12 13–16",
    "Kl 08:30–16:30 alla dagar",
    "Åren 2024-2025 var svåra",
    "mobil 2024-2025 i hela länet",
    "Det kostar 1 250 000 kr",
    "Ring 100 000 personer",
    "0,5 tjänst räcker inte",
    "+30 % uppdrag",
    "46 uppdrag 2020, 60 uppdrag 2021",
    "08.00-16.00 vardagar",
    "Rum 0123",
    "Larmet gick 02:15, 03:40 och 05:10",
    "Upp till 40 timmar per månad",
    "10 tim avlösning",
    # not an address to a person
    "Snabel-a (@) står i texten",
    "@kommunen på sociala medier",
    "vägen hem är lång",
    "Hela vägen 3 mil",
    "promenadvägen 2 km",
    "Restiden på landsvägen 45 minuter",
    "Riksväg 40 är avstängd",
    "Gatan utanför sandas inte",
    "Handlingsplan 3 är klar",
    "Mötesplatsen 12 personer",
    "Storgatan sandas inte",
    "stortorget 20 gånger om året",
    "Arbetsplatsträff 4",
    "Storgatan 2024 ser annorlunda ut",
    # capital letters that name nobody's relative and no list of people
    "min man är sjuk",
    "Min mamma. Hon bor hemma",
    "min man SIP",
    "Prata med min man. Karl",
    "Vad kan man Göra",
    "man Karl",
    "Min mamma, Region Skåne och kommunen",
    "mamma och pappa",
    "mamma BVC",
    "Nässjö, Eksjö och Vetlanda",
    "Region Jönköping, Region Skåne",
    "Vård och omsorg, Hälsa och Skola",
    "Anna berättade",
    "Anna, Kommunen och Regionen",
    "Hemtjänst, Hemsjukvård, Kommunen",
    "Anhöriga Riksförbund och Demensförbundet",
    "Måndag, Tisdag och Onsdag",
    "Att bo och leva hemma",
    "sonen hjälper till på helgerna",
    "grannen tittar in",
    "deras dotter bor långt bort",
    "Fadern var kvar hemma",
    "Jag orkar inte mer",
    "",
]


def shown(finds: tuple[Find, ...]) -> list[tuple[Kind, str]]:
    return [(find.kind, find.excerpt) for find in finds]


@pytest.mark.parametrize(("text", "kind", "excerpt"), PERSONAL)
def test_what_is_personal_is_found_where_it_stands(text: str, kind: Kind, excerpt: str) -> None:
    assert (kind, excerpt) in shown(check_privacy(text))


@pytest.mark.parametrize("text", ORDINARY)
def test_what_is_ordinary_trips_nothing(text: str) -> None:
    assert shown(check_privacy(text)) == []


def test_there_are_at_least_sixty_examples_of_each() -> None:
    assert min(len(set(PERSONAL)), len(set(ORDINARY))) >= 60


@pytest.mark.parametrize(("text", "kind", "excerpt"), PERSONAL)
def test_only_a_personal_number_blocks(text: str, kind: Kind, excerpt: str) -> None:
    levels = {find.kind: find.level for find in check_privacy(text)}
    assert levels[kind] is (Level.BLOCK if kind is PN else Level.WARN)


@pytest.mark.parametrize(("text", "kind", "excerpt"), PERSONAL)
def test_a_text_reworded_as_suggested_trips_nothing(text: str, kind: Kind, excerpt: str) -> None:
    for find in reversed(check_privacy(text)):
        text = text[: find.start] + find.suggestion + text[find.end :]
    assert shown(check_privacy(text)) == []


def test_every_kind_in_one_text_is_found_in_order_of_place() -> None:
    text = "Eva och Olle: min man Karl, 811218-9876, Storgatan 1, 070-123 45 67, eva@example.se."
    assert [find.kind for find in check_privacy(text)] == [NAMES, RELATIVE, PN, STREET, TEL, MAIL]


def test_a_relative_is_reworded_without_the_name() -> None:
    assert [find.suggestion for find in check_privacy("Vi sa att min man Karl orkar.")] == ["min man"]


def test_a_list_of_names_is_reworded_as_a_number_of_persons() -> None:
    texts = ("I dag kom Eva, Olle och Åsa.", "Eva och Olle kom.", ", ".join(["Eva"] * 14))
    assert [check_privacy(text)[0].suggestion for text in texts] == [
        "tre personer",
        "Två personer",
        "14 personer",
    ]


def test_names_after_a_named_relative_are_found_too() -> None:
    assert shown(check_privacy("min man Karl, Eva och Lisa")) == [
        (RELATIVE, "min man Karl"),
        (NAMES, "Eva och Lisa"),
    ]


@given(st.text(alphabet=st.sampled_from("Annaoch ,mi@.811218-9876Storgatan070+\0\n\u202e😀"), max_size=80))
def test_finds_point_into_the_text_and_never_overlap(text: str) -> None:
    finds = check_privacy(text)
    assert all(text[find.start : find.end] == find.excerpt != "" for find in finds)
    assert all(before.end <= after.start for before, after in itertools.pairwise(finds))


@pytest.mark.parametrize(
    "piece",
    ["a", "A", "a.", "A.a ", "0", "0-", "Anna, ", "Storgatan ", "min ", "a@", "å-", "\n- Eva", "Aa-", "+4 "],
)
def test_a_huge_note_is_read_in_a_moment(piece: str) -> None:
    started = time.process_time()
    check_privacy(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 4
