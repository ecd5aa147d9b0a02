"""The room without a network: the files that it is made of, and the mark that changes with any of them."""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

LINKED = re.compile(r'"/static/([^"?]+)')
LEADS_ON = (  # a script imports scripts beside it, a style sheet fetches pictures and fonts
    (".js", re.compile(r'from "(\./[^"]+)"')),
    (".css", re.compile(r'url\("([^"]+)"\)')),
)
WORKER = "js/worker.js"


@lru_cache
def files_of(page: str, static: Path) -> tuple[str, ...]:
    """The static files that a page and its files lead to, as paths below `static`, in order."""
    found, left = set[str](), LINKED.findall(page)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += _led_to(name, static)
    return tuple(sorted(found))


def _led_to(name: str, static: Path) -> list[str]:
    file = static / name
    pattern = dict(LEADS_ON).get(file.suffix)
    ways = pattern.findall(file.read_text("utf-8")) if pattern else []
    return [str((file.parent / way).resolve().relative_to(static.resolve())) for way in ways]


@lru_cache
def worker_of(page: str, static: Path) -> str:
    """The service worker's script. It differs when anything that it keeps does: then browsers fetch it anew."""
    files = files_of(page, static)
    mark = sha256(page.encode())
    for name in files:
        mark.update((static / name).read_bytes())
    listed = ", ".join(f'"{name}"' for name in files)
    head = f'const VERSION = "{mark.hexdigest()[:16]}";\nconst FILES = [{listed}];\n'
    return head + (static / WORKER).read_text("utf-8")
