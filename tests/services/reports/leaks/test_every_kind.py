"""Of every kind of document no reader gets what its class withholds: a canary in every field of
every deed, in settings, lists, file names and what is declared, searched in every part of every
file.

What is sampled runs always; the rest where this file is named:
`python3 run.py test tests/services/reports/leaks/test_every_kind.py`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.reports.leaks.papers import (
    ELSEWHERE,
    EVERYBODY,
    PAPERS,
    Reader,
    frozen,
)
from tests.services.reports.leaks.tale import (
    FIELDS_ELSEWHERE,
    NOT_TOLD,
    Tale,
    told_everything,
)

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import arguments
from landwaiter.domain.reports.bundle_deeds import REPORT_BUNDLE
from landwaiter.domain.reports.deeds import REPORT_CASE, SLIPS
from landwaiter.domain.reports.paper_kinds import PaperForm
from landwaiter.domain.reports.profiles import Profile
from landwaiter.domain.reports.subject_deeds import SUBJECT_REPORTS
from landwaiter.domain.table.deeds import DEEDS
from landwaiter.services.reports.kinds.paper_kinds import paper_kinds
from landwaiter.storage.schema.columns import content_of, has_words
from landwaiter.storage.schema.tables import metadata

SAMPLED: tuple[tuple[str, Reader], ...] = (
    ("referral", Profile.LICENSING_AUTHORITY),
    ("ministry", Profile.MINISTRY),
    ("seizure", None),
    ("hold", Profile.PARTY),
    ("hearing", Profile.PARTY),
    ("statistics", None),
)
EVERY = tuple((kind, reader) for kind, paper in PAPERS.items() for reader in paper.readers)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tale]:
    tale = told_everything(tmp_path_factory.mktemp("sample"), is_whole=False)
    yield tale
    tale.office.close()


@pytest.fixture(scope="module")
def tale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tale]:
    tale = told_everything(tmp_path_factory.mktemp("tale"))
    yield tale
    tale.office.close()


def test_every_kind_has_its_row() -> None:
    assert PAPERS.keys() | ELSEWHERE.keys() == paper_kinds().keys()
    assert not PAPERS.keys() & ELSEWHERE.keys()


def test_every_kind_is_made_for_every_reader_that_its_deed_takes() -> None:
    for kind, paper in PAPERS.items():
        known = paper_kinds()[kind]
        if known.form is PaperForm.LETTER:
            assert paper.readers == (Profile.PARTY,), kind
        elif kind == "bundle":
            assert paper.readers == (None, Profile.COURT)  # it is refused for any other
        else:
            takes = any(one.name == "reader" for one in arguments(_deed_of(kind)))
            assert paper.readers == (EVERYBODY if takes else (None,)), kind
        if known.form is not PaperForm.REPORT:
            assert paper.holds is not None, f"{kind} is a form: it holds its fields alone"


def _deed_of(kind: str) -> type[object]:
    named = {deed.command: deed.args for deed in (*SLIPS, REPORT_BUNDLE, *SUBJECT_REPORTS)}
    return named.get(f"report {kind}", REPORT_CASE.args)


def test_every_column_of_words_says_its_class() -> None:
    silent = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if has_words(column) and content_of(column) is None
    }
    assert silent == set()


@pytest.mark.parametrize(("kind", "reader"), SAMPLED)
def test_nothing_withheld_is_in_any_part_of_a_sample(
    sample: Tale, tmp_path: Path, kind: str, reader: Reader
) -> None:
    _nothing_leaks(sample, tmp_path, kind, reader)


@pytest.mark.thorough
@pytest.mark.parametrize(("kind", "reader"), EVERY)
def test_nothing_withheld_is_in_any_part_of_any_file(
    tale: Tale, tmp_path: Path, kind: str, reader: Reader
) -> None:
    _nothing_leaks(tale, tmp_path, kind, reader)


def _nothing_leaks(tale: Tale, folder: Path, kind: str, reader: Reader) -> None:
    paper = PAPERS[kind]
    heard = paper.heard(tale, reader, folder)
    assert paper.leaks(tale, reader, heard) == {}
    assert any(heard.values()), "what may be read is there"
    if reader is None and paper.holds is None:
        # Held against the whole: there is something to take out for others.
        assert {tale.aviary.content[one] for signs in heard.values() for one in signs} - {
            Content.OPEN
        }


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["case", "ministry"])
def test_no_act_by_itself_says_what_is_withheld(tale: Tale, kind: str) -> None:
    aviary = tale.aviary
    assert len(tale.cases) > 50
    for case in tale.cases:
        whole = aviary.heard(frozen(tale, kind, case, None).canonical())
        for reader in (Profile.MINISTRY, Profile.PARTNER_STATE, Profile.PUBLIC):
            withheld = whole & aviary.withheld_from(reader)
            leaked = aviary.heard(frozen(tale, kind, case, reader).canonical()) & withheld
            assert {aviary.place[one] for one in leaked} == set(), (case, reader)


@pytest.mark.thorough
def test_a_canary_is_in_every_field_of_every_deed(tale: Tale) -> None:
    assert tale.refused.keys() == NOT_TOLD.keys()
    asked = {
        (deed.name, one.name)
        for deed in DEEDS
        for one in arguments(deed.args)
        if tale.is_sung(deed, one) and one.content is not Content.OPEN
    }
    missing = {one for one in asked - tale.sung - tale.unfit if one[0] not in NOT_TOLD}
    assert missing == FIELDS_ELSEWHERE
