"""Every kind of document as files for every reader that it may be made for: one table.

A form, a letter and a print for everybody hold what their row says and nothing else. Of any other
document the classes decide, and the office's own is what it is held against.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from tests.deeds.scene import FIRM
from tests.services.reports.canaries import file_channels
from tests.services.reports.leaks.tale import Tale
from tests.services.sample_office import ANALYST, HEAD, REF

from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.reports.bundle_deeds import ReportBundle
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase, ReportHoldSlip, ReportReleaseSlip
from landwaiter.domain.reports.profiles import Profile
from landwaiter.domain.reports.subject_deeds import (
    ReportEntity,
    ReportHandover,
    ReportLoad,
    ReportRegister,
    ReportReviewers,
    ReportStates,
    ReportStatistics,
)
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import freezing
from landwaiter.services.reports.bundle.contents import bundle_dossier
from landwaiter.services.reports.bundle.exhibits import exhibits_of
from landwaiter.services.reports.dossier.compose import Frame, dossier_of
from landwaiter.services.reports.dossier.types import report_type
from landwaiter.services.reports.files import rendering
from landwaiter.services.reports.listing_report import freeze_listing
from landwaiter.services.reports.paper_readers import ReportReader

Reader = Profile | None
"""None: the office itself, or whoever gets a form."""
EVERYBODY: Final[tuple[Reader, ...]] = (None, *Profile)
LETTERHEAD_ALONE: Final = frozenset({"report.office", "report.marking", "report.telephone"})


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of document."""

    make: Callable[[Tale, Reader, Path], None]
    """Writes its files into an empty folder."""
    readers: tuple[Reader, ...] = EVERYBODY
    holds: frozenset[str] | None = None
    """Beside the letterhead, the beginnings of where it takes its texts from; None: by classes."""

    def heard(self, tale: Tale, reader: Reader, folder: Path) -> Mapping[str, frozenset[str]]:
        """The canaries of its files, by the part in which they sing."""
        self.make(tale, reader, folder)
        found: dict[str, frozenset[str]] = {}
        for part, said in _channels(folder):
            found[part] = found.get(part, frozenset()) | tale.aviary.heard(said)
        return found

    def leaks(
        self, tale: Tale, reader: Reader, heard: Mapping[str, frozenset[str]]
    ) -> dict[str, set[str]]:
        """What sings in its files and may not, by the part."""
        aviary = tale.aviary
        if self.holds is not None:
            may = (*self.holds, *LETTERHEAD)
            wrong = {sign for sign, place in aviary.place.items() if not place.startswith(may)}
        else:
            wrong = set(aviary.withheld_from(reader)) if reader else set()
        found = {
            part: {aviary.place[one] for one in signs & wrong} for part, signs in heard.items()
        }
        return {part: places for part, places in found.items() if places}


LETTERHEAD: Final = ("report.",)


