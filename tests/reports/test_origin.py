"""What key sheets prove of a report: whose keys counted, and whether two persons decided."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.reports.builders import (
    APPROVER,
    AUTHOR,
    AUTHOR_SEED,
    MADE_AT,
    a_decision,
    a_dossier,
    a_proposal,
    a_rich_dossier,
    a_signer,
    a_text,
    an_approval,
    decided,
)
from tests.reports.paper_office import (
    FOUNDERS,
    HEAD,
    KEEPER,
    OFFICE,
    OFFICE_NAME,
    SIGNER,
    Member,
    PaperOffice,
    an_office,
)
from tests.reports.received import an_xlsx, saved

from landwaiter.reports.dossier.dossier import ChainHead, DecisionPart, Voucher
from landwaiter.reports.proof.verify import Origin, Verification, verify_reports
from landwaiter.reports.workbook.xlsx import render_xlsx

FEB = datetime(2026, 2, 1, tzinfo=UTC)
REVIEWING = ("reviewer",)


def a_report(office: PaperOffice = OFFICE, **decision: Any) -> bytes:
    """A workbook of the office with a decision, which differs as given."""
    return of_decision(a_decision(office=office, **decision), office)


def of_decision(decision: DecisionPart, office: PaperOffice, **changes: Any) -> bytes:
    given = {"casebook": office.casebook, "decision": decision, **changes}
    return render_xlsx(a_dossier(**given), signer=a_signer(office=office))


def written(folder: Path, name: str, office: PaperOffice = OFFICE, **changes: Any) -> Path:
    """The key sheet of the office, by who keeps it."""
    return saved(folder, office.sheet(KEEPER.name, **changes), name)


def verified(
    folder: Path, data: bytes, *sheets: Path, today: datetime | None = None
) -> Verification:
    return verify_reports([saved(folder, data, "r.xlsx")], key_sheet=sheets, today=today)


def proven(folder: Path, data: bytes, office: PaperOffice) -> Verification:
    return verified(folder, data, written(folder, "k.json", office))


# Sheets


def test_a_sheet_says_who_signed_it_and_that_it_vouches_for_itself(tmp_path: Path) -> None:
    found = proven(tmp_path, an_xlsx(), OFFICE)
    assert found.origin is Origin.PROVEN
    (said,) = found.sheets
    assert "signed by Anna Baran (key 66be7e332c7a4533…)" in said
    assert f"casebook {OFFICE.casebook[:4]} {OFFICE.casebook[4:8]} " in said
    assert "vouches for itself alone" in said


def test_an_earlier_sheet_vouches_for_the_signer_of_a_later_one(tmp_path: Path) -> None:
    later = MADE_AT + timedelta(days=300)
    paths = [written(tmp_path, "1.json"), written(tmp_path, "2.json", made_at=later)]
    found = verified(tmp_path, an_xlsx(), *paths)
    assert "stands in the office’s earlier sheet of 14 Apr 2026" in found.sheets[1]


def test_what_has_no_effect_is_told(tmp_path: Path) -> None:
    office = OFFICE.copied()
    office.set_roles(AUTHOR, AUTHOR, "head")
    said = proven(tmp_path, an_xlsx(), office).sheets[1]
    assert said.endswith("Statement 2 has no effect: its signer is no administrator.")


def retired() -> PaperOffice:
    """The approver's key ended after the report was made."""
    office = decided(OFFICE)
    office.rotate(APPROVER, 40)
    return office


def test_a_retired_key_still_proves_what_it_signed_before(tmp_path: Path) -> None:
    sheets = [written(tmp_path, "1.json"), written(tmp_path, "2.json", retired())]
    for given in (sheets[:1], sheets[1:], sheets, sheets[::-1]):
        assert verified(tmp_path, an_xlsx(), *given).origin is Origin.PROVEN


