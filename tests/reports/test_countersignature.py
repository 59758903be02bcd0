"""A countersignature verifies where a head, neither author nor approver, signed the same text."""

from pathlib import Path
from typing import Any

import pytest
from tests.reports.builders import (
    APPROVER,
    AUTHOR,
    AUTHOR_SEED,
    a_dossier,
    a_signed_decision,
    a_signer,
    a_text,
    an_approval,
)
from tests.reports.received import saved
from tests.reports.test_verify import a_key_sheet

from landwaiter.reports import key_sheet
from landwaiter.reports.approval import Approval, countersignature_of
from landwaiter.reports.dossier import ApprovalPart, DecisionPart, Dossier
from landwaiter.reports.key_sheet import RoleSpan, SheetKey
from landwaiter.reports.pdf import render_pdf
from landwaiter.reports.verify import Origin, verify_reports
from landwaiter.reports.xlsx import render_xlsx

HEAD, HEAD_SEED = "Hanna Kowal, head", 7
TEXT = a_text(countersign=True)
SAID = {"deed": "countersign_decision"}


def a_head(**changes: Any) -> ApprovalPart:
    """A head's signature over the text; `changes` differ."""
    said = {**SAID, **changes.pop("said", {})}
    given = {"text": TEXT, "approver": HEAD, "role": "head", "seed": HEAD_SEED, **changes}
    return an_approval(said=said, **given)


def countersigned(**changes: Any) -> DecisionPart:
    return a_signed_decision(TEXT, **{"countersignature": a_head(), **changes})


def a_report(**changes: Any) -> Dossier:
    return a_dossier(decision=countersigned(**changes))


def worth(**changes: Any) -> Approval:
    return countersignature_of(a_report(**changes))


def test_a_head_who_signed_the_same_text_verifies() -> None:
    assert worth() is Approval.VERIFIES


def test_a_text_that_wants_none_has_none() -> None:
    assert countersignature_of(a_dossier(decision=a_signed_decision(a_text()))) is Approval.NONE


@pytest.mark.parametrize(
    "head",
    [
        a_head(approver=AUTHOR),
        a_head(approver=APPROVER),
        a_head(seed=AUTHOR_SEED),
        a_head(seed=2),
        a_head(role="reviewer"),
        a_head(said={"deed": "approve_decision"}),
        a_head(text=a_text()),
        a_head(said={"version": 1}),
        a_head(signature="00" * 64),
    ],
)
def test_whatever_is_not_a_third_persons_signature_as_head_fails(head: ApprovalPart) -> None:
    assert worth(countersignature=head) is Approval.FAILS


def test_a_decision_shown_as_approved_without_it_fails() -> None:
    assert worth(countersignature=None) is Approval.FAILS


def test_a_decision_that_waits_for_it_says_so(tmp_path: Path) -> None:
    waiting = an_approval(text=TEXT, valid=False, why_not="waits")
    dossier = a_report(countersignature=None, approval=waiting, state="waits")
    path = saved(tmp_path, render_xlsx(dossier, signer=a_signer()), "r.xlsx")
    found = verify_reports([path], key_sheet=None)
    assert found.passed
    assert "r.xlsx: the decision is not approved in full: the countersignature of a head is " in (
        "\n".join(found.sentences())
    )


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_both_files_carry_it(tmp_path: Path, kind: str) -> None:
    render = {"pdf": render_pdf, "xlsx": render_xlsx}[kind]
    path = saved(tmp_path, render(a_report(), signer=a_signer()), f"r.{kind}")
    found = verify_reports([path], key_sheet=sheet_with(tmp_path, "head"))
    assert f"r.{kind}: the countersignature of the head verifies." in found.sentences()
    assert found.origin is Origin.PROVEN


def sheet_with(folder: Path, role: str) -> Path:
    """The key sheet of the office with the head's key in a role."""
    path = a_key_sheet(folder)
    sheet = key_sheet.read(path)
    since = sheet.keys[1].valid_from
    head = SheetKey(HEAD, a_head().public_key, since, roles=(RoleSpan((role,), since),))
    keys = (*sheet.keys, head)
    path.write_bytes(key_sheet.write(key_sheet.KeySheet(sheet.office, sheet.made_at, keys)))
    return path


def test_the_key_sheet_must_know_the_head_as_head(tmp_path: Path) -> None:
    path = saved(tmp_path, render_xlsx(a_report(), signer=a_signer()), "r.xlsx")
    found = verify_reports([path], key_sheet=sheet_with(tmp_path, "reviewer"))
    assert found.origin is Origin.REFUTED
    assert "Hanna Kowal, head was not head by the key sheet" in found.closing
