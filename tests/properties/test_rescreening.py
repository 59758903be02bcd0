"""Screening again what changed gives the hits that screening everything anew gives."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.length import LONGER
from tests.services.sample_office import ADMIN, ANALYST, NOW, Office, an_office, declared

from landwaiter.domain.lists.deeds import Rescreen
from landwaiter.domain.lists.listing import Hit, ListEdition, Listing
from landwaiter.errors import Fault
from landwaiter.services.deeds.engine import run
from landwaiter.services.entities.party_matches import hits_on
from landwaiter.services.lists.list_imports import import_list
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of

NAMES = ("Umbra Valve Works", "Quiet Harbour School", "Grey Heron Institute", "Oblast Relay Plant")
"""Of parties, each on a case of its own, and of entries."""
OTHERS = ("Lantern Millinery",)
DAYS = tuple(date(2026, 2, 1) + timedelta(days=days) for days in (0, 10, 20, 30))
"""Of declarations; editions lie between them."""
REFERENCES = tuple(f"PL1-2026-{number:06d}" for number in range(2, 2 + len(NAMES)))
_LISTS = count()

entries = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d"]),
    st.tuples(st.sampled_from((*NAMES, *OTHERS)), st.sampled_from(["", "noted", "noted again"])),
    min_size=1,
    max_size=4,
)
published = st.one_of(st.none(), st.integers(-15, 45).map(lambda n: DAYS[0] + timedelta(days=n)))
imported = st.tuples(st.just("import"), entries, published, st.integers(0, 3))
removed = st.tuples(st.just("remove"), st.integers(0, 3), st.none(), st.integers(0, 3))
step = st.one_of(imported, imported, imported, removed)
"""Deed, what, day, and 0 where the next change comes before cases are screened again."""


class Cases:
    """An office, which a failing example does not print."""

    def __init__(self, office: Office) -> None:
        self.office = office


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cases]:
    """Four more cases, of different days and parties."""
    made = an_office(tmp_path_factory.mktemp("rescreening"))
    for name, day in zip(NAMES, DAYS, strict=True):
        made.take_in(declared(lrn=f"R-{day}", accepted=f"{day}T10:00:00Z", consignee_name=name))
    yield Cases(made)
    made.close()


def an_edition(list_id: str, no: int, found: Any, day: date | None) -> tuple[ListEdition, Any]:
    listings = tuple(
        Listing(name, "Company", called, countries=("CN",), note=note)
        for name, (called, note) in sorted(found.items())
    )
    digest = sha256(repr(listings).encode()).hexdigest()
    head = ListEdition(
        list_id, "Random", "other", f"e{no}", digest, "", "", "official", len(listings),
        NOW - timedelta(days=60 - no), day,
    )  # fmt: skip
    return head, listings


def kept(hits: tuple[Hit, ...], list_id: str) -> list[tuple[str, str, str, str]]:
    """Party and listing as worded, each as often as it stands."""
    found = (hit for hit in hits if hit.list_id == list_id)
    return sorted(
        (hit.party_id, hit.listing.listing_id, hit.listing.name, hit.listing.note) for hit in found
    )


def both(office: Office, reference: str, list_id: str) -> tuple[Any, Any]:
    """What stands on a case, and what screening it anew finds."""
    session, ids = office.session(ANALYST), count()
    with session.reading() as conn:
        case = load_case(conn, case_id_of(conn, reference), session.registry(conn))
        anew = hits_on(
            conn,
            case.parties,
            session.references.lists(conn, case.judged_as_of),
            new_id=lambda: str(next(ids)),
            at=session.now(),
        )
    return kept(case.hits, list_id), kept(anew, list_id)


@settings(max_examples=8 * LONGER, deadline=None)
@given(st.lists(step, min_size=2, max_size=5))
def test_screening_again_is_screening_anew(cases: Cases, steps: list[Any]) -> None:
    office, list_id = cases.office, f"random_{next(_LISTS)}"
    session = office.session(ADMIN)
    for no, (deed, what, day, then) in enumerate(steps):
        with suppress(Fault):  # the very same edition twice, or one that is not there
            if deed == "import":
                import_list(session, *an_edition(list_id, no, what, day))
            else:
                office.list_out(list_id, f"e{what}")
        if then:
            run(session, Rescreen())
    run(session, Rescreen())
    with session.reading() as conn:
        stands = any(
            one.edition.list_id == list_id
            for one in session.references.lists(conn, session.today())
        )
    for reference in REFERENCES:
        standing, anew = both(office, reference, list_id)
        assert standing == anew or not stands, "hits of a list that was removed stay as they are"
