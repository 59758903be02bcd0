"""`case …`, `flags`, `evidence` and `report`: one case from triage to a verified report."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import ADMIN, REVIEWER, Desk, typed

CASE = "PL1-2026-000001"
SHAPE = {
    "reference": str,
    "id": str,
    "kind": str,
    "stage": str,
    "declaration": dict,
    "items": list,
    "candidates": list,
    "enrichment": list,
    "parties": list,
    "tracks": list,
    "actions": list,
    "flags": list,
    "not_evaluated": list,
    "not_applicable": list,
    "hits": list,
    "clocks": list,
    "acts": list,
    "decision": dict,
    "audit_head": str,
}
"""The keys of the contract; more may stand beside them."""
ROWS = {
    "flags": {"id", "evaluation", "review", "severity", "explanation", "basis", "evidence"},
    "not_evaluated": {"id", "missing", "not_met", "waits_for", "severity"},
    "not_applicable": {"id", "fact", "evidence"},
    "clocks": {"kind", "track", "start", "due", "cap", "unit", "calendar"},
    "acts": {"act", "allowed", "why_not", "needs"},
    "candidates": {"item", "list", "code", "edition", "score", "reasons", "missing"},
    "hits": {"list", "edition", "listing_id", "name", "matched_name", "score", "claim", "reasons"},
}
REASON = "Set out in the note of the case"


def act(desk: Desk, name: str, *options: object) -> Any:
    """An act on the case that must succeed."""
    return desk.gets("case", "act", CASE, name, *options, *desk.with_care(name, CASE))


def shown(desk: Desk) -> Any:
    return desk.gets("case", "show", CASE)


def propose(desk: Desk) -> None:
    act(desk, "assess")
    act(desk, "propose", "--outcome", "release", "--reason", REASON)


def test_a_case_has_the_keys_of_the_contract(reader: Desk) -> None:
    case = shown(reader)
    assert {key: type(case.get(key)) for key in SHAPE} == SHAPE


def test_its_rows_have_the_keys_of_the_contract(desk: Desk) -> None:
    act(desk, "hold", "--item", 1, "--track", "L")
    act(desk, "request-information", "--to", "the exporter", "--reason", "What is the end use?")
    act(desk, "enrich", "--field", "end_use", "--value", "missile test", "--source", "contract")
    case = shown(desk)
    for name, keys in ROWS.items():
        assert case[name], name
        assert all(keys <= set(row) for row in case[name]), name


def test_items_carry_status_and_classifications(desk: Desk) -> None:
    act(
        desk,
        "classify",
        "--item",
        1,
        "--code",
        "2B001",
        "--list",
        "eu",
        "--outcome",
        "confirmed",
        "--reason",
        REASON,
    )
    item = shown(desk)["items"][0]
    assert item["cn"] == "84571010"
    assert item["status"] == "not_presented"
    found = {row["code"]: row for row in item["classifications"]}
    assert {"list", "code", "edition", "state", "basis", "confidence"} <= set(found["2B001"])
    assert found["2B001"]["state"] == "confirmed"
    assert found["2B201"]["state"] == "candidate"


LEGAL = (
    ("propose", ("--reason", REASON), "outcome", "refuse"),
    ("record-reply", (), "outcome", "not_acting"),
    ("judge", ("--hit", "x", "--reason", REASON), "outcome", "different"),
    ("classify", ("--item", "1", "--code", "2B001", "--list", "eu", "--reason", REASON),
     "outcome", "insufficient"),
    ("open-track", ("--item", "1", "--basis", "national law"), "track", "L, A, B"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "given", "field", "choice"), LEGAL)
def test_a_legal_choice_is_refused_where_it_is_not_made(
    reader: Desk, name: str, given: tuple[str, ...], field: str, choice: str
) -> None:
    seen = reader.types("case", "act", CASE, name, *given)
    assert seen.code == 1
    assert field in seen.err
    assert choice in seen.err


def test_a_finding_on_a_sub_entry_answers_the_candidate_of_its_head(desk: Desk) -> None:
    act(
        desk, "classify", "--item", 1, "--code", "2B001.b.2", "--list", "eu",
        "--outcome", "confirmed", "--reason", REASON,
    )  # fmt: skip
    codes = [row["code"] for row in shown(desk)["items"][0]["classifications"]]
    assert codes == ["2B001.b.2", "2B201"]


def test_a_case_without_a_decision_says_so(reader: Desk) -> None:
    decision = shown(reader)["decision"]
    assert (decision["state"], decision["approved_valid"]) == (None, False)


def test_two_persons_approve(desk: Desk) -> None:
    propose(desk)
    second = desk.colleague(REVIEWER)
    assert act(second, "approve")["stage"] == "decided"
    decision = shown(desk)["decision"]
    assert (decision["state"], decision["approved_valid"]) == ("approved", True)
    assert (decision["author"], decision["approver"]) == (desk.user, REVIEWER)


def test_one_person_does_not_approve_even_with_the_role(desk: Desk) -> None:
    roles = ["roles", desk.user, "analyst,reviewer,head"]
    assert desk.colleague(ADMIN).types("casebook", "users", *roles).code == 0
    propose(desk)
    seen = desk.types("case", "act", CASE, "approve", "--json")
    assert seen.code == 1
    assert seen.data["error"]["kind"] == "not_allowed"
    assert shown(desk)["decision"]["approved_valid"] is False


def test_outcomes_and_their_bases_may_differ_by_item(desk: Desk) -> None:
    act(desk, "assess")
    said = ("--outcome", "release", "--item-outcome", "2=hold-and-refer", "--reason", REASON)
    open_still = desk.with_care("propose", CASE)
    seen = desk.types("case", "act", CASE, "propose", *said, *open_still)
    assert (seen.code, "item 2 needs a legal basis" in seen.err) == (1, True)
    assert '--item-basis 2="…"' in seen.err
    act(desk, "propose", *said, "--item-basis", "2=UCC Art. 188, 194(1)")
    decision = shown(desk)["decision"]
    assert decision["items"] == {"1": "release", "2": "hold-and-refer"}
    assert decision["bases"] == {"1": "", "2": "UCC Art. 188, 194(1)"}


def test_an_item_and_its_basis_are_written_with_an_equals_sign(desk: Desk) -> None:
    act(desk, "assess")
    seen = desk.types(
        "case", "act", CASE, "propose", "--outcome", "release", "--reason", REASON,
        "--item-basis", "UCC Art. 198(1)",
    )  # fmt: skip
    assert seen.code in (1, 2)
    assert "2=UCC Art. 198(1)" in seen.err


def test_acts_are_written_with_dashes_or_underscores(desk: Desk) -> None:
    act(desk, "request-opinion", "--to", "the laboratory")
    act(desk, "request_opinion", "--to", "the laboratory")
    act(desk, "record-answer", "--action", "technical-opinion", "--reason", "Not listed.")
    answered = [one["answer"] for one in shown(desk)["actions"]]
    assert answered == ["", "Not listed."]


@pytest.mark.parametrize(
    ("typed_value", "kept"),
    [
        ("University of Sample", "University of Sample"),
        ('{"name": "Sample", "share": 0.25}', {"name": "Sample", "share": "0.25"}),
        ("null", None),
        ("12", 12),
        ("NaN", "NaN"),
        ("{broken", "{broken"),
    ],
)
def test_a_value_is_json_or_else_plain_text(desk: Desk, typed_value: str, kept: object) -> None:
    act(desk, "enrich", "--field", "note", "--value", typed_value, "--source", "contract")
    assert shown(desk)["enrichment"][-1]["value"] == kept


def test_a_hit_is_judged(desk: Desk) -> None:
    [hit] = [one for one in shown(desk)["hits"] if one["list"] == "vessel_list"]
    assert hit["claim"] == "unconfirmed_identity"
    act(desk, "judge", "--hit", hit["id"], "--outcome", "same", "--reason", REASON)
    [judged] = [one for one in shown(desk)["hits"] if one["id"] == hit["id"]]
    assert (judged["claim"], judged["judgement"]["author"]) == ("listed", desk.user)


def test_an_old_revision_is_a_conflict(desk: Desk) -> None:
    revision = shown(desk)["revision"]
    act(desk, "take", "--revision", revision)
    seen = desk.types("case", "act", CASE, "triage", "--revision", revision, "--json")
    assert (seen.code, seen.data["error"]["kind"]) == (1, "conflict")


def test_acts_say_why_they_are_refused(reader: Desk) -> None:
    acts = {one["act"]: one for one in reader.gets("case", "acts", CASE)}
    assert acts["triage"]["allowed"] is True
    assert acts["approve"]["allowed"] is False
    assert "role" in acts["approve"]["why_not"]


def test_cases_are_listed_by_stage_and_query(desk: Desk) -> None:
    act(desk, "triage")
    assert [row["reference"] for row in desk.gets("case", "list", "--stage", "triage")] == [CASE]
    assert [row["reference"] for row in desk.gets("case", "list", "--query", "spare spindle")] == [
        CASE
    ]
    assert len(desk.gets("case", "list", "--limit", 2)) == 2


def test_a_research_case_is_opened_without_a_declaration(desk: Desk) -> None:
    made = desk.gets(
        "case", "new", "--kind", "research-partner", "--partner", "Harbin Sample University",
        "--partner-country", "cn", "--topic", "Inertial sensors", "--technology", "7E004",
        "--start", "2026-09-01",
    )  # fmt: skip
    case = desk.gets("case", "show", made["reference"])
    assert (case["kind"], case["declaration"]) == ("research", None)
    assert case["project"]["partner_country"] == "CN"
    assert "7E001" in {one["code"] for one in case["candidates"]}


def test_flags_stand_alone_as_in_the_case(reader: Desk) -> None:
    alone, case = reader.gets("flags", CASE), shown(reader)
    for name in ("flags", "not_evaluated", "not_applicable", "not_raised", "off"):
        assert alone[name] == case[name], name
    assert alone["stored"] is True
    assert reader.types("flags", CASE, "--as-of", case["judged_as_of"]).code == 0


def test_the_text_of_a_case_names_what_was_not_evaluated(reader: Desk) -> None:
    seen = reader.types("case", "show", CASE)
    assert seen.code == 0
    assert "not evaluated: RF-E0" in seen.out
    assert "RF-P01: " not in seen.out
    (waiting,) = [line for line in seen.out.splitlines() if "Waits for the office: " in line]
    assert "the EU asset-freeze list or the UN list" in waiting
    assert "RF-P01" in waiting
    assert "上海样本机床进口有限公司" in seen.out


def test_evidence_is_kept_and_verified(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "data sheet.txt"
    file.write_bytes(b"travel 800 mm")
    kept = desk.gets("evidence", "add", CASE, file, "--from", "the exporter")
    assert (kept["name"], kept["size"], kept["received_from"]) == (
        "data sheet.txt",
        13,
        "the exporter",
    )
    assert desk.gets("evidence", "verify") == {"read": 1, "faults": []}


def test_evidence_that_was_lost_is_found_missing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "sheet.txt"
    file.write_bytes(b"travel 800 mm")
    before = {path for path in (desk.path / "vault").rglob("*") if path.is_file()}
    desk.gets("evidence", "add", CASE, file)
    [kept] = {path for path in (desk.path / "vault").rglob("*") if path.is_file()} - before
    kept.unlink()
    seen = desk.types("evidence", "verify", "--json")
    assert seen.code == 1
    assert seen.data["faults"][0]["name"] == "sheet.txt"


@pytest.fixture
def reported(desk: Desk, tmp_path: Path) -> tuple[Path, Path, Path]:
    """PDF, Excel and key sheet of the case after its approval."""
    propose(desk)
    act(desk.colleague(REVIEWER), "approve")
    pdf, xlsx, sheet = tmp_path / "r.pdf", tmp_path / "r.xlsx", tmp_path / "keys.json"
    made = desk.gets("report", "case", CASE, "--pdf", pdf, "--xlsx", xlsx)
    assert (made["pdf"], made["xlsx"]) == (str(pdf), str(xlsx))
    desk.gets("casebook", "keys", sheet)
    return pdf, xlsx, sheet


def test_a_report_verifies_without_a_casebook(reported: tuple[Path, Path, Path]) -> None:
    pdf, xlsx, sheet = reported
    seen = typed("verify", pdf, xlsx, "--keys", sheet, "--json")
    assert seen.code == 0, seen.err
    assert (seen.data["origin"], seen.data["same_dossier"]) == ("proven", True)
    alone = typed("verify", pdf)
    assert (alone.code, alone.err) == (3, "")
    assert alone.out.rstrip().endswith("origin not proven.")


def test_a_changed_report_does_not_verify(reported: tuple[Path, Path, Path]) -> None:
    _pdf, xlsx, sheet = reported
    data = bytearray(xlsx.read_bytes())
    data[len(data) // 2] ^= 0xFF
    xlsx.write_bytes(bytes(data))
    seen = typed("verify", xlsx, "--keys", sheet)
    assert seen.code == 1
    assert "Traceback" not in seen.err