def test_the_longest_of_several_sheets_is_read_in_whatever_order(tmp_path: Path) -> None:
    """The report is signed with a key that the older sheet still has in force."""
    newer = OFFICE.copied()
    newer.rotate(SIGNER.name, 41)
    signer = newer.signer(SIGNER.name, seed=SIGNER.seed)
    data = render_xlsx(a_dossier(), signer=signer)
    sheets = [written(tmp_path, "1.json"), written(tmp_path, "2.json", newer)]
    assert verified(tmp_path, data, sheets[0]).origin is Origin.NOT_PROVEN
    for order in (sheets, sheets[::-1]):
        found = verified(tmp_path, data, *order)
        assert found.origin is Origin.REFUTED
        assert "was not valid when the report in r.xlsx was signed" in found.closing


def test_an_older_sheet_that_lacks_what_the_report_rests_on_asks_for_a_newer_one(
    tmp_path: Path,
) -> None:
    newer = retired()
    data = render_xlsx(a_rich_dossier(), signer=a_signer(office=newer))
    found = verified(tmp_path, data, written(tmp_path, "1.json"))
    assert (found.origin, found.passed) == (Origin.NOT_PROVEN, True)
    assert found.closing == (
        f"Consistent; origin not proven: the key sheet of {OFFICE_NAME} of 14 Apr 2026 is older "
        "than what the report in r.xlsx rests on. Ask the office for a newer one."
    )
    assert verified(tmp_path, data, written(tmp_path, "2.json", newer)).origin is Origin.PROVEN


def test_a_report_that_rests_on_other_statements_is_refuted(tmp_path: Path) -> None:
    signer = OFFICE.signer(SIGNER.name, registry=ChainHead(1, "00" * 32))
    found = proven(tmp_path, render_xlsx(a_dossier(), signer=signer), OFFICE)
    assert found.origin is Origin.REFUTED
    assert "the report in r.xlsx rests on other statements about people" in found.closing
    signer = OFFICE.signer(SIGNER.name, registry=ChainHead(0, OFFICE.registry.sha256))
    assert proven(tmp_path, render_xlsx(a_dossier(), signer=signer), OFFICE).origin is (
        Origin.REFUTED
    )


def test_sheets_that_contradict_each_other_prove_nothing(tmp_path: Path) -> None:
    one, other = decided(OFFICE), decided(OFFICE)
    one.rotate(HEAD.name, 42)
    other.rotate(HEAD.name, 43)
    other.rotate(HEAD.name, 44)
    sheets = [written(tmp_path, "1.json", one), written(tmp_path, "2.json", other)]
    for order in (sheets, sheets[::-1]):
        found = verified(tmp_path, an_xlsx(), *order)
        assert found.origin is Origin.REFUTED
        assert "two key sheets of Customs office Pomorze contradict each other" in found.closing
        assert "signed by Anna Baran" in found.closing
    assert verified(tmp_path, an_xlsx(), sheets[0]).origin is Origin.PROVEN


def test_a_sheet_that_expired_before_the_signature_does_not_answer(tmp_path: Path) -> None:
    expired = written(tmp_path, "k.json", expires=FEB)
    found = verified(tmp_path, an_xlsx(), expired)
    assert (found.origin, found.passed) == (Origin.NOT_PROVEN, True)
    assert "expired on 1 Feb 2026, before the report in" in found.closing
    assert "Ask the office for a newer one." in found.closing
    fresh = written(tmp_path, "2.json")
    assert verified(tmp_path, an_xlsx(), expired, fresh).origin is Origin.PROVEN


def test_what_speaks_against_a_signature_is_said_though_the_sheet_expired(tmp_path: Path) -> None:
    found = verified(tmp_path, a_report(approval=phantom()), written(tmp_path, "k", expires=FEB))
    assert found.origin is Origin.REFUTED


def test_a_sheet_that_expired_since_proves_and_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, "k.json", expires=MADE_AT + timedelta(days=10))
    found = verified(tmp_path, an_xlsx(), path, today=MADE_AT + timedelta(days=20))
    assert found.origin is Origin.PROVEN
    assert "it expired on 24 Apr 2026" in found.sheets[1]


