"""What kind of browser somebody uses, in words that its owner knows again."""

# The first that is found counts: most browsers call themselves by the names of others too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsungs webbläsare"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """For example "Firefox på Windows"; no version, which would tell one person's device from another's."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Okänd webbläsare")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} på {system}" if system else browser
