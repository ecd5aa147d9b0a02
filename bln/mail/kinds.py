"""The kinds of mail, each with the function that gives its templates what they say."""

KINDS: dict[str, str] = {
    "password_reset": "bln.people.mails:password_reset",
    "sign_in_link": "bln.people.mails:sign_in_link",
}