def test_the_sheet_of_the_casebook_answers_among_those_of_others(tmp_path: Path) -> None:
    other = an_office(*FOUNDERS[:4])
    sheets = [
        saved(tmp_path, other.sheet(SIGNER.name, office="Customs office Szczecin"), "1.json"),
        written(tmp_path, "2.json"),
    ]
    found = verified(tmp_path, an_xlsx(), *sheets)
    assert (found.origin, found.office) == (Origin.PROVEN, OFFICE_NAME)


# Whose keys


def phantom() -> Any:
    """An approval by a key that no statement brought."""
    return an_approval(seed=50)


def test_a_key_that_no_statement_brought_is_not_in_the_sheet(tmp_path: Path) -> None:
    found = proven(tmp_path, a_report(approval=phantom()), OFFICE)
    assert found.origin is Origin.REFUTED
    assert "Jan Wójcik, reviewer, who signed the approval in r.xlsx, is not" in found.closing


@pytest.mark.parametrize(
    "registry",
    [
        {"seq": "0", "sha256": "0" * 64},
        {"seq": "1", "sha256": "0" * 64},
        {"seq": 1, "sha256": OFFICE.registry.sha256},
        {"seq": "9" * 5000, "sha256": OFFICE.registry.sha256},
        5,
    ],
)
def test_an_approval_that_rests_on_other_statements_is_refuted(
    tmp_path: Path, registry: Any
) -> None:
    data = a_report(approval=an_approval(said={"registry": registry}))
    found = proven(tmp_path, data, OFFICE)
    assert found.origin is Origin.REFUTED
    assert "the approval in r.xlsx rests on other statements" in found.closing


def test_the_key_of_the_author_must_be_known_too(tmp_path: Path) -> None:
    proposal = a_proposal(seed=51)
    approval = an_approval(author_seed=51)
    found = proven(tmp_path, a_report(**proposal, approval=approval), OFFICE)
    assert found.origin is Origin.REFUTED
    assert "Marta Zielińska, analyst, who signed the decision in" in found.closing


def test_an_approval_of_a_later_statement_than_the_sheet_holds_is_not_proven(
    tmp_path: Path,
) -> None:
    office = OFFICE.copied()
    office.rotate(HEAD.name, 45)
    found = proven(tmp_path, a_report(office), OFFICE)
    assert found.origin is Origin.NOT_PROVEN
    assert proven(tmp_path, a_report(office), office).origin is Origin.PROVEN


# Two persons


def not_two(folder: Path, data: bytes, office: PaperOffice) -> str:
    found = proven(folder, data, office)
    assert found.origin is Origin.REFUTED, found.closing
    before = "the approval in r.xlsx is not shown to be a second person’s. "
    assert before in found.closing
    return found.closing.partition(before)[2]


def test_who_approves_must_be_reviewer_or_head(tmp_path: Path) -> None:
    audits = Member(APPROVER, 2, ("auditor",))
    office = an_office(*(audits if one.name == APPROVER else one for one in FOUNDERS))
    said = not_two(tmp_path, a_report(office), office)
    assert said == "Jan Wójcik, reviewer did not hold the role for it."


def test_a_role_that_was_taken_away_before_does_not_count(tmp_path: Path) -> None:
    office = OFFICE.copied()
    office.set_roles(SIGNER.name, APPROVER)
    assert "did not hold the role" in not_two(tmp_path, a_report(office), office)
    later = decided(OFFICE)
    later.set_roles(SIGNER.name, APPROVER)
    assert proven(tmp_path, a_report(), later).origin is Origin.PROVEN


def newcomer(*confirmers: str, issuer: str = SIGNER.name, **given: Any) -> PaperOffice:
    """An office whose approver came later, confirmed by these."""
    others = [one for one in FOUNDERS if one.name != APPROVER]
    office = an_office(*others, **given)
    office.add(issuer, Member(APPROVER, 2, REVIEWING))
    office.second(HEAD.name)
    for name in confirmers:
        office.confirm(name, APPROVER)
    return office


