"""A countersignature verifies where a head, neither author nor approver, signed the same text."""

from pathlib import Path
from typing import Any

import pytest
from tests.reports.builders import (
    APPROVER,
    AUTHOR,
    AUTHOR_SEED,
    HEAD,
    HEAD_SEED,
    a_dossier,
    a_signed_decision,
    a_signer,
    a_text,
    an_approval,
)
from tests.reports.paper_office import FOUNDERS, KEEPER, OFFICE, Member, PaperOffice, an_office
from tests.reports.received import saved

from landwaiter.reports.dossier.dossier import ApprovalPart, DecisionPart, Dossier
from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.reports.proof.approval import ApprovalWorth, countersignature_of
from landwaiter.reports.proof.verify import Origin, verify_reports
from landwaiter.reports.workbook.xlsx import render_xlsx

TEXT = a_text(countersign=True)


def a_head(**changes: Any) -> ApprovalPart:
    """A head's signature over the text; `changes` differ."""
    given = {
        "text": TEXT,
        "approver": HEAD,
        "role": "head",
        "seed": HEAD_SEED,
        "deed": "countersign_decision",
        **changes,
    }
    return an_approval(**given)


def countersigned(*, office: PaperOffice = OFFICE, **changes: Any) -> DecisionPart:
    given = {"countersignature": a_head(office=office), **changes}
    return a_signed_decision(TEXT, office=office, **given)


def a_report(*, office: PaperOffice = OFFICE, **changes: Any) -> Dossier:
    decision = countersigned(office=office, **changes)
    return a_dossier(decision=decision, casebook=office.casebook)


def worth(**changes: Any) -> ApprovalWorth:
    return countersignature_of(a_report(**changes))


def test_a_head_who_signed_the_same_text_verifies() -> None:
    assert worth() is ApprovalWorth.VERIFIES


def test_a_text_that_wants_none_has_none() -> None:
    assert (
        countersignature_of(a_dossier(decision=a_signed_decision(a_text()))) is ApprovalWorth.NONE
    )


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
        a_head(approver=AUTHOR, seed=AUTHOR_SEED, by_one=True),
        a_head(by_one=True),
    ],
)
def test_whatever_is_not_a_third_persons_signature_as_head_fails(head: ApprovalPart) -> None:
    assert worth(countersignature=head) is ApprovalWorth.FAILS


def test_a_decision_shown_as_approved_without_it_fails() -> None:
    assert worth(countersignature=None) is ApprovalWorth.FAILS


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
    sheet = saved(tmp_path, OFFICE.sheet(KEEPER.name), "keys.json")
    found = verify_reports([path], key_sheet=sheet)
    assert f"r.{kind}: the countersignature of the head verifies." in found.sentences()
    assert found.origin is Origin.PROVEN


def test_the_key_sheet_must_know_the_head_as_head(tmp_path: Path) -> None:
    reviewing = Member(HEAD, HEAD_SEED, ("reviewer",))
    office = an_office(*(reviewing if one.name == HEAD else one for one in FOUNDERS))
    signer = a_signer(office=office)
    path = saved(tmp_path, render_xlsx(a_report(office=office), signer=signer), "r.xlsx")
    sheet = saved(tmp_path, office.sheet(KEEPER.name), "keys.json")
    found = verify_reports([path], key_sheet=sheet)
    assert found.origin is Origin.REFUTED
    assert "the countersignature in r.xlsx is not shown to be a second person’s" in found.closing
    assert "Hanna Kowal, head did not hold the role for it." in found.closing
