"""An office in which every deed can be begun by every role, and nothing is ever saved."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from tests.by_two import template_by_two, texts_by_two
from tests.published import published
from tests.services.act_examples import states_related
from tests.services.letters.template_files import template_file
from tests.services.office_texts import texts_file
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    NOW,
    READ,
    REASON,
    REVIEWER,
    Office,
    an_office,
    declared,
    write_csv,
)

from landwaiter.domain.audit.deeds import ErasePayload
from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.base.people import UserRole
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.entities.deeds import MakeEntity
from landwaiter.domain.incidents.deeds import MakeIncident
from landwaiter.domain.incidents.incident import IncidentKind
from landwaiter.domain.intake.deeds import WatchFolder
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.template_deeds import ProposeTemplate
from landwaiter.domain.listings.deeds import GiveReason, ProposeListing, StateSearch
from landwaiter.domain.monitoring.deeds import BeginMonitor
from landwaiter.domain.office.deeds import KeepOfficeView, KeepReasonTemplate, SupplyTexts
from landwaiter.domain.retention.privacy_deeds import LogBreach
from landwaiter.domain.trade.deeds import SetSiftSample, Sift
from landwaiter.domain.trade.erasure import Effect
from landwaiter.domain.trade.erasure_deeds import EraseTrade, RestrictTrade
from landwaiter.errors import Unavailable
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork

AUDITOR, SERVICE = "Audra", "Gateway"
FIRM, OTHER_FIRM = "Alpha Works", "Beta Works"
"""Two entities beside the case."""
INCIDENT = "Mooring lines cut"
"""An incident beside all cases."""
PROGRAMME = "diesel"
"""A monitoring programme."""
VIEW = "Hubs"
TEMPLATE = "Nobody answered"
"""A view of the list of cases that the office has."""
PEOPLE = {
    UserRole.ANALYST: ANALYST,
    UserRole.REVIEWER: REVIEWER,
    UserRole.HEAD: HEAD,
    UserRole.ADMINISTRATOR: ADMIN,
    UserRole.AUDITOR: AUDITOR,
    UserRole.SERVICE: SERVICE,
}
HELD, AGREED = "LW-77", "LW-79"
"""Declarations of the trade store: one is held, of the other two agreed that it is erased."""
STOPPED = "Stopped before the commit: the role was no hindrance."
"""What every deed ends with here that gets as far as its commit."""


@dataclass(frozen=True)
class Scene:
    office: Office
    folder: Path
    root: Path
    """Of a publisher of reference bundles."""
    motion: str
    """What waits for a reviewer, a head or an administrator."""

    @property
    def letter(self) -> Path:
        """A file that could be evidence."""
        return self.folder / "letter.txt"

    def session(self, role: UserRole) -> Session:
        return self.office.session(PEOPLE[role])


Example = Callable[[Scene], Any]
"""The arguments of one deed that could be done in this office."""


def a_scene(folder: Path, office: Office | None = None) -> Scene:
    """In a fresh copy of the sample casebook, or in the one that is given."""
    office = office or an_office(folder)
    office.add(AUDITOR, UserRole.AUDITOR)
    office.add(SERVICE, UserRole.SERVICE)
    for name in (FIRM, OTHER_FIRM):
        do(office.session(ANALYST), MakeEntity(name, "organisation", "register"))
    states_related(office)
    proposed_for_listing(office)
    happened = (IncidentKind.OTHER, "2026-01", "a newspaper", Certainty.REPORTED)
    do(office.session(ANALYST), MakeIncident(INCIDENT, *happened, **READ))
    do(office.session(ANALYST), BeginMonitor(PROGRAMME, destinations="HK"))
    begun = office.view().audit_seq
    store_kept(office, folder)
    refused_by_watching(office, folder)
    do(office.session(HEAD), KeepOfficeView(VIEW, "stage:open to:AE"))
    supplied = SupplyTexts("de", texts_file(folder, "de"), "2026-1", REASON)
    texts_by_two(office.session(HEAD), office.session(ADMIN), supplied)
    release = template_file(folder, LetterKind.RELEASE)
    proposed = ProposeTemplate(release, LetterKind.RELEASE, "en", REASON)
    template_by_two(office.session(HEAD), office.session(ADMIN), proposed)
    do(office.session(HEAD), KeepReasonTemplate(TEMPLATE, "Nobody answered."))
    motion = do(office.session(HEAD), ErasePayload(begun, REASON)).motion_id
    assert motion is not None
    scene = Scene(office, folder, published(folder / "out", NOW).root(), motion)
    scene.letter.write_text("a letter", encoding="utf-8")
    return scene


def store_kept(office: Office, folder: Path) -> None:
    """Two declarations without a case: one is held, of the other two agreed that it is erased."""
    head, reviewer = office.session(HEAD), office.session(REVIEWER)
    none = do(head, SetSiftSample(0, REASON))  # what is in the sample is not erased
    do(office.session(ADMIN), SecondOpenMotions(none.changes.waits))
    rows = [declared(lrn=number) for number in (HELD, AGREED)]
    run(office.session(ANALYST), Sift((write_csv(folder / "sifted.csv", rows),)))
    erased = do(head, EraseTrade(REASON, numbers=(AGREED,)))
    do(reviewer, SecondOpenMotions(erased.changes.waits))
    do(head, RestrictTrade(Effect.HOLD, "Order 7/26", REASON, number=HELD))
    known = NOW.replace(hour=NOW.hour - 1)
    do(head, LogBreach(known, "a disk was left in a train", "about 100", "not known"))


def refused_by_watching(office: Office, folder: Path) -> None:
    """A file that a watched folder refused."""
    watched = folder / "refusing"
    watched.mkdir()
    (watched / "note.txt").write_text("no declaration", encoding="utf-8")
    run(office.session(ANALYST), WatchFolder(watched, once=True))


def proposed_for_listing(office: Office) -> None:
    """One of the firms, with a reason and nothing known against it: it could be submitted."""
    session = office.session(ANALYST)
    do(session, ProposeListing(FIRM, "an act", "Art. 2(1)", "Annex I"))
    sure = {"certainty": Certainty.REPORTED, "read_on": NOW.date(), "grade": "B2"}
    said = {"sentence": "It sold tools.", "source": "a report", "sha256": "0f" * 32}
    do(session, GiveReason(FIRM, releasable=True, **said, **sure))  # type: ignore[arg-type]  # named
    do(session, StateSearch(FIRM, "registers"))


@contextmanager
def nothing_is_saved() -> Iterator[None]:
    def stop(_work: UnitOfWork, _commit: Callable[[], None]) -> None:
        raise Unavailable(STOPPED)

    with mock.patch.object(UnitOfWork, "complete", stop):
        yield
