"""A verdict as of a day is the verdict of a casebook that holds the editions of that day alone."""

import itertools
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.by_two import furnish
from tests.domain.builders import a_case, a_declaration, a_document, a_party, an_item, learned
from tests.domain.packs import inline, shipped
from tests.machines import unseen
from tests.properties.length import LONGER
from tests.services.sample_office import EVERYTHING, PASSWORD, Clock

from landwaiter.domain.cases.case import Case
from landwaiter.domain.flags.verdict_basis import Verdict
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.pack import Pack, Trust
from landwaiter.domain.lists.listing import Hit
from landwaiter.services.cases.as_of import judge_as_of
from landwaiter.services.flags.evaluation import evaluated, verdict_of
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session

CASES = min(150 * LONGER, 1_000)
DAYS_OF_A_CASE = min(LONGER, 10)
"""Each in a stretch of its own; the cases together reach every stretch many times."""
DAY = timedelta(days=1)
RULES = (
    "RF-G01",
    "RF-G02",
    "RF-G03",
    "RF-G07",
    "RF-R01",
    "RF-R02",
    "RF-R03",
    "RF-P05",
    "RF-P07",
    "RF-E01",
    "RF-E02",
)
"""Those that read the packs below: fewer rules, more cases."""
HEADINGS = ("84571010", "85423190", "90314990", "73181500", "88021100")
COUNTRIES = ("CN", "HK", "TR", "AE", "KG", "US", "RU")
NAMES = (
    "Harbin Institute of Technology",
    "Morning Lathe Trading",
    "Beihang University",
    "Grey Pier",
)
TEXTS = (
    "5-axis CNC machining centre",
    "missile guidance unit",
    "bolts of steel",
    "army radio 3A001",
)

Span = tuple[date | None, date | None]


def d(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


SPANS: Mapping[str, tuple[Span, Span, Span]] = {
    "annex1": ((None, d("01-31")), (d("02-01"), d("03-15")), (d("03-10"), None)),
    "hs_control": ((d("01-10"), d("02-10")), (d("03-01"), d("03-31")), (d("03-20"), None)),
    "chpl": ((None, None), (d("02-15"), d("02-28")), (d("01-02"), d("01-05"))),
    "countries": ((None, d("02-20")), (d("02-21"), None), (d("03-25"), d("03-26"))),
    "vocabulary": ((None, None), (d("02-05"), None), (d("02-05"), d("02-05"))),
    "prc_entities": ((d("01-01"), d("02-12")), (d("02-13"), d("03-24")), (d("04-01"), None)),
    "flag_rules": ((None, None), (d("03-05"), d("04-10")), (None, d("01-20"))),
}
"""Three editions of each pack in the order of import: overlaps, gaps, days that are past, none."""
LATEST = d("04-20")
EARLIEST = date(2025, 12, 20)


@cache
def editions() -> tuple[Pack, ...]:
    """All editions, first those imported first; each holds other rows."""
    return tuple(
        replace(
            inline(pack_id, shipped(pack_id).kind, *_rows(pack_id, no)),
            edition=str(no),
            sha256=f"{pack_id}-{no}".ljust(64, "0"),
            trust=Trust.TRANSCRIBED,
            valid_from=SPANS[pack_id][no][0],
            valid_to=SPANS[pack_id][no][1],
        )
        for no in range(3)
        for pack_id in SPANS
    )


def _rows(pack_id: str, no: int) -> Iterator[dict[str, str]]:
    """Two rows of three of each pack, so that every edition lacks something; all of the rules."""
    for place, row in enumerate(shipped(pack_id).rows):
        if pack_id == "flag_rules":
            if row["id"] in RULES[no:]:
                yield {**row, "severity": ("high", "medium", "low")[no]}
        elif place % 3 != no:
            yield dict(row)


def counting(day: date) -> tuple[Pack, ...]:
    """The editions that count on a day, by the rule as the manual states it."""
    found: dict[str, Pack] = {}
    for pack in editions():
        if (pack.valid_from or date.min) <= day <= (pack.valid_to or date.max):
            found[pack.id] = pack
    return tuple(found.values())


def days() -> tuple[date, ...]:
    """Every day from before the first change to after the last."""
    count = (LATEST - EARLIEST).days + 1
    return tuple(EARLIEST + DAY * no for no in range(count))


@cache
def stretches() -> tuple[tuple[date, ...], ...]:
    """Days in a row on which the same editions count."""
    grouped = itertools.groupby(days(), key=lambda day: [one.sha256 for one in counting(day)])
    return tuple(tuple(some) for _key, some in grouped)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook without any pack, to be copied."""
    folder = tmp_path_factory.mktemp("empty") / "casebook"
    opened = sessions.create_casebook(
        folder,
        office=sessions.CasebookOffice("PL1", "PL"),
        user=EVERYTHING,
        password=PASSWORD,
        now=Clock(),
        packs=(),
    )
    opened.session.casebook.close()
    return folder


def a_copy(empty: Path, folder: Path, packs: tuple[Pack, ...]) -> Session:
    """The empty casebook in another folder, with packs imported one after the other."""
    path = unseen(Path(shutil.copytree(empty, folder)))
    session = sessions.open_casebook(path, user=EVERYTHING, password=PASSWORD, now=Clock())
    for pack in packs:
        assert furnish(session, (pack,)) == 1
    return session


@pytest.fixture(scope="module")
def everything(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The casebook with all editions."""
    session = a_copy(empty, tmp_path_factory.mktemp("all") / "casebook", editions())
    with session.casebook:
        yield session


@pytest.fixture(scope="module")
def alone(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, ...]]:
    """A casebook per stretch, with the editions of its days and no other."""
    folder = tmp_path_factory.mktemp("alone")
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(opened(a_copy(empty, folder / str(no), counting(some[0]))))
            for no, some in enumerate(stretches())
        )


