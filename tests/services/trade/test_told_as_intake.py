"""What the sift and intake tell of what came before is the same: of versions, and of what went."""

from pathlib import Path
from typing import Any

import pytest
from tests.services.act_examples import DECIDED, PROPOSED
from tests.services.intake.message_files import TRANSIT_MRN, transit
from tests.services.sample_office import (
    ANALYST,
    REVIEWER,
    Office,
    declared,
    two_items,
    write_csv,
)
from tests.services.trade.test_erasing import a_row, a_store, erase
from tests.services.trade.test_sift import policy, rows_of
from tests.taking_in import taken_in

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.trade.deeds import Sift
from landwaiter.services.deeds.engine import run
from landwaiter.storage.trade.sifted_rows import sifted_named

EARLIER = "LW-V: this version was accepted before the one that is current."
DECLARANT = "LW-V: the declarant is DE123456789012345, and was {} in the version before."
NOT_HERE = f"{TRANSIT_MRN}: this amends a declaration that is not in the casebook."


def came(office: Office, how: type[TakeIn | Sift], *files: Path, **options: Any) -> Any:
    """The last of what the files gave, taken in or sifted."""
    if how is Sift:
        return run(office.session(ANALYST), Sift(files, **options))[-1]
    return taken_in(office.session(ANALYST), TakeIn(files, **options))[-1]


def a_file(office: Office, name: str, **changes: Any) -> Path:
    rows = [declared(lrn="LW-V", mrn="26PL302010E10001A8", **changes)]
    return write_csv(office.path.parent / f"{name}.csv", rows)


def cases(office: Office) -> int:
    return len(rows_of(office, "case_file"))


BOTH = pytest.mark.parametrize("how", [TakeIn, Sift])


@BOTH
@pytest.mark.parametrize("first", [TakeIn, Sift])
def test_an_older_version_after_a_newer_one_is_told(office: Office, first: Any, how: Any) -> None:
    """Wherever the version before stands: in a case, or in the store alone."""
    policy(office, one_in=0)
    came(office, first, a_file(office, "new", accepted="2026-03-27T10:00:00Z"))
    there, older = cases(office), a_file(office, "old", accepted="2026-03-20T10:00:00Z")
    assert _said(came(office, how, older, dry_run=True)) == (EARLIER,)
    assert _said(came(office, how, older)) == (EARLIER,)
    assert cases(office) == there + (first is Sift and how is TakeIn)
    assert _said(came(office, how, older)) == ()


def _said(result: Any) -> tuple[str, ...]:
    assert not result.rejected
    found: tuple[str, ...] = result.warnings
    return tuple(one.replace("26PL302010E10001A8", "LW-V") for one in found)


@BOTH
@pytest.mark.parametrize("first", [TakeIn, Sift])
def test_another_declarant_of_a_later_version_is_told(office: Office, first: Any, how: Any) -> None:
    policy(office, one_in=0)
    came(office, first, a_file(office, "one"))
    later = a_file(office, "two", declarant_eori="DE123456789012345")
    assert _said(came(office, how, later)) == (DECLARANT.format("PL526100001900000"),)


@BOTH
def test_an_amendment_of_what_is_not_here_is_told(office: Office, how: Any) -> None:
    path = office.path.parent / "amended.xml"
    path.write_text(transit(code="CC013C", mrn=TRANSIT_MRN, lrn=""), encoding="utf-8")
    there = cases(office)
    assert came(office, how, path).warnings[:1] == (NOT_HERE,)
    assert cases(office) == there


@BOTH
@pytest.mark.parametrize(("steps", "state"), [(PROPOSED, "proposed"), (DECIDED, "approved")])
def test_a_decision_that_an_amendment_ended_is_told(
    office: Office, how: Any, steps: Any, state: str
) -> None:
    for step in steps:
        step(office)
    rows = two_items(net_mass_kg=9900)
    file = write_csv(office.path.parent / "amended.csv", rows)
    (tried,) = came(office, how, file, dry_run=True).voided
    (ended,) = came(office, how, file).voided
    assert (ended.case, ended.state, ended.by) == ("PL1-2026-000001", state, ANALYST)
    assert tried == ended


def test_the_same_file_again_brings_no_older_version_back(office: Office) -> None:
    """Without going on where it was broken off a file is read from its beginning."""
    policy(office, one_in=0)
    folder, rows = office.path.parent, [a_row(1, value_eur=value) for value in (10, 20)]
    older, newer = (write_csv(folder / f"{row['value_eur']}.csv", [row]) for row in rows)
    for file in (older, newer):
        came(office, Sift, file)
    again = came(office, Sift, older)
    assert (again.sifted, again.amended, again.duplicates) == (0, 0, 1)
    with office.session(ANALYST).reading() as conn:
        assert len(sifted_named(conn, "E-1")) == 2
    other_bytes = folder / "back.csv"
    other_bytes.write_bytes(older.read_bytes() + b"\r\n")
    assert came(office, Sift, other_bytes).amended == 1


@BOTH
@pytest.mark.parametrize("tried", [True, False])
def test_what_was_erased_and_comes_again_is_told(office: Office, how: Any, tried: bool) -> None:
    a_store(office, 4)
    erase(office, numbers=("E-0", "E-1", "E-2", "E-3"))
    result = came(office, how, office.path.parent / "old.csv", dry_run=tried)
    assert result.warnings == (
        f"Declarations of this file were erased by {REVIEWER} on 2026-03-30 (erasure 1). They are "
        "in the casebook again: if they should not be, have them erased again.",
    )


@BOTH
def test_what_is_older_than_an_erasure_reached_is_told_of_any_file(
    office: Office, how: Any
) -> None:
    a_store(office, 4)
    erase(office, before=2025)
    rows = [a_row(50), a_row(51), a_row(52, accepted="2026-03-27T10:00:00Z")]
    file = write_csv(office.path.parent / "later.csv", rows)
    (said,) = came(office, how, file).warnings
    assert said.startswith("2 declarations were accepted before 2025-01-01: what was,")
    assert came(office, how, file).warnings == ()