def _channels(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        yield "names", path.name.encode()
        if path.is_file():
            yield from file_channels(path.name, path.read_bytes())


def composed(kind: str, view: CaseView, frame: Frame) -> Dossier:
    """What such a document holds of a case, whether or not it may be made of it now."""
    return dossier_of(view, frame, report_type(kind).contents(view, frame))


def frozen(tale: Tale, kind: str, case: str, reader: Reader) -> Dossier:
    """The dossier of a kind on one of the cases."""
    return freezing.freeze(
        tale.office.session(ANALYST),
        tale.cases[case],
        compose=partial(composed, kind),
        report_type=kind,
        reader=ReportReader(reader) if reader else None,
    ).report


def _of_case(kind: str, *cases: str) -> Callable[[Tale, Reader, Path], None]:
    def make(tale: Tale, reader: Reader, folder: Path) -> None:
        for case in cases:
            dossier = frozen(tale, kind, case, reader)
            files = (folder / f"{kind} {case}.pdf", folder / f"{kind} {case}.xlsx")
            rendering.render(tale.office.session(ANALYST), dossier, *files)

    return make


def _form(tale: Tale, reader: Reader, folder: Path) -> None:
    to = tale.office.case(REF).parties[0].name if reader is Profile.PARTY else ""
    files = (folder / "seizure.pdf", folder / "seizure.xlsx")
    said = ReportCase(CaseReport.SEIZURE, REF, *files, reader=reader, to=to)
    run(tale.office.session(ANALYST), said)


def _slip(kind: type[Any], case: str) -> Callable[[Tale, Reader, Path], None]:
    def make(tale: Tale, reader: Reader, folder: Path) -> None:
        said = kind(tale.cases[case], 1, folder / "slip.pdf", reader=reader)
        run(tale.office.session(ANALYST), said)

    return make


def _subject(kind: type[Any], *given: Any) -> Callable[[Tale, Reader, Path], None]:
    def make(tale: Tale, reader: Reader, folder: Path) -> None:
        files = {"pdf": folder / "report.pdf", "xlsx": folder / "report.xlsx"}
        run(
            tale.office.session(HEAD),
            kind(*given, **files, **({"reader": reader} if reader else {})),
        )

    return make


def _listing(tale: Tale, reader: Reader, folder: Path) -> None:
    session = tale.office.session(ANALYST)
    dossier = freeze_listing(session, FIRM, ReportReader(reader) if reader else None)
    rendering.render(session, dossier, folder / "listing.pdf", folder / "listing.xlsx")


def _bundle(tale: Tale, reader: Reader, folder: Path) -> None:
    session = tale.office.session(ANALYST)
    if reader is not None:
        run(session, ReportBundle(REF, folder=folder / "bundle", pdf=folder / "bundle.pdf"))
        return
    exhibits = exhibits_of(tale.office.case(REF))
    compose = partial(bundle_dossier, exhibits=exhibits, anchors=())
    rendering.render(
        session, freezing.freeze(session, REF, compose=compose).report, folder / "b.pdf", None
    )


def _letter(kind: LetterKind, *also: str) -> Paper:
    def make(tale: Tale, _reader: Reader, folder: Path) -> None:
        path = tale.letters[kind]
        (folder / path.name).write_bytes(path.read_bytes())

    own = ("letter ", "letter text ", "letters exporter ", "office.place", *also)
    return Paper(make, (Profile.PARTY,), frozenset(own))


def _places(deed: str) -> frozenset[str]:
    """Where a deed on goods says that they are: what a slip holds."""
    return frozenset(f"{deed} {one}" for one in ("container", "place", "seal", "office"))


_ASKED: Final = frozenset({"consult to", "refer to", "hear to", "case.hear to"})
_COOPERATION: Final = ("institution", "laboratory", "partner", "topic")
"""What a recipient of advice is told of its own cooperation."""
_YEAR: Final = (date(2026, 1, 1), date(2026, 12, 31))
PAPERS: Final[Mapping[str, Paper]] = {
    "case": Paper(_of_case("case", "story", "export")),
    "referral": Paper(_of_case("referral", "letters")),
    "consultation": Paper(_of_case("consultation", "story")),
    "denial": Paper(_of_case("denial", "story")),
    "seizure": Paper(_form, holds=frozenset({"seize container", "fill_record value"})),
    # Beside the result what is told to other states once an authority has refused.
    "aes-feedback": Paper(
        _of_case("aes-feedback", "story"),
        holds=frozenset({"record_control ", "consult to", "record_reply reason"}),
    ),
    "hold-slip": Paper(_slip(ReportHoldSlip, "story"), holds=_places("seize")),
    "release-slip": Paper(
        _slip(ReportReleaseSlip, "released"),
        holds=_places("case.release") | {"letters exporter name"},
    ),
    "ministry": Paper(_of_case("ministry", "story", "letters")),
    "audit": Paper(_of_case("audit", "audit")),
    "bundle": Paper(_bundle, (None, Profile.COURT)),
    "appeal": Paper(_of_case("appeal", "story")),
    "incident": Paper(_of_case("incident", "incident")),
    "entity": Paper(_subject(ReportEntity, FIRM)),
    "states": Paper(_subject(ReportStates, ("CN", "KP"))),
    # Figures of the office, and nobody's words.
    "load": Paper(_subject(ReportLoad), holds=frozenset()),
    "reviewers": Paper(_subject(ReportReviewers), holds=frozenset()),
    # T3 counts by the authority that was asked, as an officer named it.
    "statistics": Paper(_subject(ReportStatistics, *_YEAR), (None,), _ASKED),
    "register": Paper(_subject(ReportRegister, *_YEAR)),
    "listing": Paper(_listing),
    "handover": Paper(_subject(ReportHandover), (None,)),
    "hold": _letter(LetterKind.HOLD, *_places("locate")),
    "information": _letter(LetterKind.INFORMATION),
    "reminder": _letter(LetterKind.REMINDER),
    "hearing": _letter(LetterKind.HEARING),
    # A decision says by which provision nobody was heard before it: UCC Art. 22(6).
    "decision": _letter(LetterKind.DECISION, "except_hearing basis"),
    "release": _letter(LetterKind.RELEASE, *_places("case.release"), *_places("hold")),
    "advice": _letter(LetterKind.ADVICE, *(f"research {one}" for one in _COOPERATION)),
}
ELSEWHERE: Final = {
    "practice": "of a training casebook, in which no case is anybody's",
    "privacy": "figures, what the office states of itself, whom it informed: test_privacy",
    "access-answer": "what persons judged, entry by entry: test_access_answer",
}
"""Kinds without a row, and why."""
