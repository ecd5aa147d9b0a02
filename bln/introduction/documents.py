"""What is said in an introduction, as a document. The builder is imported when something is built."""

from typing import TYPE_CHECKING

from bln.introduction.services import Content
from bln.networks.models import Programme
from exports.context import Context

if TYPE_CHECKING:
    from exports.document import Document


def transcript_document(programme: Programme, content: Content) -> "Document | None":
    """The transcript, or what the captions say where there is none; None without either."""
    from exports.introduction import introduction_document

    if not content.transcript and not content.captions:
        return None
    context = Context(programme.title, demo=programme.demo)
    return introduction_document(content.transcript, content.captions, content.minutes, content.link, context)
