"""Every published list at hand: its form, its count, and what a file of it says of itself."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from landwaiter.domain.base.birth_dates import is_stated
from landwaiter.domain.lists.listing import Listing
from landwaiter.errors import Invalid
from landwaiter.formats.base.file_source import FileSource
from landwaiter.formats.lists.part import ListPart
from landwaiter.formats.lists.reading import FileGroup, groups_of, listings_of

SDN = "sdn_bench alt_bench add_bench sdn_comments_bench"
CONS = "cons_prim cons_alt cons_add cons_comments"


def ofac(names: str) -> tuple[str, ...]:
    return tuple(f"lists/ofac_{name}.csv" for name in names.split())


Row = tuple[tuple[str, ...], str, str, int, date | None]
LISTS: tuple[Row, ...] = (
    (("lists/eu_fsf_sample_20k.xml",), "eu-fsf", "asset_freeze", 7, date(2020, 4, 15)),
    (("lists/eu_fsf_sample_25k.xml",), "eu-fsf", "asset_freeze", 7, date(2020, 4, 15)),
    (("lists/un_consolidated_2020_pypi.xml",), "un-consolidated", "asset_freeze", 1_018,
     date(2020, 11, 24)),
    (("lists/un_consolidated_2025.xml",), "un-consolidated", "asset_freeze", 1_000,
     date(2025, 11, 20)),
    (("lists/un_consolidated_watchman.xml",), "un-consolidated", "asset_freeze", 1_003,
     date(2026, 2, 27)),
    (("lists/ofac_consolidated_nonSDN_sdnschema.xml",), "us-ofac-sdn-xml", "asset_freeze", 445,
     date(2023, 3, 8)),
    (("lists/ofac_consolidated_nonSDN_sdnschema_perl.xml",), "us-ofac-sdn-xml", "asset_freeze",
     375, date(2020, 3, 17)),
    (("lists/ofac_CONS_ENHANCED_xml.zip",), "us-ofac-enhanced", "asset_freeze", 443,
     date(2025, 1, 10)),
    (ofac(SDN), "us-ofac-csv", "asset_freeze", 8_976, None),
    (ofac(CONS), "us-ofac-csv", "asset_freeze", 442, None),
    (("lists/us_csl_consolidated.csv.gz",), "us-csl", "export_list", 14_160, None),
    (("lists/bis_denied_persons_dpl.txt",), "us-dpl", "export_list", 665, None),
    (("lists/uk_ofsi_ConList.csv",), "uk-conlist", "asset_freeze", 2_114, date(2020, 4, 27)),
    (("lists/uk_ofsi_ConList_36col_sample.csv",), "uk-conlist", "asset_freeze", 6,
     date(2020, 4, 27)),
    (("opensanctions/targets.simple_ua.csv",), "opensanctions-simple", "", 5_600,
     date(2026, 3, 13)),
    (("opensanctions/ftm_small/targets.simple.csv",), "opensanctions-simple", "", 20,
     date(2024, 3, 9)),
    (("opensanctions/ftm_small/entities.ftm.json",), "ftm-entities", "", 423, date(2024, 3, 14)),
    (("opensanctions/yente_zala_entities.ftm.json",), "ftm-entities", "", 14,
     date(2026, 4, 29)),
    (("opensanctions/ftm_small/targets.nested.json",), "opensanctions-nested", "", 20,
     date(2024, 3, 9)),
    (("opensanctions/ftm_small/senzing.json",), "senzing", "", 121, date(2024, 3, 9)),
    (("opensanctions/us_congress_senzing.jsonl",), "senzing", "", 1_319, date(2025, 12, 8)),
    (("china/cn_countersanctions_opensanctions.csv",), "cn-countermeasures", "other", 610, None),
    (("china/us_dod_1260h_chinese_military_companies.csv",), "us-1260h", "other", 234, None),
    (("china/us_ndaa_section1286_institutions.csv",), "us-1286", "other", 194, None),
)  # fmt: skip
IDS = [one[0][0].rpartition("/")[2] for one in LISTS]


def opened(folder: Path, files: tuple[str, ...]) -> tuple[FileGroup, ...]:
    return groups_of([ListPart(FileSource.of_path(folder / file)) for file in files])


@pytest.mark.parametrize("row", LISTS, ids=IDS)
def test_a_published_list_is_read_whole(testdata: Path, row: Row) -> None:
    files, form, kind, count, published = row
    (group,) = opened(testdata, files)
    listings = list(listings_of(group))
    assert (group.form.name, len(listings)) == (form, count)
    assert [part.notes.rejected for part in group.parts] == [[] for _part in group.parts]
    assert (group.main.notes.kind or group.form.kind) == kind
    assert group.main.notes.published == published
    check_listings(listings)


def check_listings(listings: list[Listing]) -> None:
    """What holds of every listing, whoever published it."""
    assert max(Counter(one.listing_id for one in listings).values()) == 1
    for one in listings:
        assert one.name
        assert one.name not in one.aliases
        assert len(set(one.aliases)) == len(one.aliases)
        assert set(one.weak_aliases) | set(one.former_names) <= {one.name, *one.aliases}
        assert all(map(is_stated, one.birth_dates)), one.birth_dates
        assert all(2 <= len(code) <= 8 and code == code.upper() for code in one.countries)
        assert not one.listed_on or is_stated(one.listed_on)


Journal = list[tuple[str, FileGroup, list[Listing]]]


@pytest.fixture(scope="module")
def journal(testdata: Path) -> Journal:
    """Each file, and what was read of it."""
    found: Journal = []
    for path in sorted((testdata / "lists/eu_journal").glob("**/*.csv")):
        (group,) = opened(path.parent, (path.name,))
        found.append((path.stem, group, list(listings_of(group))))
    return found


def test_the_journal_has_8434_entries_in_56_files_of_which_eight_are_empty(
    journal: Journal,
) -> None:
    assert (len(journal), sum(len(listings) for *_names, listings in journal)) == (56, 8_434)
    assert sum(not listings for *_names, listings in journal) == 8
    every = [one for *_names, listings in journal for one in listings]
    check_listings(every)
    schemas = Counter(one.schema for one in every)
    assert [schemas[one] for one in ("Person", "LegalEntity", "Vessel", "Company")] == [
        4_576,
        2_740,
        752,
        303,
    ]
    by_file = {name: listings for name, _group, listings in journal}
    assert len(by_file["32014R0269"]) == 2_802
    annexes = Counter(one.programmes[1] for one in by_file["32014R0833"])
    assert (annexes["32014R0833 IV"], annexes["32014R0833 XLII"]) == (921, 633)


def test_a_journal_file_says_of_what_kind_its_measures_are(journal: Journal) -> None:
    kinds = {name: group.main.notes.kind for name, group, _listings in journal}
    assert kinds["32014R0269"] == "asset_freeze"
    assert kinds["32014R0833"] == "other"


def test_an_empty_annex_is_told(journal: Journal) -> None:
    warned = [
        name for name, group, listings in journal
        if not listings and group.main.notes.warnings
    ]  # fmt: skip
    assert len(warned) == 8


def test_assessments_of_a_tracker_are_no_list(testdata: Path) -> None:
    file = "china/aspi_china-defence-universities_misp.json"
    with pytest.raises(Invalid, match="assessments") as refused:
        opened(testdata, (file,))
    assert "pack import" in (refused.value.remedy or "")


@pytest.mark.parametrize(
    ("file", "row", "words"),
    [
        ("lists/us_csl_old_2019.csv", 4_229, "unexpected end of data"),
        ("lists/malformed/ofac_sdn_invalid.csv", 7_380, "1 cell "),
    ],
)
def test_a_malformed_list_is_refused_with_its_row(
    testdata: Path, file: str, row: int, words: str
) -> None:
    (group,) = opened(testdata, (file,))
    try:
        list(listings_of(group))
        found = group.main.notes.rejected[0]
        said = (found.row, found.message)
    except Invalid as fault:
        said = (fault.row, fault.message)
    assert said[0] == row
    assert words in said[1]


def test_further_names_alone_are_refused(testdata: Path) -> None:
    (group,) = opened(testdata, ("lists/malformed/ofac_alt_invalid.csv",))
    with pytest.raises(Invalid, match="adds to another one"):
        list(listings_of(group))


def test_a_broken_file_of_further_names_refuses_the_set(testdata: Path) -> None:
    files = ("lists/ofac_sdn_bench.csv", "lists/malformed/ofac_alt_invalid.csv")
    (group,) = opened(testdata, files)
    list(listings_of(group))
    rejected = group.parts[1].notes.rejected
    assert rejected[0].row == 9_683
    assert rejected[0].value == "||||"


def test_files_of_two_publishers_are_no_one_list(testdata: Path) -> None:
    files = ("lists/bis_denied_persons_dpl.txt", "lists/uk_ofsi_ConList.csv")
    with pytest.raises(Invalid, match="not of one list"):
        opened(testdata, files)
