"""Key sheets are read as statements are, or are refused with the reason."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.reports.builders import AUTHOR
from tests.reports.paper_office import (
    FOUNDERS,
    KEEPER,
    OFFICE,
    OFFICE_NAME,
    SHEET_LASTS,
    SHEET_MADE,
    SIGNER,
    Member,
    PaperOffice,
    an_office,
    public_key,
)
from tests.reports.received import saved

from landwaiter.canonical import canonical_bytes
from landwaiter.errors import Invalid, NotFound
from landwaiter.reports.proof import key_sheet
from landwaiter.reports.proof.key_sheet import KeySheet, SheetStatement

NEW = Member("Nowa Osoba", 20, ("reviewer",))


def grown() -> PaperOffice:
    """Somebody came, was confirmed twice and has the roles."""
    office = OFFICE.copied()
    office.add(SIGNER.name, NEW)
    office.confirm(KEEPER.name, NEW.name)
    office.second("Jan Wójcik, reviewer")
    office.confirm(SIGNER.name, NEW.name)
    return office


def read(folder: Path, data: bytes) -> KeySheet:
    return key_sheet.read(saved(folder, data, "keys.json"))


def refused(folder: Path, data: bytes) -> Invalid:
    with pytest.raises(Invalid) as caught:
        read(folder, data)
    assert caught.value.file == "keys.json"
    return caught.value


def test_a_key_sheet_says_what_its_statements_say(tmp_path: Path) -> None:
    sheet = read(tmp_path, grown().sheet(KEEPER.name))
    assert (sheet.office, sheet.signer, sheet.key) == (OFFICE_NAME, KEEPER.name, public_key(11))
    assert (sheet.made_at, sheet.expires) == (SHEET_MADE, SHEET_MADE + SHEET_LASTS)
    assert sheet.registry.casebook == OFFICE.casebook
    assert len(sheet.registry.heads) == 6
    assert sheet.registry.problems == ()
    person = sheet.registry.people[NEW.id]
    assert person.roles_now == {"reviewer"}
    assert sheet.registry.approves(sheet.registry.keys[public_key(20)])


def test_what_has_no_effect_is_kept_and_told(tmp_path: Path) -> None:
    office = OFFICE.copied()
    office.set_roles(AUTHOR, KEEPER.name, "head")  # no administrator
    sheet = read(tmp_path, office.sheet(KEEPER.name))
    assert sheet.registry.problems == (
        "Statement 2 has no effect: its signer is no administrator.",
    )


def resigned(office: PaperOffice, change: Callable[[dict[str, Any]], object]) -> bytes:
    """A sheet whose content was changed by somebody who signs sheets here."""
    value = json.loads(office.sheet(KEEPER.name))
    change(value)
    del value["signature"]
    signature = office.signer(KEEPER.name).sign(canonical_bytes(value))
    return canonical_bytes({**value, "signature": signature.hex()})


def test_a_sheet_that_is_written_out_and_signed_again_is_the_same(tmp_path: Path) -> None:
    assert len(read(tmp_path, resigned(grown(), lambda value: None)).registry.heads) == 6


def last(value: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = value["statements"][-1]
    return found


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda v: v["statements"].pop(2), "it does not follow the one before it"),
        (lambda v: v["statements"].reverse(), "it does not follow the one before it"),
        (lambda v: v["statements"].append(v["statements"][-1]), "does not follow the one before"),
        (
            lambda v: last(v).update(text=last(v)["text"].replace("{", "{ ", 1)),
            "it is not in the form of statements",
        ),
        (
            lambda v: last(v).update(text=last(v)["text"].replace("20", "21", 1)),
            "the audit entry that follows does not seal it",
        ),
        (lambda v: last(v)["signatures"].clear(), "the audit entry that follows does not seal it"),
        (
            lambda v: last(v).update(entry=v["statements"][0]["entry"]),
            "the audit entry that follows does not seal it",
        ),
        (lambda v: v["statements"].clear(), "There is no statement in it"),
    ],
)
def test_a_sheet_of_other_statements_is_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], why: str
) -> None:
    fault = refused(tmp_path, resigned(grown(), change))
    assert fault.field == "statements"
    assert why in fault.message


def test_entries_of_two_chains_are_refused(tmp_path: Path) -> None:
    """The second statement follows another first entry than the sheet holds."""

    def change(value: dict[str, Any]) -> None:
        first = json.loads(value["statements"][0]["entry"])
        first["by"] = "somebody else"
        value["statements"][0]["entry"] = canonical_bytes(first).decode()

    fault = refused(tmp_path, resigned(grown(), change))
    assert "the audit head it names is not in the chain" in fault.message


def test_the_sheet_of_another_casebook_by_name_is_refused(tmp_path: Path) -> None:
    def change(value: dict[str, Any]) -> None:
        value["casebook"] = "00" * 32

    assert refused(tmp_path, resigned(OFFICE, change)).field == "casebook"


def disabled() -> PaperOffice:
    office = OFFICE.copied()
    office.disable(SIGNER.name, KEEPER.name)
    return office


@pytest.mark.parametrize(
    "data",
    [
        OFFICE.sheet(KEEPER.name, seed=99),
        OFFICE.sheet(KEEPER.name, seed=3),
        disabled().sheet(KEEPER.name),
    ],
)
def test_a_sheet_by_somebody_whose_key_does_not_count_is_refused(
    tmp_path: Path, data: bytes
) -> None:
    fault = refused(tmp_path, data)
    assert fault.field == "key"
    assert "does not count by it" in fault.message


@pytest.mark.parametrize(
    "field", ["office", "casebook", "signer", "key", "expires", "signature", "made_at"]
)
def test_a_sheet_that_was_changed_after_signing_is_refused(tmp_path: Path, field: str) -> None:
    value = json.loads(OFFICE.sheet(KEEPER.name))
    moment = "2027-01-01T00:00:00Z"
    value[field] = moment if field in ("expires", "made_at") else "00"
    assert "it was changed" in refused(tmp_path, canonical_bytes(value)).message


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "something"}, None),
        ({"v": 1}, None),
        ({"office": 5}, "office"),
        ({"office": "\ud800"}, None),
        ({"expires": None}, "expires"),
        ({"statements": [{"text": "{}"}]}, "statements[0].signatures"),
        ({"more": 1}, "more"),
    ],
)
def test_what_does_not_fit_is_refused_with_file_and_field(
    tmp_path: Path, change: dict[str, Any], field: str | None
) -> None:
    value = {**json.loads(OFFICE.sheet(KEEPER.name)), **change}
    assert refused(tmp_path, json.dumps(value).encode()).field == field


@pytest.mark.parametrize(
    "statement",
    [
        SheetStatement("{}", (("a",),), OFFICE.entries[0]),
        SheetStatement("{}", (), "no entry"),
        SheetStatement("{}", (), '{"seq":"1"}'),
        SheetStatement("[" * 100_000, (), OFFICE.entries[0]),
        SheetStatement("{}", (), OFFICE.entries[0].replace('"seq":"1"', '"seq":"²"')),
    ],
)
def test_what_is_no_statement_is_refused(tmp_path: Path, statement: SheetStatement) -> None:
    refused(tmp_path, OFFICE.sheet(KEEPER.name, statements=(statement,)))


@pytest.mark.parametrize("figures", ["²", "9" * 5000, "-1", "", "01"])
def test_an_audit_head_of_no_number_is_refused(tmp_path: Path, figures: str) -> None:
    office = OFFICE.copied()
    office.state(SIGNER.name, "roles_set", [1], head={"seq": figures, "sha256": "00" * 32})
    assert (
        "names no head of the audit chain" in refused(tmp_path, office.sheet("Anna Baran")).message
    )


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path: Path, data: bytes) -> None:
    refused(tmp_path, data)


def test_a_missing_key_sheet_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        key_sheet.read(tmp_path / "none.json")


def test_an_office_of_one_has_a_sheet_too(tmp_path: Path) -> None:
    office = an_office(Member("Adam", 30, ("administrator", "analyst", "reviewer", "head")))
    assert read(tmp_path, office.sheet("Adam")).registry.is_alone
    assert not read(tmp_path, an_office(*FOUNDERS[:2]).sheet(SIGNER.name)).registry.is_alone