def of_newcomer(office: PaperOffice, *by: str, **changes: Any) -> bytes:
    vouched = Voucher(by=tuple(sorted(by)))
    return a_report(office, approval=an_approval(office=office, vouched=vouched, **changes))


def test_a_key_that_two_have_not_confirmed_approves_nothing(tmp_path: Path) -> None:
    office = newcomer(KEEPER.name)
    said = not_two(tmp_path, of_newcomer(office, KEEPER.name), office)
    assert said == (
        "The key of Jan Wójcik, reviewer is not confirmed by two others, so it approves nothing "
        "yet. It can be confirmed by Hanna Kowal, head, Marta Zielińska, Marta Zielińska, analyst."
    )


def test_a_key_that_nobody_else_confirmed_does_not_count(tmp_path: Path) -> None:
    office = newcomer(SIGNER.name)
    found = proven(tmp_path, of_newcomer(office), office)
    assert "was not valid when the approval in r.xlsx was signed" in found.closing


def test_a_key_that_two_have_confirmed_approves(tmp_path: Path) -> None:
    office = newcomer(KEEPER.name, HEAD.name)
    data = of_newcomer(office, KEEPER.name, HEAD.name)
    found = proven(tmp_path, data, office)
    assert found.origin is Origin.PROVEN, found.closing


def test_who_vouches_alone_for_a_key_has_no_counterpart_in_it(tmp_path: Path) -> None:
    """The author and a colleague of the author's own making confirm the approver."""
    made = Member("Third Person", 22, REVIEWING)
    admin = Member(AUTHOR, AUTHOR_SEED, ("administrator", "analyst"))
    office = an_office(admin, *(one for one in FOUNDERS if one.name not in (AUTHOR, APPROVER)))
    office.add(AUTHOR, made)
    office.second(HEAD.name)
    office.confirm(HEAD.name, made.name)
    office.add(SIGNER.name, Member(APPROVER, 2, REVIEWING))
    office.second(HEAD.name)
    office.confirm(AUTHOR, APPROVER)
    office.confirm(made.name, APPROVER)
    data = of_newcomer(office, AUTHOR, made.name)
    assert proven(tmp_path, data, office).origin is Origin.PROVEN  # the line of Third Person
    reset = office.copied()
    reset.reset(AUTHOR, APPROVER, 23)
    reset.confirm(HEAD.name, APPROVER)
    reset.confirm(AUTHOR, APPROVER)
    data = of_newcomer(reset, AUTHOR, HEAD.name, seed=23)
    said = not_two(tmp_path, data, reset)
    assert said.startswith("Marta Zielińska, analyst gave out the key of Jan Wójcik, reviewer")
    assert "It can be confirmed by " in said


def test_an_authority_counts_as_two(tmp_path: Path) -> None:
    office = newcomer(authorities=[61])
    office.confirm_outside(KEEPER.name, APPROVER, 61)
    vouched = Voucher(authority=True)
    data = a_report(office, approval=an_approval(office=office, vouched=vouched))
    assert proven(tmp_path, data, office).origin is Origin.PROVEN


def test_an_approval_that_no_entry_names_is_not_in_the_chain(tmp_path: Path) -> None:
    for entry in ("", "odd", OFFICE.entries[0], a_proposal()["proposal_entry"]):
        said = not_two(tmp_path, a_report(approval=an_approval(entry=entry)), OFFICE)
        assert said == "The signature does not stand in the audit chain where it says."


def test_entries_that_are_not_of_the_chain_of_the_sheet_are_told(tmp_path: Path) -> None:
    """The deed says that it stands where the sheet has a statement."""
    office = OFFICE.copied()
    office.rotate(HEAD.name, 46)
    found = proven(tmp_path, a_report(OFFICE), office)
    assert found.origin is Origin.REFUTED
    assert "the audit entries in r.xlsx are not of the chain of the key sheet" in found.closing


