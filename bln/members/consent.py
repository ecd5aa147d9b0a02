"""What a member agrees to, in words: a new wording is a new version, and the old ones stay."""

CONSENT_TEXTS = {
    1: (
        "Jag samtycker till att mitt namn, min e-postadress om jag har en, min organisation och det jag deltar som "
        "(till exempel anhörig) sparas hos nätverket, så att jag kan bjudas in till möten och få det som nätverket "
        "delar. Jag kan ta tillbaka mitt samtycke när jag vill."
    ),
}
CURRENT_CONSENT = max(CONSENT_TEXTS)
