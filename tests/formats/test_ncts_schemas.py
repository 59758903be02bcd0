"""NCTS messages are read where their schemas have it, and whatever the schemas take is read."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.services.intake.message_files import TRANSIT_MRN, on_declaration

from landwaiter.formats.base.declaration_file import DeclarationFile
from landwaiter.formats.intake.declarations import read_declarations
from landwaiter.formats.intake.message_fields import NCTS_FIELDS
from landwaiter.formats.intake.ncts import MOMENTS, PATHS

XS = "{http://www.w3.org/2001/XMLSchema}"
OPEN_TYPE = f"""<xs:schema xmlns:xs="{XS[1:-1]}"><xs:complexType name="{{name}}"><xs:sequence>
<xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>
</xs:sequence></xs:complexType></xs:schema>"""
PUBLISHED = (*NCTS_FIELDS, "CC013C", "CC014C", "CC015C")
OF_PUBLISHER = "ermis-types.xsd"
"""A file of the publisher that is not among those at hand: its one type takes anything."""


@pytest.fixture(scope="module")
def folder(testdata: Path) -> Path:
    return testdata / "customs" / "ncts6"


class Beside(etree.Resolver):
    """Files beside the schema, compressed or not; what only documents is left out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.was_given = False

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]  # lxml hands the context on
        content = self._content(Path(system_url).name)
        return self.resolve_string(content, context, base_url=system_url)

    def _content(self, name: str) -> bytes:
        if name == OF_PUBLISHER and not self.was_given:
            self.was_given = True
            return OPEN_TYPE.format(name="TransitOperationTypeErmisIE170").encode()
        for file in (self.folder / name, self.folder / f"{name}.gz"):
            if file.exists():
                data = file.read_bytes()
                return gzip.decompress(data) if file.suffix == ".gz" else data
        return f'<xs:schema xmlns:xs="{XS[1:-1]}"/>'.encode()


def schema(folder: Path, code: str) -> etree.XMLSchema:
    parser = etree.XMLParser()
    parser.resolvers.add(Beside(folder))
    return etree.XMLSchema(etree.parse(folder / f"{code.lower()}.xsd", parser))


def read(text: str | bytes) -> DeclarationFile:
    return read_declarations(text.encode() if isinstance(text, str) else text, file="message.xml")


@pytest.mark.parametrize("code", sorted(PUBLISHED))
def test_what_the_schema_takes_is_read_with_all_it_states(folder: Path, code: str) -> None:
    text = on_declaration(code, "" if code == "CC015C" else TRANSIT_MRN, lrn=_lrn(code))
    checked = schema(folder, code)
    assert checked.validate(etree.fromstring(text)), checked.error_log
    found = read(text)
    assert not found.rejected
    assert len(found.declarations) + len(found.requests) == 1
    for request in found.requests:
        stated = {field.name for field in NCTS_FIELDS.get(code, ())}
        left_out = {"accepted", "means", "remarks", "result", "also_reported"}
        assert stated - left_out <= set(request.shown)


def _lrn(code: str) -> str:
    return "LW-T-1" if code in ("CC015C", "CC028C", "CC029C", "CC170C") else ""


@pytest.mark.parametrize("code", sorted(PUBLISHED))
def test_each_path_is_one_of_the_schema(folder: Path, code: str) -> None:
    types = complex_types(folder)
    wanted = {
        "/".join((field.path, part)) if part else field.path
        for field in NCTS_FIELDS.get(code, ())
        for part in field.parts or ("",)
    }
    if code in ("CC013C", "CC015C"):
        wanted |= {*PATHS.values(), MOMENTS["issued"]}
    for path in wanted:
        assert leads_somewhere(types, f"{code}Type", path.split("/")), path


@pytest.mark.parametrize("code", sorted(set(PUBLISHED) - {"CC170C"}))
def test_the_mrn_stands_in_the_operation_alone(folder: Path, code: str) -> None:
    types = complex_types(folder)
    places = set(paths_of(types, f"{code}Type", "MRN"))
    assert places <= {"TransitOperation/MRN"}


def complex_types(folder: Path) -> dict[str, etree._Element]:
    files = [
        *(file.read_bytes() for file in sorted(folder.glob("*.xsd"))),
        gzip.decompress((folder / "ctypes.xsd.gz").read_bytes()),
    ]
    roots = [etree.fromstring(data) for data in files]
    return {
        str(one.get("name")): one for root in roots for one in root.iterchildren(f"{XS}complexType")
    }


def children(
    types: dict[str, etree._Element], of: etree._Element | str
) -> Iterator[tuple[str, etree._Element | str | None]]:
    """Name and type of each element of a type; of an extension also those of its base."""
    node = types[of] if isinstance(of, str) else of
    for base in node.iter(f"{XS}extension"):
        name = str(base.get("base")).rpartition(":")[2]
        if name in types:
            yield from children(types, name)
    for element in node.iter(f"{XS}element"):
        if next(element.iterancestors(f"{XS}complexType")) is not node:
            continue
        name, kind = str(element.get("name")), str(element.get("type") or "").rpartition(":")[2]
        inner = element.find(f"{XS}complexType")
        yield name, (kind if kind in types else inner)
    for group in node.iter(f"{XS}group"):
        yield str(group.get("ref")), None


def leads_somewhere(
    types: dict[str, etree._Element], of: etree._Element | str | None, path: list[str]
) -> bool:
    if not path:
        return True
    if of is None:
        return False
    if path == ["preparationDateAndTime"]:  # of the group that all messages begin with
        return True
    return any(
        leads_somewhere(types, kind, path[1:])
        for name, kind in children(types, of)
        if name == path[0]
    )


def paths_of(
    types: dict[str, etree._Element], of: etree._Element | str, wanted: str, above: str = ""
) -> Iterator[str]:
    for name, kind in children(types, of):
        if name == wanted:
            yield above + name
        if kind is not None:
            yield from paths_of(types, kind, wanted, f"{above}{name}/")


def test_every_sample_is_read_or_refused_with_its_place(testdata: Path) -> None:
    files = sorted((testdata / "customs").glob("ncts*/*.xml"))
    assert len(files) > 20
    valid = 0
    for file in files:
        found = read(file.read_bytes())
        assert len(found.declarations) + len(found.requests) + len(found.rejected) > 0
        assert all(row.field and row.remedy for row in found.rejected), file.name
        valid += not found.rejected
    assert valid >= 7
