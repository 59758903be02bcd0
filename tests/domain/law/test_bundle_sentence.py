"""How old reference data is, in one sentence: its day is that of who reads it."""

from datetime import UTC, datetime

import pytest

from landwaiter.domain.law.bundles import BundleStatus
from landwaiter.i18n import catalogue, form_of, message, speaking


@pytest.mark.parametrize("expired", [False, True])
def test_the_day_is_said_as_the_reader_writes_days(expired: bool) -> None:
    status = BundleStatus(
        root_version=1,
        version=4,
        expires_at=datetime(2026, 5, 9, tzinfo=UTC),
        age_days=3,
        expired=expired,
    )
    said = status.sentence
    assert "9 May 2026" in said
    with speaking(catalogue("pl")):
        polish = message(form_of(said))
        assert polish == status.sentence
    assert "9 maj" in polish
    assert form_of(polish) == form_of(said)
