"""The catalogues have the texts of today, all of them, and no other."""

from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from installer.translations import catalogues, read, template
from tests.translation.said import missed

from landwaiter.domain.base.terms import low
from landwaiter.services.base.wording import shown_status


@pytest.fixture(scope="module")
def wanted() -> frozenset[tuple[str, ...]]:
    return _ids(template())


def _ids(catalog: Catalog) -> frozenset[tuple[str, ...]]:
    """Of each message, with both of what counts."""
    return frozenset(
        (one.id,) if isinstance(one.id, str) else tuple(one.id) for one in catalog if one.id
    )


@pytest.mark.parametrize("path", tuple(catalogues()), ids=lambda path: path.parts[-3])
def test_a_catalogue_has_the_texts_of_today(path: Path, wanted: frozenset[tuple[str, ...]]) -> None:
    """`python -m installer.translations extract` brings it up to date."""
    assert _ids(read(path)) == wanted


def test_what_is_said_and_not_gathered_is_noted() -> None:
    shown_status("a_term_that_nobody_gathered", date(2026, 2, 3))
    assert list(missed()) == ["a term that nobody gathered"]


def test_what_is_gathered_is_not_noted() -> None:
    low("not_presented")
    assert not missed()