@contextmanager
def opened(session: Session) -> Iterator[Session]:
    with session.casebook:
        yield session


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """An export as any office sees it: goods, parties, route, documents, what was learned."""
    items = tuple(
        an_item(no, cn=draw(st.sampled_from(HEADINGS)), description=draw(st.sampled_from(TEXTS)))
        for no in range(1, draw(st.integers(1, 3)) + 1)
    )
    accepted = draw(st.dates(EARLIEST, LATEST))
    declaration = a_declaration(
        accepted=datetime.combine(accepted, time(12), UTC),
        country_destination=draw(st.sampled_from(COUNTRIES)),
        country_routing=tuple(draw(st.lists(st.sampled_from(COUNTRIES), max_size=3))),
        items=items,
        documents=tuple(
            a_document(code) for code in draw(st.sets(st.sampled_from(("Y901", "X060", "N380"))))
        ),
    )
    learnt = draw(st.sampled_from((None, *TEXTS)))
    return a_case(
        declaration=declaration,
        parties=(
            a_party(Role.EXPORTER, "Obrabiarki Wisla", "PL"),
            a_party(
                Role.CONSIGNEE,
                draw(st.sampled_from(NAMES)),
                draw(st.sampled_from(COUNTRIES)),
            ),
        ),
        enrichment=(learned("end_use", learnt),) if learnt else (),
    )


def verdict(session: Session, case: Case, day: date) -> tuple[Verdict, tuple[Hit, ...]]:
    """The whole verdict as of a day, with the hits it rests on."""
    with session.reading() as conn:
        judged, result = judge_as_of(session, conn, case, day)
    return verdict_of(result), judged.hits


def test_there_are_overlaps_gaps_and_days_before_any_edition() -> None:
    assert len(stretches()) >= 15
    assert {len(counting(some[0])) for some in stretches()} >= {5, 6, 7}


def test_on_every_single_day_the_editions_of_that_day_count(everything: Session) -> None:
    with everything.reading() as conn:
        for day in days():
            found = everything.references.packs(conn, day)
            assert {p.sha256 for p in found.values()} == {p.sha256 for p in counting(day)}, day


def settled(examples: int) -> settings:
    """A failure is shown as it was found: making it smaller would take minutes."""
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        report_multiple_bugs=False,
        suppress_health_check=checks,
    )


def compare(
    everything: Session, alone: tuple[Session, ...], case: Case, stretch: int, day: date
) -> None:
    assert verdict(everything, case, day) == verdict(alone[stretch], case, day), day


@settled(CASES)
@given(case=cases(), data=st.data())
def test_a_verdict_as_of_any_day_is_that_of_the_editions_of_the_day_alone(
    everything: Session, alone: tuple[Session, ...], case: Case, data: st.DataObject
) -> None:
    numbers, count = st.integers(0, len(stretches()) - 1), DAYS_OF_A_CASE
    for stretch in sorted(data.draw(st.sets(numbers, min_size=count, max_size=count))):
        day = data.draw(st.sampled_from(stretches()[stretch]))
        compare(everything, alone, case, stretch, day)


@settled(5 * LONGER)
@given(case=cases())
def test_the_same_holds_on_first_and_last_day_of_every_stretch_for_one_case(
    everything: Session, alone: tuple[Session, ...], case: Case
) -> None:
    for stretch, some in enumerate(stretches()):
        for day in {some[0], some[-1]}:
            compare(everything, alone, case, stretch, day)


@settled(20 * LONGER)
@given(case=cases())
def test_without_a_day_a_case_is_judged_as_of_its_declaration(
    everything: Session, case: Case
) -> None:
    with everything.reading() as conn:
        plain = evaluated(conn, case, everything.references, everything.today())
        dated = evaluated(
            conn, case, everything.references, everything.today(), as_of=case.judged_as_of
        )
    assert verdict_of(plain) == verdict_of(dated)
    assert plain.facts.day == case.judged_as_of
