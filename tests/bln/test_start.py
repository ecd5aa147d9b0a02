"""What a worker carries: no more than the pages need."""

import shutil
from pathlib import Path

from bench.start import loaded_by_the_first_page


def test_the_first_meeting_page_loads_nothing_that_documents_themes_or_commands_need(
    demo_instance: Path, tmp_path: Path
) -> None:
    shutil.copytree(demo_instance, tmp_path / "instance")
    assert loaded_by_the_first_page(tmp_path / "instance") == []
