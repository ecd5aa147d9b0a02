"""What a document says of itself besides its matter: programme, network, day, version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from exports import wording

if TYPE_CHECKING:
    from exports.document import Block, Document

DEMO = "Demo: nätverken och det som sägs är påhittat."


@dataclass(frozen=True, slots=True)
class Context:
    """What the caller knows and the rules don't.

    `programme` is the programme's title, `network` the network's name, `place` where the meeting is and
    `date_text` its day, all as they are to be read; `names` gives every network's name by its slug. `dated`
    and `author` go into a file's properties only.
    """

    programme: str
    network: str = ""
    place: str = ""
    date_text: str = ""
    version: int | None = None
    demo: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    dated: date | None = None
    author: str = ""

    def named(self, slugs: Sequence[str]) -> str:
        """The networks' names as they stand in a sentence; a slug that is not known stands for itself."""
        return wording.join(self.names.get(slug, slug) for slug in slugs)

    def document(
        self,
        title: str,
        blocks: Sequence["Block"],
        *,
        facts: Sequence[tuple[str, str]] = (),
        notice: str = "",
        contents: bool = False,
    ) -> "Document":
        """A document of this programme. `facts` follow the network; `notice` follows the word of a demo."""
        from exports.document import Document

        own = (
            ("Nätverk", self.network),
            ("Tid", self.date_text),
            ("Plats", self.place),
            *facts,
            ("Version", str(self.version) if self.version is not None else ""),
        )
        return Document(
            title=title,
            subtitle="" if self.programme in title else self.programme,
            notice=" ".join(filter(None, (DEMO if self.demo else "", notice))),
            facts=tuple((label, value) for label, value in own if value),
            blocks=tuple(blocks),
            contents=contents,
            author=self.author,
            dated=self.dated,
        )
