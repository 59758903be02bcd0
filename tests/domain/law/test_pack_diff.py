"""What two editions of a pack say differently, and which references of a case it meets."""

from tests.domain.packs import inline, shipped

from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_differences import (
    ColumnChange,
    RenumberedEntry,
    Touches,
    compared_packs,
    touches,
)


def annex(*rows: tuple[str, str]) -> Pack:
    return inline(
        "annex1", "control_list", *({"code": code, "title": title} for code, title in rows)
    )


OLD = annex(("2B001", "Machine tools"), ("3A001", "Electronics"), ("9A012", "Unmanned aircraft"))


def test_the_same_edition_differs_in_nothing() -> None:
    for pack_id in ("annex1", "hs_control", "countries", "vocabulary", "deciding_parameters"):
        pack = shipped(pack_id)
        found = compared_packs(pack, pack)
        assert found.is_empty
        assert found.unchanged == len(pack.rows)
        assert not touches(pack, pack)


def test_the_order_of_rows_says_nothing() -> None:
    assert compared_packs(OLD, annex(*(tuple(row.values()) for row in OLD.rows[::-1]))).is_empty  # type: ignore[arg-type]  # two columns


def test_entries_that_came_and_went_are_named() -> None:
    new = annex(
        ("2B001", "Machine tools"), ("3A001", "Electronics"), ("4A506", "Quantum computers")
    )
    found = compared_packs(OLD, new)
    assert [(one.key, one.title) for one in found.added] == [("4A506", "Quantum computers")]
    assert [(one.key, one.title) for one in found.removed] == [("9A012", "Unmanned aircraft")]
    assert (found.renumbered, found.changed, found.unchanged) == ((), (), 2)


def test_the_same_title_under_another_code_is_renumbered() -> None:
    new = annex(
        ("2B510", "machine  tools"), ("3A001", "Electronics"), ("9A012", "Unmanned aircraft")
    )
    found = compared_packs(OLD, new)
    assert found.renumbered == (RenumberedEntry("2B001", "2B510", "machine  tools"),)
    assert (found.added, found.removed) == ((), ())


def test_export_and_transit_rows_of_the_matrix_are_told_apart() -> None:
    cell = {"instrument": "REG-1", "destination": "RU", "item_group": "dual_use"}
    rows = [{**cell, "way": way, "standing": "prohibited"} for way in ("export", "transit")]
    old, new = (inline("embargo_matrix", "embargo_matrix", *chosen) for chosen in (rows[:1], rows))
    found = compared_packs(old, new)
    assert [one.key for one in found.added] == ["REG-1 RU transit dual_use"]
    assert (found.changed, found.unchanged) == ((), 1)


def test_a_title_that_several_have_renumbers_nothing() -> None:
    new = annex(("2B510", "Machine tools"), ("2B511", "Machine tools"), *_kept())
    found = compared_packs(OLD, new)
    assert found.renumbered == ()
    assert {one.key for one in found.added} == {"2B510", "2B511"}


def _kept() -> tuple[tuple[str, str], ...]:
    return (("3A001", "Electronics"), ("9A012", "Unmanned aircraft"))


def test_a_changed_text_is_shown_with_what_it_was() -> None:
    new = annex(("2B001", "Machine tools for turning"), *_kept())
    assert compared_packs(OLD, new).changed == (
        ColumnChange("2B001", "title", "Machine tools", "Machine tools for turning"),
    )


def test_rows_with_one_key_are_told_apart_by_their_place() -> None:
    old = annex(("2B001", "a"), ("2B001", "b"))
    found = compared_packs(old, annex(("2B001", "a"), ("2B001", "c"), ("2B001", "d")))
    assert [(one.was, one.now) for one in found.changed] == [("b", "c")]
    assert [one.title for one in found.added] == ["d"]


def test_a_kind_without_known_keys_is_compared_row_by_row() -> None:
    old, new = (inline("odd", "odd", {"a": "1", "b": value}) for value in ("2", "3"))
    found = compared_packs(old, new)
    assert (len(found.added), len(found.removed), found.changed) == (1, 1, ())


def test_only_rows_that_differ_touch() -> None:
    new = annex(("2B001", "Machine tools for turning"), *_kept())
    assert touches(OLD, new) == Touches(codes=frozenset({"2B001"}))


def correlated(*pairs: tuple[str, str]) -> Pack:
    rows = ({"hs6": hs6, "control_code": code, "list": "eu"} for hs6, code in pairs)
    return inline("hs_control", "correlation", *rows)


def test_a_correlation_touches_its_headings_and_codes() -> None:
    found = touches(correlated(("845710", "2B001")), correlated(("845710", "2B201")))
    assert found.headings == {"845710"}
    assert found.codes == {"2B001", "2B201"}


def test_headings_meet_by_their_beginning() -> None:
    changed = Touches(headings=frozenset({"845710"}))
    assert changed.met_by(Touches(headings=frozenset({"84571010"}))) == ("84571010",)
    assert changed.met_by(Touches(headings=frozenset({"84572010"}))) == ()
    assert Touches(headings=frozenset({"8457"})).met_by(Touches(headings=frozenset({"845710"})))


def test_codes_meet_with_what_lies_under_and_above_them() -> None:
    changed = Touches(codes=frozenset({"2B001.b"}))
    for own, meets in (("2B001.b.2", True), ("2B001", True), ("2B001.c", False), ("2B00", False)):
        assert bool(changed.met_by(Touches(codes=frozenset({own})))) is meets


def test_countries_documents_and_rules_meet_as_they_are() -> None:
    every = Touches(
        countries=frozenset({"TR"}), documents=frozenset({"Y901"}), rules=frozenset({"RF-R02"})
    )
    assert every.met_by(every) == ("RF-R02", "TR", "Y901")
    assert every.met_by(Touches(countries=frozenset({"T"}))) == ()


def test_a_code_means_what_the_kind_of_pack_says() -> None:
    def one_code(pack_id: str, kind: str) -> Touches:
        return touches(inline(pack_id, kind), inline(pack_id, kind, {"code": "Y901"}))

    assert one_code("doc_codes", "document_codes") == Touches(documents=frozenset({"Y901"}))
    assert one_code("annex1", "control_list") == Touches(codes=frozenset({"Y901"}))
    assert one_code("code_sets", "code_sets") == Touches()
