"""What an insider or a courier tries with reports and key sheets, from files and keys alone.

Each attack fails; where it is cheap to show, it succeeds once the protection is taken away. The
numbers are those of the list of attacks.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from tests.pseudo import BEGINS, Pseudo
from tests.reports.builders import (
    APPROVER,
    AUTHOR,
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
    SIGNER,
    Member,
    PaperOffice,
    an_office,
)
from tests.reports.received import saved

from landwaiter.canonical import sha256_hex
from landwaiter.i18n import Catalogue
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.shown import with_words
from landwaiter.reports.dossier.signing import ReportSigner
from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.reports.proof import origin
from landwaiter.reports.proof.sources import Source
from landwaiter.reports.proof.verify import (
    ApprovalWorth,
    Origin,
    State,
    Verification,
    verify_reports,
)
from landwaiter.reports.workbook.xlsx import render_xlsx

Render = Callable[..., bytes]


def report(office: PaperOffice, dossier: Dossier, **signer: Any) -> bytes:
    return render_xlsx(dossier, signer=a_signer(office=office, **signer))


def judged(folder: Path, data: bytes, *sheets: bytes, name: str = "r.xlsx") -> Verification:
    paths = [saved(folder, sheet, f"{no}.json") for no, sheet in enumerate(sheets)]
    return verify_reports([saved(folder, data, name)], key_sheet=paths)


# 68: a report signed again with the own key


def of_insider() -> bytes:
    """Changed, and signed by a colleague under the name of another."""
    return report(OFFICE, a_dossier(title="Forged"), seed=KEEPER.seed)


def test_68_a_report_signed_again_with_the_own_key(tmp_path: Path) -> None:
    for seed in (KEEPER.seed, 99):
        data = report(OFFICE, a_dossier(title="Forged"), seed=seed)
        found = judged(tmp_path, data, OFFICE.sheet(KEEPER.name))
        assert found.origin is Origin.REFUTED
        assert "of Marta Zielińska, who signed the report in r.xlsx, is not in the key" in (
            found.closing
        )


def test_68_succeeds_without_its_protection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origin, "_key", lambda one, source: source.registry.keys.get(one.key))
    assert judged(tmp_path, of_insider(), OFFICE.sheet(KEEPER.name)).origin is Origin.PROVEN


def test_68_claiming_a_statement_that_is_not_there_yet_proves_nothing(tmp_path: Path) -> None:
    later = OFFICE.copied()
    later.set_roles(AUTHOR, AUTHOR, "head")
    data = report(later, a_dossier(title="Forged"), seed=99)
    assert judged(tmp_path, data, OFFICE.sheet(KEEPER.name)).origin is Origin.NOT_PROVEN


# 69: a key sheet with a phantom

PHANTOM = Member(APPROVER, 70, ("reviewer",))


def with_invented_founder() -> PaperOffice:
    """The founding written anew, with the phantom in the place of the reviewer."""
    return an_office(*(PHANTOM if one.name == APPROVER else one for one in FOUNDERS))


def with_phantom(*, confirmed: bool = False) -> PaperOffice:
    """The administrator adds somebody of his own making, and says so of the key himself."""
    office = an_office(*(one for one in FOUNDERS if one.name != APPROVER))
    office.add(SIGNER.name, PHANTOM)
    office.second(HEAD.name)
    office.confirm(SIGNER.name, APPROVER)
    if confirmed:
        office.add(SIGNER.name, Member("Another Phantom", 71, ("reviewer",)))
        office.confirm(SIGNER.name, "Another Phantom")
        office.confirm("Another Phantom", APPROVER)
    return office


@pytest.mark.parametrize("office", [with_phantom(), with_phantom(confirmed=True)])
def test_69_a_sheet_with_a_phantom(tmp_path: Path, office: PaperOffice) -> None:
    approval = an_approval(office=office, seed=PHANTOM.seed)
    decision = a_decision(approval=approval, **a_proposal(office=office))
    data = report(office, a_dossier(decision=decision, casebook=office.casebook))
    found = judged(tmp_path, data, office.sheet(KEEPER.name))
    assert found.origin is Origin.REFUTED
    assert "of Jan Wójcik, reviewer was not valid when the approval" in found.closing


def test_69_an_invented_founder_is_another_casebook(tmp_path: Path) -> None:
    office = with_invented_founder()
    decision = a_decision(
        approval=an_approval(office=office, seed=PHANTOM.seed), **a_proposal(office=office)
    )
    dossier = a_dossier(decision=decision, casebook=office.casebook)
    found = judged(tmp_path, report(office, dossier), OFFICE.sheet(KEEPER.name))
    assert found.origin is Origin.REFUTED
    assert "r.xlsx is of casebook " in found.closing


# 70: a sheet cut before a retirement


def by_somebody_disabled() -> tuple[bytes, bytes, bytes]:
    """An approval after its signer was disabled, claiming the statements of before; the sheet of
    now, and one cut before that."""
    now = OFFICE.copied()
    now.disable(SIGNER.name, APPROVER)
    longer = now.sheet(KEEPER.name)
    now.claimed = OFFICE.registry
    data = report(OFFICE, a_dossier(decision=a_decision(office=now)))
    return data, longer, OFFICE.sheet(KEEPER.name)


def test_70_a_sheet_cut_before_a_retirement_beside_the_longer_one(tmp_path: Path) -> None:
    data, longer, cut = by_somebody_disabled()
    for sheets in ([longer, cut], [cut, longer], [longer]):
        found = judged(tmp_path, data, *sheets)
        assert found.origin is Origin.REFUTED
        assert "rests on other statements about people and keys." in found.closing


def test_70_succeeds_without_its_protection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the shorter sheet is read."""
    data, longer, cut = by_somebody_disabled()
    shortest = property(lambda self: min(self.sheets, key=lambda one: len(one.registry.heads)))
    monkeypatch.setattr(Source, "longest", shortest)
    monkeypatch.setattr(Source, "contradiction", None)
    assert judged(tmp_path, data, longer, cut).origin is Origin.PROVEN


