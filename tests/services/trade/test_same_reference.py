"""A reference without EORI amends nobody's declaration in silence, and by both ways the same."""

from pathlib import Path
from typing import Any

import pytest
from tests.services.intake.message_files import MRN, on_declaration
from tests.services.intake.test_intake import OTHER_MRN
from tests.services.sample_office import ANALYST, Office, declared, write_csv
from tests.services.trade.test_amended import QUIET
from tests.services.trade.test_messages import AMENDED
from tests.services.trade.test_sift import policy
from tests.taking_in import taken_in

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.trade.deeds import Sift
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.engine import run
from landwaiter.services.intake.waiting_messages import waiting_list
from landwaiter.storage.trade.sifted_rows import sifted_named, versions_before

LRN = "Z-1"
HERS, HIS = "PL526100001900000", "DE123456789012345"
FIRST = "PL1-2026-000002"
Way = type[TakeIn] | type[Sift]
WAYS = pytest.mark.parametrize("how", [TakeIn, Sift])
FIRSTS = pytest.mark.parametrize("first", [TakeIn, Sift])
_DECLARANT = (
    "<Declarant><identificationNumber>PL999888777700000</identificationNumber>\n</Declarant>"
)


def came(office: Office, how: Way, file: Path, **options: Any) -> Any:
    if how is Sift:
        return run(office.session(ANALYST), Sift((file,), **options))[0]
    return taken_in(office.session(ANALYST), TakeIn((file,), **options))[0]


def row(eori: str | None, **changes: Any) -> dict[str, Any]:
    """A declaration that names its reference, and the EORI where there is one."""
    stated = {"declarant_eori": eori or "", "exporter_eori": eori or ""}
    return declared(**{**QUIET, "lrn": LRN, "mrn": "", **stated, **changes})


def csv(office: Office, *rows: dict[str, Any], name: str = "declared") -> Path:
    return write_csv(office.path.parent / f"{name}.csv", rows)


def amendment(office: Office, eori: str | None = None) -> Path:
    """A CC513C that names the declaration by its reference alone."""
    stated = _DECLARANT.replace("PL999888777700000", eori) if eori else ""
    text = AMENDED.format(mrn="").replace("<MRN></MRN>", f"<LRN>{LRN}</LRN>")
    assert _DECLARANT in text
    path = office.path.parent / "cc513c.xml"
    path.write_text(text.replace(_DECLARANT, stated), encoding="utf-8")
    return path


def told(result: Any, what: str) -> list[str]:
    """Its warnings that say this, each with file, row, number and what to do."""
    assert not result.rejected
    found = [one for one in result.warnings if what in one]
    for one in found:
        assert f", row {2 if '.csv' in one else 1}, {LRN}: " in one, one
        assert "give the " in one
    return found


def by_reference(result: Any) -> list[str]:
    return told(result, "this amends the declaration with the same reference")


def beside(result: Any) -> list[str]:
    return told(result, "another declaration has the same reference")


def versions(office: Office) -> list[tuple[str | None, int]]:
    """Of each declaration with the reference, in a case or in the store alone: whose it is, and
    how many versions there are."""
    session = office.session(ANALYST)
    cases = [office.case(one.reference).versions for one in list_cases(session).rows]
    lines = [[one.declaration for one in case] for case in cases]
    with session.reading() as conn:
        rows = sifted_named(conn, LRN)
        for newest in {one.id for one in rows} - {one.replaces for one in rows}:
            before = versions_before(conn, newest)
            lines.append([one.declaration for one in before])
    named = [line for line in lines if line[0].local_reference == LRN]
    return sorted(((line[0].declarant_eori, len(line)) for line in named), key=str)


@WAYS
@FIRSTS
def test_two_without_an_eori_are_one_declaration_and_it_is_told(
    office: Office, first: Way, how: Way
) -> None:
    policy(office, one_in=0)
    came(office, first, csv(office, row(None)))
    file = csv(office, row(None, value_eur=20), name="again")
    (tried,) = by_reference(came(office, how, file, dry_run=True))
    (said,) = by_reference(came(office, how, file))
    assert said == tried
    assert said.startswith("again.csv, row 2, Z-1: ")
    assert by_reference(came(office, how, file)) == [], "the same again amends nothing"


@WAYS
@FIRSTS
@pytest.mark.parametrize(("before", "after"), [(HERS, None), (None, HERS)])
def test_a_declaration_of_which_one_alone_states_an_eori_amends_nothing(
    office: Office, first: Way, how: Way, before: str | None, after: str | None
) -> None:
    policy(office, one_in=0)
    came(office, first, csv(office, row(before)))
    result = came(office, how, csv(office, row(after, value_eur=20), name="later"))
    (said,) = beside(result)
    assert f"(declarant: {before or 'not stated'})" in said
    assert f"(declarant: {after or 'not stated'})" in said
    assert by_reference(result) == []
    assert [count for _whose, count in versions(office)] == [1, 1]


