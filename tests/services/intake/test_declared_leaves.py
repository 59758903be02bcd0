"""Everything that a declaration states is in `case show --json` and in the report of its case."""

import csv
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from itertools import count
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import pytest
from lxml import etree
from tests.services.sample_office import ANALYST, Office
from tests.taking_in import taken_in

from landwaiter.canonical import plain
from landwaiter.cli.cases.case_json import case_object
from landwaiter.cli.cases.case_text import case_lines
from landwaiter.domain.cases.case import Case
from landwaiter.domain.intake.declaration import Declaration, Money, Role
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.reports.dossier.dossier import CellMark, Dossier
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.reports.dossier.compose import Frame, case_dossier
from landwaiter.services.reports.dossier.types import report_type
from landwaiter.ui.kit.item_words import summary

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"
FILES = ("aes_cc515c.xml", "wco_declaration.xml", "declarations.csv")
REAL = Path(os.environ.get("LANDWAITER_TESTDATA", "")) / "customs" / "hmrc_cds_export"

Leaf = tuple[str, Any]


def leaves(value: Any, path: str = "") -> Iterator[Leaf]:
    """Every stated value with the path to it; what is absent or empty is no leaf."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), f"{path}/{field.name}")
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from leaves(one, f"{path}/{number}")
    elif value is not None:
        yield path, value


def at(plain_value: Any, path: str) -> Any:
    """What JSON holds under the path."""
    for step in path.strip("/").split("/"):
        plain_value = plain_value[int(step) if isinstance(plain_value, list) else step]
    return plain_value


def filled(hint: Any, numbers: Iterator[int], name: str = "") -> Any:
    """A value of the type in which every leaf is stated, and stated once."""
    if get_origin(hint) is UnionType:
        (hint,) = (one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is tuple:
        return tuple(filled(get_args(hint)[0], numbers, name) for _time in range(2))
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return hint(**{f.name: filled(hints[f.name], numbers, f.name) for f in fields(hint)})
    number = next(numbers)
    made: Mapping[type, Any] = {
        str: f"{84000000 + number}" if name == "cn" else f"{name}-{number}",
        int: 100000 + number,
        Decimal: Decimal(200000 + number),
        bool: True,
        datetime: datetime(2026, 1, 1 + number % 28, tzinfo=UTC),
        date: date(2027, 1, 1 + number % 28),
    }
    if issubclass(hint, Enum):
        return list(hint)[number % len(list(hint))]
    return made[hint]


def full_declaration() -> Declaration:
    """Every field stated; its items are those of the sample case."""
    made: Declaration = filled(Declaration, count(1))
    items = tuple(replace(item, no=no) for no, item in enumerate(made.items, start=1))
    return replace(
        made,
        items=items,
        documents=tuple(replace(one, item_no=None) for one in made.documents),
        parties=tuple(replace(one, item_no=1, role=Role.CONSIGNEE) for one in made.parties),
    )


def with_declaration(view: CaseView, declaration: Declaration) -> CaseView:
    newest = replace(view.case.versions[-1], declaration=declaration)
    return replace(view, case=replace(view.case, versions=(newest,)))


def dossier_of(office: Office, view: CaseView) -> Dossier:
    frame = Frame("D1", "PL1", "", "", "", sample=False, made_at=office.clock.at, editions=())
    return case_dossier(view, frame)


def cells(dossier: Dossier) -> str:
    tables = (*dossier.tables, *dossier.closing)
    said = (
        f"{cell.text} {cell.unit}" if isinstance(cell, CellMark) else str(cell or "")
        for table in tables
        for row in table.rows
        for cell in row
    )
    return "\n".join((*said, *(note for table in tables for note in table.notes)))


def printed(value: Any) -> tuple[str, ...]:
    """How a leaf may be printed."""
    match value:
        case bool():
            return ("yes",) if value else ("no",)
        case Enum():
            return (str(value.value).replace("_", " "),)
        case datetime():
            return (plain(value), value.date().isoformat(), f"{value.day} {value:%b %Y}")
        case date():
            return (value.isoformat(), f"{value.day} {value:%b %Y}")
        case int() | Decimal():
            return (f"{Decimal(value):f}", f"{Decimal(value):,f}", f"{value:,.2f}")
    text = str(value)
    grouped = " ".join((text[:4], text[4:6], text[6:8], text[8:])).strip()
    return (text, grouped) if text.isdigit() else (text,)


def lost(dossier: Dossier, found: Iterator[Leaf]) -> list[Leaf]:
    said = cells(dossier)
    return [leaf for leaf in found if not any(one in said for one in printed(leaf[1]))]


def test_a_full_declaration_states_every_field() -> None:
    stated = {path for path, _value in leaves(full_declaration())}
    names = {field.name for field in fields(Declaration)}
    assert {path.split("/")[1] for path in stated} == names


def test_every_leaf_of_a_full_declaration_is_printed(office: Office) -> None:
    declaration = full_declaration()
    dossier = dossier_of(office, with_declaration(office.view(), declaration))
    assert lost(dossier, leaves(declaration)) == []


def test_every_leaf_of_a_full_declaration_is_in_the_json(office: Office) -> None:
    declaration = full_declaration()
    told = plain(case_object(with_declaration(office.view(), declaration)))
    for path, value in leaves(declaration):
        assert at(told["declaration"], path) == plain(value), path
    for number, item in enumerate(declaration.items):
        for path, value in leaves(item):
            assert at(told["items"][number], path) == plain(value), path


def taken(office: Office, path: Path) -> list[Case]:
    (result,) = taken_in(office.session(ANALYST), TakeIn((path,)))
    assert result.cases, result
    return [office.case(reference) for reference in result.cases]


def of_samples() -> list[Path]:
    """Ours, and every seventh of those that customs published, without those on earlier ones."""
    published = sorted(REAL.glob("TT_EX*.xml")) if REAL.is_dir() else []
    real = [path for path in published if not path.stem.endswith(("Amendment", "Cancellation"))]
    return [*(SAMPLES / name for name in FILES), *real[::7]]


@pytest.mark.parametrize("path", of_samples(), ids=lambda path: path.name)
def test_every_leaf_of_a_file_is_in_json_and_report(office: Office, path: Path) -> None:
    for case in taken(office, path):
        view = office.view(case.reference)
        assert case.declaration is not None
        told = plain(case_object(view))
        assert told["declaration"] == plain(case.declaration)
        for item, shown in zip(case.declaration.items, told["items"], strict=True):
            assert {name: shown[name] for name in plain(item)} == plain(item)
        for declared in case.declaration.parties:
            same = [
                one
                for one in told["parties"]
                if (one["role"], one["name"], one["identifier"], one["item"])
                == (declared.role, declared.name or "", declared.identifier, declared.item_no)
            ]
            (one, *_others) = [one for one in same if one["address"] == plain(declared.address)]
            assert {declared.contact} - {None} <= set(one["contacts"])
            assert {declared.qualifier} - {None} <= set(one["qualifiers"])
        assert lost(dossier_of(office, view), leaves(case.declaration)) == []


ENVELOPE = frozenset(
    {
        *("messageSender", "messageRecipient", "messageIdentification", "messageType"),
        *("sequenceNumber", "security", "numberOfSeals", "SequenceNumeric"),
        *("WCODataModelVersionCode", "WCOTypeName", "ResponsibleCountryCode"),
        *("ResponsibleAgencyName", "AgencyAssignedCustomizationVersionCode"),
        *("FunctionCode", "IdentificationTypeCode"),
        *("clientID", "conversationID", "authenticatedPartyID", "originatingPartyID"),
        *("receiptDate", "regime", "badgeIdentifier", "eoriNumber"),
    }
)
"""What speaks of the message and its order, and not of what is declared."""


def raw_leaves(path: Path) -> Iterator[Leaf]:
    if path.suffix == ".csv":
        for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))):
            for name, text in row.items():
                yield from ((name, part) for part in (text or "").replace("+", "|").split("|"))
        return
    for node in etree.parse(path).iter():
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name and not len(node) and name not in ENVELOPE:
            yield name, (node.text or "").strip()


def told_by(case: Case) -> set[str]:
    """Every value, whole and its words: some are made of several elements."""
    said: set[str] = set()
    for path, value in leaves(case.declaration):
        text = str(plain(value))
        said |= {text, *text.replace(",", " ").split(), text[:10]}
        if isinstance(value, Decimal):
            said.add(str(value.normalize()))
        if isinstance(value, datetime):
            said.add(value.astimezone(ZoneInfo("Europe/Warsaw")).date().isoformat())
        if path.endswith(JOINED):
            ends = range(1, len(text) + 1)
            said |= {text[start:end] for end in ends for start in range(end)}
    declared = case.declaration
    assert declared is not None
    return {*said, f"{declared.type}{declared.additional_type}"}


JOINED = ("/cn", "/procedure", "/code", "/goods_location", "/type", "/additional_type")
"""Made of elements that follow each other without a blank."""


def is_told(text: str, said: set[str]) -> bool:
    day = f"{text[:4]}-{text[4:6]}-{text[6:8]}" if text[:8].isdigit() else text[:10]
    kinds = {text, day, text.replace(":", " ").strip()}
    if text.replace(".", "", 1).isdigit():
        kinds.add(str(Decimal(text).normalize()))
    parts = {part.strip() for part in text.replace(",", " ").replace(":", " ").split()}
    return bool(kinds & said) or parts <= said


@pytest.mark.parametrize("path", of_samples(), ids=lambda path: path.name)
def test_every_leaf_of_the_file_itself_is_read(office: Office, path: Path) -> None:
    said = set().union(*(told_by(case) for case in taken(office, path)))
    unread = {leaf for leaf in raw_leaves(path) if leaf[1] and not is_told(leaf[1], said)}
    assert unread == set()


def test_of_merged_goods_the_case_of_their_declaration_is_told_beside_their_origin(
    office: Office,
) -> None:
    view = office.view()
    declaration = full_declaration()
    (first, *_others) = plain(case_object(with_declaration(view, declaration)))["items"]
    assert first["origin"] == declaration.items[0].origin
    assert first["declared_in"] is None


def test_money_is_stated_with_its_currency() -> None:
    assert dict(leaves(Money(Decimal(1), "EUR"))) == {"/amount": Decimal(1), "/currency": "EUR"}


def test_whom_to_call_at_a_party_stays_out_of_the_report_to_the_ministry(office: Office) -> None:
    (case,) = taken(office, SAMPLES / "aes_cc515c.xml")
    view = office.view(case.reference)
    frame = Frame("D1", "PL1", "", "", "", sample=False, made_at=office.clock.at, editions=())
    said = cells(report_type("ministry").compose(view, frame))
    assert "Anna Wzorowa" not in said
    assert "from PL" in said
    assert "Anna Wzorowa" in cells(dossier_of(office, view))


def test_the_origin_stands_in_the_texts_of_an_item(office: Office) -> None:
    (case,) = taken(office, SAMPLES / "aes_cc515c.xml")
    view = office.view(case.reference)
    assert case.declaration is not None
    line = next(one for one in case_lines(view) if one.split()[:2] == ["1", "84571010"])
    assert "PLN  PL " in line
    assert summary(case.declaration.items[0]).endswith("origin PL")
