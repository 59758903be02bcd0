"""A casebook with three people, made once and copied for each test."""

import atexit
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from landwaiter.storage.casebook.lifecycle import (
    Casebook,
    CreatedCasebook,
    Founder,
    create_casebook,
    open_casebook,
)

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
ADMIN, ANALYST, REVIEWER = "Anna Baran", "Bob Cole", "Cyd Dorn"
PEOPLE = {ADMIN: "administrator", ANALYST: "analyst", REVIEWER: "reviewer"}
PASSWORDS = {
    ADMIN: "anna keeps the keys",
    ANALYST: "bob reads declarations",
    REVIEWER: "cyd looks twice at it",
}


@cache
def _template() -> tuple[Path, str]:
    folder = Path(mkdtemp(prefix="landwaiter-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder, founded(folder / "casebook", *PEOPLE).recovery_key


def founded(
    path: Path, *names: str, holders: Sequence[str] = (), now: datetime = NOW
) -> CreatedCasebook:
    """A casebook at `path` that these people found."""
    return create_casebook(
        path,
        office_code="PL1",
        member_state="PL",
        founders=[Founder(name, (PEOPLE[name],), PASSWORDS[name]) for name in names],
        now=now,
        holders=holders,
    )


def a_casebook(folder: Path) -> Path:
    """A fresh copy of the sample in `folder`."""
    return Path(shutil.copytree(_template()[0] / "casebook", folder / "casebook"))


def recovery_key() -> str:
    return _template()[1]


def opened(path: Path, user: str = ADMIN, *, wait_s: float = 10.0) -> Casebook:
    return open_casebook(path, user=user, password=PASSWORDS[user], wait_s=wait_s)
