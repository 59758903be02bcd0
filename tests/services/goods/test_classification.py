"""Descriptions classified outside a case: files, and parts that the office found before."""

from pathlib import Path

import pytest
from tests.services.sample_office import ANALYST, REASON, Office, declared

from landwaiter.errors import Invalid
from landwaiter.services.goods.classification import (
    DescriptionCandidates,
    GoodsQuery,
    classify_goods,
    read_goods,
)
from landwaiter.services.warm.session import Session

PART = "sensor QX7731-A9"


def test_a_text_file_gives_one_description_a_line(tmp_path: Path) -> None:
    file = tmp_path / "goods.txt"
    file.write_text("ring laser gyro\n\n  五轴加工中心, used\n", encoding="utf-8")
    assert read_goods(file, cn="901420") == (
        GoodsQuery("ring laser gyro", cn="901420"),
        GoodsQuery("五轴加工中心, used", cn="901420"),
    )


def test_a_csv_file_gives_codes_and_documents_too(tmp_path: Path) -> None:
    file = tmp_path / "goods.csv"
    file.write_text("ID;Description;CN;Documents\n7;lathe;8458 11 20;y901 N380\n8;pump;;\n")
    assert read_goods(file) == (
        GoodsQuery("lathe", id="7", cn="84581120", documents=("Y901", "N380")),
        GoodsQuery("pump", id="8"),
    )


def test_a_wrong_code_is_refused_with_its_row(tmp_path: Path) -> None:
    file = tmp_path / "goods.csv"
    file.write_text("description,cn\nlathe,8458\n")
    with pytest.raises(Invalid) as refused:
        read_goods(file)
    fault = refused.value
    assert (fault.file, fault.row, fault.field, fault.value) == ("goods.csv", 2, "cn", "8458")


def test_without_a_casebook_the_shipped_packs_answer() -> None:
    found = _classified(None, "ring laser gyro", cn="901420")
    assert found.candidates[0].code == "7A002"
    assert {one.id for one in found.editions} == {"hs_control", "glossary"}


def test_progress_is_told_for_each_description() -> None:
    told: list[tuple[int, int]] = []
    queries = [GoodsQuery("pump"), GoodsQuery("lathe")]
    classify_goods(None, queries, progress=lambda done, total, _text: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_what_was_found_of_a_part_is_told_when_it_is_seen_again(office: Office) -> None:
    session = office.session(ANALYST)
    assert not _told(_classified(session, PART).candidates)
    (reference,) = office.take_in(declared(lrn="SEEN-1", description=PART)).cases
    office.act(ANALYST, "classify", reference=reference, item=1, code="7A001", list="eu",
               outcome="confirmed", reason=REASON, basis="7A001")  # fmt: skip
    assert _told(_classified(session, f"2 x {PART}").candidates) == [
        f"The part QX7731-A9 was found to be 7A001 in {reference}, item 1."
    ]


def test_an_imported_edition_with_cus_numbers_is_met_by_them(
    office: Office, tmp_path: Path
) -> None:
    assert not _classified(office.session(ANALYST), "solid 0012345-6").candidates
    (tmp_path / "pack.toml").write_text(
        'id = "substances"\nkind = "substances"\nedition = "customs inventory"\ntitle = "t"\n'
        'source = "s"\nlicence = "l"\ntrust = "transcribed"\ndata = "data.csv"\n'
    )
    (tmp_path / "data.csv").write_text("head,substance,cus\n1C350,thing,0012345-6\n")
    office.pack_by_two(tmp_path)
    (found,) = _classified(office.session(ANALYST), "solid 0012345-6").candidates
    assert found.reasons == ("CUS 0012345-6 is thing, which stands under 1C350 (transcribed).",)


def _classified(
    session: Session | None, text: str, *, cn: str | None = None
) -> DescriptionCandidates:
    (found,) = classify_goods(session, (GoodsQuery(text, cn=cn),))
    return found


def _told(found: tuple[object, ...]) -> list[str]:
    return [
        reason
        for one in found
        for reason in getattr(one, "reasons", ())
        if reason.startswith("The part")
    ]


def test_a_part_found_before_is_a_candidate_of_the_next_case(office: Office) -> None:
    (first,) = office.take_in(declared(lrn="SEEN-1", description=PART)).cases
    office.act(ANALYST, "classify", reference=first, item=1, code="7A001", list="eu",
               outcome="rejected", reason=REASON, basis="7A001")  # fmt: skip
    (second,) = office.take_in(declared(lrn="SEEN-2", description=f"spare {PART}")).cases
    assert _told(office.case(second).candidates) == [
        f"The part QX7731-A9 was found not to be 7A001 in {first}, item 1."
    ]
    assert not _told(office.case(first).candidates)
