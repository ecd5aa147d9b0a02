"""Names in addresses."""

import pytest

from bln.slugs import LONGEST_SLUG, SLUG, free_slug, slug_of


@pytest.fixture
def engine() -> str:
    """No test here stores anything."""
    return "sqlite"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Västra Ängen", "vastra-angen"),
        ("Östersund", "ostersund"),
        ("  Nära vård & anhöriga – våren 2027 ", "nara-vard-anhoriga-varen-2027"),
        ("Ærø", "aro"),
        ("Café Élan", "cafe-elan"),
        ("A\u030als", "als"),  # å in two characters
        ("ŁÓDŹ", "lodz"),
        ("…", ""),
        ("東京", ""),
    ],
)
def test_a_slug_is_made_of_a_to_z(title: str, slug: str) -> None:
    assert slug_of(title) == slug
    assert not slug or SLUG.fullmatch(slug)


def test_a_long_title_is_cut_with_room_for_a_number() -> None:
    slug = slug_of("å" * 300)
    assert len(free_slug(slug, {slug})) <= LONGEST_SLUG


def test_a_taken_name_gets_the_first_free_number() -> None:
    assert free_slug("ekby", set()) == "ekby"
    assert free_slug("ekby", {"ekby", "ekby-2", "ekby-4"}) == "ekby-3"
