"""The papers of a case in its window: reports, slips and the bundle for a court."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from landwaiter.domain.base.terms import low
from landwaiter.domain.reports.deeds import (
    BUNDLE,
    REPORT_BUNDLE,
    CaseReport,
    ReportCase,
    ReportHoldSlip,
    ReportReleaseSlip,
    SheetSize,
    SlipKind,
)
from landwaiter.domain.reports.finds import SourceFind
from landwaiter.domain.reports.profiles import Profile
from landwaiter.i18n import N_, _, joined
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import reporting
from landwaiter.services.reports.bundle.making import BundleResult
from landwaiter.services.reports.dossier.types import REPORT_TYPES, ReportType, report_type
from landwaiter.services.reports.finds import finds_known
from landwaiter.services.reports.kinds.conditions import why_no_slip
from landwaiter.services.reports.kinds.paper_kinds import audience_of, paper_kinds, why_no_paper
from landwaiter.services.warm.session import Session
from landwaiter.ui.cases.acts_of_case import REPORT
from landwaiter.ui.cases.case_days import CaseDays
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.kit.prompts import Field
from landwaiter.ui.reports.bundle_prompt import ask_bundle
from landwaiter.ui.reports.certificate_prompt import ask_certificate
from landwaiter.ui.reports.find_prompt import ask_finds
from landwaiter.ui.reports.reader_prompt import ask_reader

_SLIPS: Mapping[SlipKind, type[ReportHoldSlip] | type[ReportReleaseSlip]] = {
    SlipKind.HOLD: ReportHoldSlip,
    SlipKind.RELEASE: ReportReleaseSlip,
}
_SHEETS = {
    SheetSize.A4: N_("A4"),
    SheetSize.A5: N_("A5"),
    SheetSize.LABEL: N_("Label, 100 × 150 mm"),
}


def reports_now(view: CaseView) -> Iterator[tuple[str, str]]:
    """Name and title of each type of report that may be made of the case now."""
    for kind in REPORT_TYPES:
        if not kind.why_not(view):
            yield kind.name, _(kind.title)


def papers_now(view: CaseView) -> Iterator[tuple[str, str]]:
    """The same of slips, and of the bundle."""
    for slip in SlipKind:
        if not why_no_paper(slip.value, view):
            yield slip.value, _(paper_kinds()[slip].title)
    if not why_no_paper(BUNDLE, view):
        yield BUNDLE, _(REPORT_BUNDLE.title)


class CasePapers:
    """What is made of one case as the window shows it; another day's is refused with its reason."""

    def __init__(self, desk: Desk, screen: CaseScreen, reference: str, days: CaseDays) -> None:
        self._desk, self._screen, self._reference, self._days = desk, screen, reference, days

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """By the name of its act."""
        return {
            "report": self.report,
            **{f"{REPORT}{k.name}": partial(self.report, k.name) for k in REPORT_TYPES},
            **{slip.value: partial(self.slip, slip) for slip in SlipKind},
            BUNDLE: self.bundle,
        }

    def slip(self, kind: SlipKind, item: int | None = None) -> None:
        """The hold or release slip of an item as PDF; the item, if there are several, and the
        sheet are chosen.
        """
        view = self._screen.view
        if view is None:
            return
        possible = [i for i in view.case.items if not why_no_slip(view.case, kind, i.no)]
        if not possible or (item is not None and item not in {i.no for i in possible}):
            number = item if item is not None else view.case.items[0].no if view.case.items else 0
            why_not = why_no_slip(view.case, kind, number) if item else why_no_paper(kind, view)
            self._desk.warn(why_not)
            return
        choices = tuple(
            (str(i.no), _("{no}, {status}").format(no=i.no, status=low(i.status))) for i in possible
        )
        sheets = tuple((sheet.value, _(_SHEETS[sheet])) for sheet in SheetSize)
        fields = [Field("sheet", _("Sheet"), sheets, value=SheetSize.A4.value)]
        if item is None and len(possible) > 1:
            fields.insert(0, Field("item", _("Item"), choices))
        title = _(paper_kinds()[kind].title)
        answers = self._desk.prompts.ask(title, _("Make it"), tuple(fields))
        if answers is None:
            return
        number = item or int(answers.get("item") or possible[0].no)
        name = f"{self._reference}-item-{number}-{kind.value}.pdf"
        pdf = self._desk.prompts.save_file(_("Slip as PDF"), name, _("PDF (*.pdf)"))
        if pdf is None:
            return
        said = _SLIPS[kind](self._reference, number, pdf, SheetSize(answers["sheet"]))
        self._desk.run(
            _("Slip of {reference}").format(reference=self._reference),
            lambda session, tell: run(session, said, tell),
            self._report_made,
        )

    def bundle(self) -> None:
        """The bundle for a court, as a folder or as one PDF."""
        view = self._screen.view
        if view is None:
            return
        if why_not := why_no_paper(BUNDLE, view):
            self._desk.warn(why_not)
            return
        said = ask_bundle(self._desk.prompts, self._reference)
        if said is not None:
            self._desk.run(
                _("Court bundle of {reference}").format(reference=self._reference),
                lambda session, tell: run(session, said, tell),
                self._bundle_made,
            )

    def report(self, name: str = "case") -> None:
        """PDF and Excel of a type of report as the case is now; either may be left out."""
        view, kind = self._screen.view, report_type(name)
        if view is not None and (why_not := self._days.why_not() or kind.why_not(view)):
            self._desk.warn(why_not)
            return
        self._desk.read(reporting.certificate_path, partial(self._report, kind), owner=self._screen)

    def _report(self, kind: ReportType, certificate_file: Path | None) -> None:
        title = _(kind.title)
        reader = ask_reader(self._desk.prompts, title, audience_of(kind.name))
        if reader is None:
            return
        written = partial(self._write_report, kind, certificate_file, reader)
        profile = reader[0]
        if profile is None:
            written()
        else:
            self._desk.read(
                partial(_unjudged, self._reference, CaseReport(kind.name), profile),
                partial(self._judge_finds, CaseReport(kind.name), profile, written),
                owner=self._screen,
            )

    def _judge_finds(
        self,
        kind: CaseReport,
        reader: Profile,
        then: Callable[[], None],
        finds: tuple[SourceFind, ...],
    ) -> None:
        """A person says of each whether it is the source; without all of them nothing is made."""
        said = ask_finds(self._desk.prompts, self._reference, kind, reader, finds)
        if said is None:
            return
        if not said:
            then()
            return
        self._desk.run(
            _("Finds of {reference}").format(reference=self._reference),
            lambda session, tell: [run(session, one, tell) for one in said],
            lambda _results: then(),
        )

    def _write_report(
        self,
        kind: ReportType,
        certificate_file: Path | None,
        reader: tuple[Profile | None, str],
    ) -> None:
        ask, title = self._desk.prompts.save_file, _(kind.title)
        stem = self._reference if kind.name == "case" else f"{self._reference}-{kind.name}"
        pdf = ask(_("{title} as PDF").format(title=title), f"{stem}.pdf", _("PDF (*.pdf)"))
        xlsx = ask(_("{title} as Excel").format(title=title), f"{stem}.xlsx", _("Excel (*.xlsx)"))
        if pdf is None and xlsx is None:
            return
        key = ask_certificate(self._desk.prompts, certificate_file) if pdf else None
        profile, to = reader
        said = ReportCase(CaseReport(kind.name), self._reference, pdf, xlsx, reader=profile, to=to)
        if key is not None:
            said = replace(said, certificate=key.path, password=key.password)
        self._desk.run(
            _("Report on {reference}").format(reference=self._reference),
            lambda session, tell: run(session, said, tell),
            self._report_made,
        )

    def _bundle_made(self, made: BundleResult) -> None:
        place = made.folder or made.pdf
        self._desk.say(
            _("Report {dossier} is written: {files}.").format(
                dossier=made.dossier, files=place.name if place else ""
            )
        )
        self._report_told()

    def _report_made(self, made: reporting.ReportResult) -> None:
        files = ", ".join(file.name for file in (made.pdf, made.xlsx) if file)
        said = _("Report {dossier} is written: {files}.").format(dossier=made.dossier, files=files)
        self._desk.say(joined(" ", filter(None, (said, made.lapsed_said))))
        self._report_told()

    def _report_told(self) -> None:
        self._desk.tell(
            ChangedTopics(frozenset({"reports", "cases"}), frozenset({self._reference}))
        )


def _unjudged(
    reference: str, kind: CaseReport, reader: Profile, session: Session
) -> tuple[SourceFind, ...]:
    found = finds_known(session, reference, kind, reader)
    return tuple(one for one in found if one.outcome is None)
