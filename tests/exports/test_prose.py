"""A template's Markdown as blocks: what people write, and nothing that runs."""

from exports.document import Item, Link, ListBlock, Paragraph, Text
from exports.prose import markdown_blocks, text_blocks


def test_paragraphs_lists_bold_and_links_are_kept() -> None:
    text = "Ett **blandat** *nätverk*\när vi.\n\n1. först\n2. sedan\n\nSe [rapporten](https://exempel.se)."
    assert markdown_blocks(text) == (
        Paragraph(
            (
                Text("Ett "),
                Text("blandat", strong=True),
                Text(" "),
                Text("nätverk", emphasis=True),
                Text(" är vi."),
            )
        ),
        ListBlock((Item((Text("först"),)), Item((Text("sedan"),))), numbered=True),
        Paragraph((Text("Se "), Link("rapporten", "https://exempel.se"), Text("."))),
    )


def test_html_is_text_like_any_other() -> None:
    (block,) = markdown_blocks("<script>alert(1)</script> och <b>fet</b>")
    assert block == Paragraph((Text("<script>alert(1)</script> och <b>fet</b>"),))


def test_a_heading_becomes_a_bold_paragraph() -> None:
    assert markdown_blocks("## Rubrik") == (Paragraph((Text("Rubrik", strong=True),)),)


def test_nothing_gives_no_blocks() -> None:
    assert markdown_blocks("") == ()
    assert text_blocks(" \n\n ") == ()


def test_plain_text_is_parted_at_blank_lines_only() -> None:
    assert text_blocks("ett\ntvå\n\n\n*tre*") == (Paragraph((Text("ett två"),)), Paragraph((Text("*tre*"),)))