@WAYS
@pytest.mark.parametrize("firsts", [(TakeIn, TakeIn), (Sift, Sift), (TakeIn, Sift)])
def test_of_two_declarants_neither_is_amended(
    office: Office, firsts: tuple[Way, Way], how: Way
) -> None:
    policy(office, one_in=0)
    for first, eori in zip(firsts, (HERS, HIS), strict=True):
        result = came(office, first, csv(office, row(eori), name=eori))
        assert (beside(result), by_reference(result)) == ([], []), "each says whose it is"
    result = came(office, how, csv(office, row(None, value_eur=20), name="third"))
    (said,) = beside(result)
    assert f"(declarant: {HIS}, {HERS})" in said
    assert versions(office) == [(HIS, 1), (HERS, 1), (None, 1)]


@WAYS
@FIRSTS
def test_an_amendment_without_eori_is_of_what_alone_fits(
    office: Office, first: Way, how: Way
) -> None:
    policy(office, one_in=0)
    came(office, first, csv(office, row(HERS)))
    result = came(office, how, amendment(office))
    (said,) = by_reference(result)
    assert said.startswith("cc513c.xml, row 1, Z-1: ")
    assert any("not stated, and was" in one for one in result.warnings)
    assert (HERS, 2) in versions(office)
    again = came(office, how, amendment(office))
    assert (by_reference(again), beside(again), again.duplicates) == ([], [], 1)


@WAYS
@FIRSTS
def test_an_amendment_with_eori_is_not_of_one_that_states_none(
    office: Office, first: Way, how: Way
) -> None:
    policy(office, one_in=0)
    came(office, first, csv(office, row(None)))
    (said,) = beside(came(office, how, amendment(office, HERS)))
    assert "(declarant: not stated)" in said
    assert (None, 1) in versions(office)


@WAYS
@pytest.mark.parametrize("firsts", [(TakeIn, TakeIn), (Sift, Sift), (TakeIn, Sift), (Sift, TakeIn)])
def test_an_amendment_that_fits_two_amends_neither(
    office: Office, firsts: tuple[Way, Way], how: Way
) -> None:
    """One in a case and one in the store are two as well."""
    policy(office, one_in=0)
    for first, eori in zip(firsts, (HERS, HIS), strict=True):
        came(office, first, csv(office, row(eori), name=eori))
    (said,) = beside(came(office, how, amendment(office)))
    assert f"(declarant: {HIS}, {HERS})" in said
    assert {(HIS, 1), (HERS, 1)} <= set(versions(office))


@FIRSTS
def test_a_message_that_fits_a_case_and_another_in_the_store_waits(
    office: Office, first: Way
) -> None:
    policy(office, one_in=0)
    came(office, TakeIn, csv(office, row(HERS), name="hers"))
    came(office, Sift, csv(office, row(HIS), name="his"))
    path = office.path.parent / "given.xml"
    path.write_text(on_declaration("CC528C", MRN, lrn=LRN), encoding="utf-8")
    came(office, first, path)
    assert waiting_list(office.session(ANALYST), limit=1).total == 1
    assert office.case(FIRST).mrn is None


@FIRSTS
def test_an_amendment_that_waited_for_a_reference_is_told_when_it_is_matched(
    office: Office, first: Way
) -> None:
    """It may be of another trader than who declares under that reference now."""
    policy(office, one_in=0)
    came(office, TakeIn, amendment(office))
    (said,) = by_reference(came(office, first, csv(office, row(HERS))))
    assert said.startswith("cc513c.xml, row 1, Z-1: ")


@pytest.mark.parametrize(("before", "after"), [(HERS, None), (None, HERS), (None, None)])
def test_in_one_sifted_file_it_is_told_as_in_two(
    office: Office, before: str | None, after: str | None
) -> None:
    policy(office, one_in=0)
    rows = [row(before, declaration="a"), row(after, declaration="b", value_eur=20)]
    result = came(office, Sift, csv(office, *rows))
    said = [one for one in result.warnings if one.startswith(f"declared.csv, row 3, {LRN}: ")]
    assert len(said) == 1
    assert result.amended == (before is after is None)


@WAYS
def test_another_mrn_is_another_declaration_and_nothing_is_told(office: Office, how: Way) -> None:
    policy(office, one_in=0)
    came(office, how, csv(office, row(HERS, mrn=MRN)))
    result = came(office, how, csv(office, row(None, mrn=OTHER_MRN), name="other"))
    assert (beside(result), by_reference(result)) == ([], [])