def test_70_who_was_disabled_signs_no_report(tmp_path: Path) -> None:
    now = OFFICE.copied()
    now.disable(SIGNER.name, APPROVER)
    data = render_xlsx(a_dossier(), signer=now.signer(APPROVER))
    found = judged(tmp_path, data, OFFICE.sheet(KEEPER.name), now.sheet(KEEPER.name))
    assert "was not valid when the report in r.xlsx was signed" in found.closing
    assert judged(tmp_path, data, OFFICE.sheet(KEEPER.name)).origin is Origin.NOT_PROVEN


def test_70_a_retired_key_that_claims_the_time_before_is_told(tmp_path: Path) -> None:
    """Nothing in a file shows when it was signed: the recipient is told what to ask."""
    now = decided(OFFICE)
    now.disable(SIGNER.name, SIGNER.name)
    now.rotate(SIGNER.name, 72)
    found = judged(tmp_path, report(OFFICE, a_rich_dossier()), now.sheet(KEEPER.name))
    assert found.origin is Origin.PROVEN
    assert (
        "r.xlsx: the key 8a88e3dd7409f195… of Marta Zielińska, who signed the report, was retired "
        "since. That it signed before is what the report says; ask the office whether it made "
        "PL1-2026-000412-D1."
    ) in found.sentences()


# 71: the sheet of another casebook


def refounded() -> PaperOffice:
    """The same people with the same keys, who founded once more."""
    return an_office(*FOUNDERS, authorities=[62])


def test_71_the_sheet_of_another_casebook(tmp_path: Path) -> None:
    found = judged(tmp_path, report(OFFICE, a_rich_dossier()), refounded().sheet(KEEPER.name))
    assert found.origin is Origin.REFUTED
    own, other = OFFICE.casebook, refounded().casebook
    assert f"is of casebook {own[:4]} {own[4:8]} " in found.closing
    assert f"of another, {other[:4]} {other[4:8]} " in found.closing


def test_71_an_approval_of_another_casebook(tmp_path: Path) -> None:
    """Of the very same people, in a report that names this one."""
    decision = a_decision(office=refounded())
    found = judged(
        tmp_path, report(OFFICE, a_dossier(decision=decision)), OFFICE.sheet("Anna Baran")
    )
    assert found.files[0].approval is ApprovalWorth.FAILS
    assert found.origin is Origin.REFUTED


# 72: an expired sheet


def expired() -> bytes:
    return OFFICE.sheet(KEEPER.name, expires=MADE_AT.replace(month=1))


def test_72_an_expired_sheet_proves_nothing_and_is_no_fault(tmp_path: Path) -> None:
    found = judged(tmp_path, report(OFFICE, a_rich_dossier()), expired())
    assert (found.origin, found.passed) == (Origin.NOT_PROVEN, True)


def test_72_succeeds_without_its_protection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origin, "_TESTS", origin._TESTS[:-1])
    assert judged(tmp_path, report(OFFICE, a_rich_dossier()), expired()).origin is Origin.PROVEN


# 73: an approval copied into another dossier


def with_copied_approval() -> Dossier:
    """What was approved stands; the author proposes something else and keeps the approval."""
    text = a_text(reason="Nothing was found.")
    decision = a_decision(
        text=text,
        text_sha256=sha256_hex(text.encode()),
        reason="Nothing was found.",
        **a_proposal(text=text, office=decided(OFFICE)),
    )
    return a_dossier(decision=decision)


