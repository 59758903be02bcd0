"""Several key sheets, signed ones, and ones that have expired."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.reports.builders import APPROVER, MADE_AT, a_signer, public_key
from tests.reports.received import a_pdf, saved
from tests.reports.test_verify import a_key_sheet

from landwaiter.errors import Invalid
from landwaiter.reports import key_sheet
from landwaiter.reports.key_sheet import KeySheet, SheetKey
from landwaiter.reports.verify import Origin, Verification, verify_reports

FEB = datetime(2026, 2, 1, tzinfo=UTC)
KEEPER = a_signer(seed=11, name="Anna Baran")


def sheet(folder: Path, *, approver_until: datetime | None = None) -> KeySheet:
    """The sheet of the office, with the keeper's own key."""
    found = key_sheet.read(a_key_sheet(folder, valid_to=approver_until))
    since = found.keys[1].valid_from
    return replace(found, keys=(*found.keys, SheetKey(KEEPER.name, KEEPER.public_key.hex(), since)))


def written(folder: Path, name: str, content: KeySheet, *, signed: bool = True) -> Path:
    return saved(folder, key_sheet.write(content, KEEPER if signed else None), name)


def verified(folder: Path, *sheets: Path, today: datetime | None = None) -> Verification:
    report = saved(folder, a_pdf(), "r.pdf")
    return verify_reports([report], key_sheet=sheets, today=today)


def test_a_signed_sheet_comes_back_with_its_signer(tmp_path: Path) -> None:
    found = key_sheet.read(written(tmp_path, "k.json", sheet(tmp_path)))
    assert (found.signer, found.key) == (KEEPER.name, KEEPER.public_key.hex())


@pytest.mark.parametrize("field", ["office", "signer", "expires", "signature", "made_at"])
def test_a_sheet_that_was_changed_after_signing_is_refused(tmp_path: Path, field: str) -> None:
    path = written(tmp_path, "k.json", replace(sheet(tmp_path), expires=MADE_AT))
    value = json.loads(path.read_bytes())
    changed = {"expires": "2027-01-01T00:00:00Z", "made_at": "2027-01-01T00:00:00Z"}
    value[field] = changed.get(field, "00")
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(Invalid, match="it was changed"):
        key_sheet.read(path)


def test_a_sheet_says_who_signed_it_and_that_it_vouches_for_itself(tmp_path: Path) -> None:
    found = verified(tmp_path, written(tmp_path, "k.json", sheet(tmp_path)))
    assert found.origin is Origin.PROVEN
    (said,) = found.sheets
    assert "signed by Anna Baran (key " in said
    assert "vouches for itself alone" in said


def test_an_unsigned_sheet_is_told(tmp_path: Path) -> None:
    found = verified(tmp_path, written(tmp_path, "k.json", sheet(tmp_path), signed=False))
    assert "it is not signed" in found.sheets[0]


def test_an_earlier_sheet_vouches_for_the_signer_of_a_later_one(tmp_path: Path) -> None:
    first = sheet(tmp_path)
    later = replace(first, made_at=first.made_at + timedelta(days=300))
    paths = [written(tmp_path, "1.json", first), written(tmp_path, "2.json", later)]
    assert (
        "stands in the office’s earlier sheet of 2026-04-14" in verified(tmp_path, *paths).sheets[1]
    )


def test_a_key_that_one_sheet_retires_is_retired(tmp_path: Path) -> None:
    old = sheet(tmp_path)
    new = replace(sheet(tmp_path, approver_until=FEB), made_at=MADE_AT + timedelta(days=9))
    paths = [written(tmp_path, "1.json", old), written(tmp_path, "2.json", new)]
    assert verified(tmp_path, paths[0]).origin is Origin.PROVEN
    for order in (paths, paths[::-1]):
        found = verified(tmp_path, *order)
        assert found.origin is Origin.REFUTED
        assert "was not valid when the approval" in found.closing


def test_a_retired_key_still_proves_what_it_signed_before(tmp_path: Path) -> None:
    after = MADE_AT + timedelta(days=1)
    found = verified(tmp_path, written(tmp_path, "k.json", sheet(tmp_path, approver_until=after)))
    assert found.origin is Origin.PROVEN


def test_a_sheet_that_expired_before_the_signature_does_not_answer(tmp_path: Path) -> None:
    expired = replace(sheet(tmp_path), expires=FEB)
    found = verified(tmp_path, written(tmp_path, "k.json", expired))
    assert (found.origin, found.passed) == (Origin.NOT_PROVEN, True)
    assert "expired on 2026-02-01, before" in found.closing
    fresh = written(tmp_path, "2.json", replace(sheet(tmp_path), expires=None))
    assert verified(tmp_path, tmp_path / "k.json", fresh).origin is Origin.PROVEN


def test_a_sheet_that_expired_since_proves_and_says_so(tmp_path: Path) -> None:
    expires = MADE_AT + timedelta(days=10)
    path = written(tmp_path, "k.json", replace(sheet(tmp_path), expires=expires))
    found = verified(tmp_path, path, today=MADE_AT + timedelta(days=20))
    assert found.origin is Origin.PROVEN
    assert "it expired on 2026-04-24" in found.sheets[1]


def test_one_of_several_offices_answers(tmp_path: Path) -> None:
    own = sheet(tmp_path)
    other = replace(own, office="Customs office Szczecin", keys=own.keys[:1])
    paths = [written(tmp_path, "1.json", other), written(tmp_path, "2.json", own)]
    found = verified(tmp_path, *paths)
    assert (found.origin, found.office) == (Origin.PROVEN, own.office)
    alone = verified(tmp_path, paths[0])
    assert alone.origin is Origin.REFUTED


def test_no_two_offices_answer_for_one_report_together(tmp_path: Path) -> None:
    own = sheet(tmp_path)
    approver = public_key(2)
    without = replace(own, keys=tuple(key for key in own.keys if key.key != approver))
    other = replace(
        own, office="Customs office Szczecin", keys=tuple(k for k in own.keys if k.key == approver)
    )
    assert {key.name for key in other.keys} == {APPROVER}
    paths = [written(tmp_path, "1.json", without), written(tmp_path, "2.json", other)]
    assert verified(tmp_path, *paths).origin is Origin.REFUTED
