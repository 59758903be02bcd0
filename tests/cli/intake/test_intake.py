"""`intake`: results per file, dry run, mapping, and every published export example."""

import json
import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.cli.terminal import ANALYST, SAMPLES, Desk, Seen
from tests.formats.wco_paths import PARTY_PATHS
from tests.services.sample_office import two_items, write_csv

FIELDS = [
    "file",
    "format",
    "read",
    "created",
    "updated",
    "duplicates",
    "rejected",
    "warnings",
    "cases",
    "out",
    "mended",
    "voided",
    "waiting",
    "attached",
    "restricted",
    "restricted_first",
    "kept",
]


def test_each_file_has_its_result_in_the_order_given(desk: Desk) -> None:
    files = [SAMPLES / "wco_declaration.xml", SAMPLES / "aes_cc515c.xml"]
    results = desk.gets("intake", *files)
    assert [list(result) for result in results] == [FIELDS, FIELDS]
    assert [result["file"] for result in results] == [str(file) for file in files]
    assert [(r["format"], r["created"], r["duplicates"]) for r in results] == [
        ("wco", 1, 0),
        ("cc515c", 0, 1),
    ]
    assert results[0]["cases"] == ["PL1-2026-000004"]


def test_one_file_gives_an_array_too(reader: Desk) -> None:
    assert len(reader.gets("intake", "--dry-run", SAMPLES / "aes_cc515c.xml")) == 1


def test_a_dry_run_saves_nothing(desk: Desk) -> None:
    [result] = desk.gets("intake", "--dry-run", SAMPLES / "wco_declaration.xml")
    assert result["created"] == 1
    assert len(desk.gets("case", "list")) == 3


def test_a_rejected_row_ends_with_1_and_saves_nothing_of_its_file(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "declarations.csv"
    good, bad = "LRN-1,1,84571010,Pumps,10", "LRN-2,1,not a code,Pumps,10"
    file.write_text(f"lrn,item_no,cn8,description,net_mass_kg\n{good}\n{bad}\n")
    seen = desk.types("intake", file, "--json")
    assert seen.code == 1
    [result] = seen.data
    assert result["created"] == 0
    assert list(result["rejected"][0])[:4] == ["row", "field", "value", "message"]
    assert (result["rejected"][0]["row"], result["rejected"][0]["value"]) == (3, "not a code")
    assert desk.types("intake", file, "--partial", "--json").data[0]["created"] == 1


@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_mapping_names_their_columns(desk: Desk, tmp_path: Path, form: str) -> None:
    file, mapping = tmp_path / "theirs.csv", tmp_path / f"mapping.{form}"
    file.write_text("Ref,Code,Goods\nLRN-1,84571010,Pumps\n")
    ours = {"lrn": "Ref", "cn8": "Code", "description": "Goods"}
    text = (
        json.dumps(ours) if form == "json" else "\n".join(f'{k} = "{v}"' for k, v in ours.items())
    )
    mapping.write_text(text)
    [result] = desk.gets("intake", file, "--mapping", mapping)
    assert result["created"] == 1


def test_a_mapping_that_is_none_is_refused(reader: Desk, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text("this is = = no mapping")
    seen = reader.types("intake", SAMPLES / "declarations.csv", "--mapping", mapping)
    assert seen.code == 1
    assert "mapping.toml" in seen.err


@pytest.fixture(scope="module")
def examples(testdata: Path) -> Path:
    return testdata / "customs" / "hmrc_cds_export"


@pytest.fixture(scope="module")
def walked(examples: Path) -> dict[str, ElementTree.Element]:
    """Each well-formed file by name, without name spaces, by another parser than ours."""
    found = {}
    for path in sorted(examples.iterdir()):
        try:
            root = ElementTree.parse(path).getroot()  # noqa: S314 (files of the tests)
        except ElementTree.ParseError:
            continue
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
        found[path.name] = root
    return found


def _functions(walked: dict[str, ElementTree.Element]) -> Counter[str | None]:
    return Counter(
        one.findtext("FunctionCode") for root in walked.values() for one in root.iter("Declaration")
    )


@pytest.fixture(scope="module")
def busy(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The analyst at a copy of the casebook for all the examples."""
    folder = tmp_path_factory.mktemp("examples") / "casebook"
    return Desk(Path(shutil.copytree(template, folder)), ANALYST)


@pytest.fixture(scope="module")
def taken(busy: Desk, examples: Path) -> Seen:
    """What is said where all examples are taken in at once."""
    return busy.types("intake", examples, "--json")


def test_every_published_example_is_taken_in(
    taken: Seen, examples: Path, walked: dict[str, ElementTree.Element]
) -> None:
    results: list[dict[str, Any]] = taken.data
    by_name = {Path(result["file"]).name: result for result in results}
    assert taken.code == 1, "one file is not well-formed"
    assert len(results) == len(list(examples.iterdir())) == 48
    assert {name for name, r in by_name.items() if r["format"] is None} == set(by_name) - set(
        walked
    )
    functions = _functions(walked)
    assert sum(r["read"] for r in results if r["format"]) == sum(functions.values())
    came = sum(r["created"] + r["updated"] + r["duplicates"] for r in results)
    orphans = sum(len(r["rejected"]) for r in results if r["format"])
    assert came + orphans == sum(functions.values())


def test_no_item_and_no_party_of_the_examples_is_lost(
    busy: Desk, taken: Seen, examples: Path, walked: dict[str, ElementTree.Element]
) -> None:
    assert taken.code == 1, "one file is not well-formed"
    busy.types("intake", examples, "--partial")
    for name, root in walked.items():
        declarations = [d for d in root.iter("Declaration") if d.findtext("FunctionCode") == "9"]
        if not declarations:
            continue
        [result] = busy.gets("intake", "--dry-run", examples / name)
        assert len(result["cases"]) == len(declarations), name
        for reference, declared in zip(result["cases"], declarations, strict=True):
            shown = busy.gets("case", "show", reference)
            if len(shown["versions"]) > 1:
                continue
            assert len(shown["items"]) == len(list(declared.iter("GovernmentAgencyGoodsItem"))), (
                name
            )
            assert len(shown["declaration"]["parties"]) == _parties(declared), name


def _numbers(items: list[ElementTree.Element]) -> list[int]:
    return [int(item.findtext("SequenceNumeric") or 0) for item in items]


def _parties(declared: ElementTree.Element) -> int:
    return sum(len(declared.findall(path)) for path in PARTY_PATHS)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep no such name")
@pytest.mark.parametrize("word", ["intake", "sift"])
def test_a_name_that_is_not_text_is_refused_alone(desk: Desk, tmp_path: Path, word: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write_csv(folder / "a.csv", two_items())
    write_csv(folder / os.fsdecode(b"part\xb3.csv"), two_items())
    seen = desk.types(word, folder)
    assert seen.code == 1
    assert "1 of 2 files have rejected rows" in seen.err
    assert r"part\udcb3.csv: The name of the file is not text" in seen.out
    good, refused = json.loads(desk.types(word, folder, "--json").out)
    assert (good["duplicates"], good["rejected"]) == (1, [])
    assert (refused["read"], len(refused["rejected"])) == (0, 1)