def test_73_an_approval_copied_into_another_dossier(tmp_path: Path) -> None:
    found = judged(tmp_path, report(OFFICE, with_copied_approval()), OFFICE.sheet(KEEPER.name))
    assert found.files[0].approval is ApprovalWorth.FAILS
    assert found.origin is Origin.REFUTED
    other = a_dossier(decision=a_decision(), reference="PL1-2026-000999")
    found = judged(tmp_path, report(OFFICE, other), OFFICE.sheet(KEEPER.name))
    assert found.files[0].approval is ApprovalWorth.FAILS


def test_73_is_found_by_the_pair_too_and_succeeds_without_both_protections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, sheet = report(OFFICE, with_copied_approval()), OFFICE.sheet(KEEPER.name)
    monkeypatch.setattr(
        "landwaiter.reports.proof.verify.approval_of", lambda _d: ApprovalWorth.VERIFIES
    )
    assert "is about something else" in judged(tmp_path, data, sheet).closing
    monkeypatch.setattr(origin, "_why_not_two", lambda *_given: "")
    assert judged(tmp_path, data, sheet).origin is Origin.PROVEN


# 74: pages and sheets that are not those of the dossier


def two_faced(render: Render, shown: Dossier, told: Dossier, signer: ReportSigner) -> bytes:
    """Pages of one dossier under a manifest about another: whoever signs reports can sign that."""
    with pytest.MonkeyPatch.context() as patched:
        for module in ("paper.pdf", "workbook.xlsx"):
            patched.setattr(f"landwaiter.reports.{module}.worded_in", _Nothing)
        target = (
            "landwaiter.reports.paper.pdf_seal.seal"
            if render is render_pdf
            else ("landwaiter.reports.workbook.xlsx.seal")
        )
        from landwaiter.reports.dossier.signing import seal  # noqa: PLC0415  # beside its patched name

        patched.setattr(target, lambda _dossier, **given: seal(told, **given))
        return render(shown, signer=signer)


class _Nothing:
    def __init__(self, _words: Catalogue) -> None:
        return

    def __enter__(self) -> None:
        return

    def __exit__(self, *_fault: object) -> None:
        return


def shown_and_told() -> tuple[Dossier, Dossier]:
    told = a_rich_dossier()
    released = replace(told.decision, outcome="Released.", items=()) if told.decision else None
    return replace(told, decision=released), told


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_74_pages_that_are_not_those_of_the_dossier_not_seen_alone(
    tmp_path: Path, kind: str
) -> None:
    render: Render = {"pdf": render_pdf, "xlsx": render_xlsx}[kind]
    data = two_faced(render, *shown_and_told(), a_signer())
    found = judged(tmp_path, data, OFFICE.sheet(KEEPER.name), name=f"r.{kind}")
    assert found.files[0].state is State.CHANGED
    assert found.origin is Origin.REFUTED
    assert "it is not what the dossier says." in "\n".join(found.sentences())


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_74_succeeds_without_its_protection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    render: Render = {"pdf": render_pdf, "xlsx": render_xlsx}[kind]
    data = two_faced(render, *shown_and_told(), a_signer())
    for name in ("_untold_pages", "_untold_sheets"):
        monkeypatch.setattr(f"landwaiter.reports.proof.compare.{name}", lambda *_manifests: ())
    found = judged(tmp_path, data, OFFICE.sheet(KEEPER.name), name=f"r.{kind}")
    assert found.origin is Origin.PROVEN


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_74_claiming_another_layout_proves_nothing_not_seen_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("landwaiter.reports.paper.pdf_seal.PDF_LAYOUT", 7)
    monkeypatch.setattr("landwaiter.reports.workbook.xlsx.LAYOUT", 7)
    render: Render = {"pdf": render_pdf, "xlsx": render_xlsx}[kind]
    data = two_faced(render, *shown_and_told(), a_signer())
    found = judged(tmp_path, data, OFFICE.sheet(KEEPER.name), name=f"r.{kind}")
    assert found.origin is Origin.NOT_PROVEN
    assert f"another version of Landwaiter made r.{kind}. Verify it with" in found.closing


# 75: made in one language, verified in another


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_75_made_in_another_language_and_verified_by_who_speaks_english(
    tmp_path: Path, kind: str
) -> None:
    dossier = with_words(a_rich_dossier(), Pseudo())
    render: Render = {"pdf": render_pdf, "xlsx": render_xlsx}[kind]
    data = render(Dossier.from_bytes(dossier.canonical()), signer=a_signer())
    found = judged(tmp_path, data, OFFICE.sheet(KEEPER.name), name=f"r.{kind}")
    assert found.files[0].state is State.UNCHANGED
    assert found.origin is Origin.PROVEN
    if kind == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames[0].startswith(BEGINS)
    else:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert str(pdf.Root.Lang) == "xx"
