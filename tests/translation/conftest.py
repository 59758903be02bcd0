"""The texts of the program, told once for the run."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from installer.translations import DOMAIN, told_template
from tests.made_once import made_once

TEXTS = "today.po"


@pytest.fixture(scope="session")
def today(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The texts of today, told by a process of their own, which takes long."""

    def tell(folder: Path) -> None:
        (folder / TEXTS).write_bytes(told_template())

    made = made_once(request, tmp_path_factory, "texts", tell)
    return read_po(BytesIO((made / TEXTS).read_bytes()), domain=DOMAIN)
