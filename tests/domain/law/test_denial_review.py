"""A denial is reviewed within three years, and every three years."""

from datetime import date

import pytest

from landwaiter.domain.law.denial_review import review_due


@pytest.mark.parametrize(
    ("notified", "reviewed", "due"),
    [
        ("2023-05-02", None, "2026-05-02"),
        ("2020-05-02", "2023-04-30", "2026-04-30"),
        ("2024-02-29", None, "2027-02-28"),
        (None, "2023-04-30", "2026-04-30"),
        (None, None, None),
    ],
)
def test_three_years_run_from_the_last_of_notification_and_review(
    notified: str | None, reviewed: str | None, due: str | None
) -> None:
    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    assert review_due(day(notified), day(reviewed)) == day(due)
