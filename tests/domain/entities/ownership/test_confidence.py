"""Words on owners that leave the office name no confidential list and nobody on it."""

from dataclasses import replace

import pytest

from landwaiter.domain.entities.ownership.stated import HolderMark
from landwaiter.domain.entities.ownership.words import mark_text

OPEN = HolderMark("o-1", "listed", "own_watch", "asset_freeze", "2026-03", "w-7", "Ivan Petrov")


@pytest.mark.parametrize("claim", ["listed", "assessment", "unconfirmed_identity"])
def test_words_on_an_owner_name_no_confidential_list(claim: str) -> None:
    mark = replace(OPEN, claim=claim)
    assert "own_watch" in mark_text(mark)
    told = mark_text(replace(mark, confidential=True))
    assert "own_watch" not in told
    assert "Petrov" not in told