def test_an_audit_head_that_is_not_of_the_chain_is_told(tmp_path: Path) -> None:
    dossier = a_dossier(audit_head=ChainHead(1, "00" * 32))
    found = proven(tmp_path, render_xlsx(dossier, signer=a_signer()), OFFICE)
    assert "are not of the chain of the key sheet" in found.closing


@pytest.mark.parametrize(
    "vouched",
    [
        Voucher(),
        Voucher(founder=True, by=(KEEPER.name,)),
        Voucher(founder=True, authority=True),
    ],
)
def test_what_a_report_says_of_a_key_is_what_the_sheet_says(
    tmp_path: Path, vouched: Voucher
) -> None:
    found = proven(tmp_path, a_report(approval=an_approval(vouched=vouched)), OFFICE)
    assert found.origin is Origin.REFUTED
    assert "r.xlsx says of a key that others confirmed it than the key sheet" in found.closing


def test_a_report_need_not_know_who_confirmed_a_key_since(tmp_path: Path) -> None:
    office = newcomer(KEEPER.name, HEAD.name)
    data = of_newcomer(office, KEEPER.name, HEAD.name)
    later = decided(office)
    later.confirm(SIGNER.name, APPROVER)
    assert proven(tmp_path, data, later).origin is Origin.PROVEN


def test_a_decision_that_is_said_not_to_be_approved_is_told_so(tmp_path: Path) -> None:
    approval = an_approval(valid=False, why_not="The case changed since the approval.")
    found = proven(tmp_path, a_report(approval=approval), OFFICE)
    assert found.origin is Origin.PROVEN
    said = "r.xlsx: the decision is not validly approved, as the report itself says."
    assert said in found.sentences()


# An office that one person founded


ALONE = an_office(Member(AUTHOR, AUTHOR_SEED, ("administrator", "analyst", "reviewer", "head")))


def decided_alone(*, valid: bool = False) -> bytes:
    alone: dict[str, Any] = {
        "approver": AUTHOR,
        "seed": AUTHOR_SEED,
        "valid": valid,
        "by_one": not valid,
    }
    approval = an_approval(office=ALONE, **alone)
    decision = a_decision(approval=approval, **a_proposal(office=ALONE))
    dossier = a_dossier(decision=decision, casebook=ALONE.casebook, founded_by_one=True)
    return render_xlsx(dossier, signer=ALONE.signer(AUTHOR))


def test_a_decision_by_one_person_is_told_and_its_origin_proven(tmp_path: Path) -> None:
    sheet = saved(tmp_path, ALONE.sheet(AUTHOR), "k.json")
    found = verified(tmp_path, decided_alone(), sheet)
    assert found.origin is Origin.PROVEN
    said = "\n".join(found.sentences())
    assert "r.xlsx: decided by one person, as the report says; the signatures verify." in said
    assert "one person founded this casebook, so that what it decides is decided by one" in said


def test_one_person_is_never_two(tmp_path: Path) -> None:
    sheet = saved(tmp_path, ALONE.sheet(AUTHOR), "k.json")
    assert verified(tmp_path, decided_alone(valid=True), sheet).origin is Origin.REFUTED


def test_by_how_many_the_office_was_founded_is_what_the_sheet_says(tmp_path: Path) -> None:
    data = render_xlsx(a_dossier(founded_by_one=True), signer=a_signer())
    found = proven(tmp_path, data, OFFICE)
    assert found.origin is Origin.REFUTED
    assert "by how many people the casebook was founded is not what r.xlsx says" in found.closing


def test_a_text_that_somebody_else_approved_proves_nothing(tmp_path: Path) -> None:
    decision = a_decision(approval=an_approval(text=a_text(reason="other")))
    found = proven(tmp_path, of_decision(decision, OFFICE), OFFICE)
    assert found.closing == "Not consistent: origin not proven."
