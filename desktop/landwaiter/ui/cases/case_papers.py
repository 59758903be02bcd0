"""The papers of a case in its window: reports, slips and the bundle for a court."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from landwaiter.domain.base.terms import low
from landwaiter.domain.reports.bundle_deeds import BUNDLE, REPORT_BUNDLE, ReportBundle
from landwaiter.domain.reports.case_reports import CaseReport, SheetSize, SlipKind
from landwaiter.domain.reports.deeds import ReportCase, ReportHoldSlip, ReportReleaseSlip
from landwaiter.domain.reports.finds import SourceFind
from landwaiter.domain.reports.profiles import Profile
from landwaiter.i18n import N_, _, joined, plural
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import run
from landwaiter.services.deeds.handler import Result
from landwaiter.services.reports import reporting
from landwaiter.services.reports.bundle.making import BundleResult
from landwaiter.services.reports.court_orders import OrderRow, orders_known
from landwaiter.services.reports.dossier.types import REPORT_TYPES, ReportType, report_type
from landwaiter.services.reports.files import rendering
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
from landwaiter.ui.reports.annex_prompt import ChosenAnnex, ask_annex
from landwaiter.ui.reports.bundle_prompt import ask_bundle
from landwaiter.ui.reports.certificate_prompt import ask_certificate
from landwaiter.ui.reports.find_prompt import ask_finds
from landwaiter.ui.reports.reader_prompt import AskedReader, ask_reader
from landwaiter.ui.reports.second_language import SECOND, second_language_field

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
        fields = [
            Field("sheet", _("Sheet"), sheets, value=SheetSize.A4.value),
            *second_language_field(kind),
        ]
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
        said = _SLIPS[kind](
            self._reference,
            number,
            pdf,
            SheetSize(answers["sheet"]),
            second=answers.get(SECOND, ""),
        )
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
            self._desk.read(
                rendering.certificate_path,
                lambda path: self._with_annex(partial(self._write_bundle, said, path)),
                owner=self._screen,
            )

    def _write_bundle(
        self, said: ReportBundle, certificate_file: Path | None, annex: ChosenAnnex
    ) -> None:
        key = ask_certificate(self._desk.prompts, certificate_file)
        said = replace(said, order=annex.order, annex=annex.file)
        if key is not None:
            said = replace(said, certificate=key.path, password=key.password)
        self._desk.run(
            _("Court bundle of {reference}").format(reference=self._reference),
            lambda session, tell: run(session, said, tell),
            self._bundle_made,
        )

    def _with_annex(self, then: Callable[[ChosenAnnex], None]) -> None:
        """Where an order of a court stands, a person says whether there is an annex on it."""

        def ask(orders: tuple[OrderRow, ...]) -> None:
            chosen = ask_annex(self._desk.prompts, self._reference, orders)
            if chosen is not None:
                then(chosen)

        self._desk.read(partial(_standing, self._reference), ask, owner=self._screen)

    def report(self, name: str = "case") -> None:
        """PDF and Excel of a type of report as the case is now; either may be left out."""
        view, kind = self._screen.view, report_type(name)
        if view is not None and (why_not := self._days.why_not() or kind.why_not(view)):
            self._desk.warn(why_not)
            return
        self._desk.read(rendering.certificate_path, partial(self._report, kind), owner=self._screen)

    def _report(self, kind: ReportType, certificate_file: Path | None) -> None:
        title = _(kind.title)
        reader = ask_reader(
            self._desk.prompts,
            title,
            audience_of(kind.name),
            second_language_field(kind.name),
        )
        if reader is None:
            return
        profile = reader.profile

        def written() -> None:
            write = partial(self._write_report, kind, certificate_file, reader)
            if profile is Profile.COURT:
                self._with_annex(write)
            else:
                write(ChosenAnnex())

        if profile is None:
            written()
        else:
            self._desk.read(
                partial(_unjudged, self._reference, CaseReport(kind.name), profile, reader[1]),
                partial(self._judge_finds, CaseReport(kind.name), (profile, reader[1]), written),
                owner=self._screen,
            )

    def _judge_finds(
        self,
        kind: CaseReport,
        reader: tuple[Profile, str],
        then: Callable[[], None],
        finds: tuple[SourceFind, ...],
    ) -> None:
        """A person says of each whether it is the source; without all of them nothing is made, nor
        while a second person has not agreed to what is another thing."""
        waiting = sum(one.waits for one in finds)
        asked = tuple(one for one in finds if not one.waits)
        said = ask_finds(self._desk.prompts, self._reference, kind, reader, asked)
        if said is None:
            return

        def judged(results: Sequence[Result]) -> None:
            moved = waiting + sum(not one.done for one in results)
            if moved:
                self._desk.warn(_finds_wait(moved))
                self._report_told()
            else:
                then()

        if not said:
            judged(())
            return
        self._desk.run(
            _("Finds of {reference}").format(reference=self._reference),
            lambda session, tell: [run(session, one, tell) for one in said],
            judged,
        )

    def _write_report(
        self,
        kind: ReportType,
        certificate_file: Path | None,
        reader: AskedReader,
        annex: ChosenAnnex,
    ) -> None:
        ask, title = self._desk.prompts.save_file, _(kind.title)
        stem = self._reference if kind.name == "case" else f"{self._reference}-{kind.name}"
        pdf = ask(_("{title} as PDF").format(title=title), f"{stem}.pdf", _("PDF (*.pdf)"))
        xlsx = ask(_("{title} as Excel").format(title=title), f"{stem}.xlsx", _("Excel (*.xlsx)"))
        if pdf is None and xlsx is None:
            return
        key = ask_certificate(self._desk.prompts, certificate_file) if pdf else None
        said = ReportCase(
            CaseReport(kind.name),
            self._reference,
            pdf,
            xlsx,
            reader=reader.profile,
            to=reader.to,
            second=reader.others.get(SECOND, ""),
            order=annex.order,
            annex=annex.file,
        )
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
                dossier=made.dossier, files=", ".join(_names(place, made))
            )
        )
        self._report_told()

    def _report_made(self, made: reporting.ReportResult) -> None:
        files = ", ".join((*_names(made.pdf, made), *_names(made.xlsx)))
        said = _("Report {dossier} is written: {files}.").format(dossier=made.dossier, files=files)
        self._desk.say(joined(" ", filter(None, (said, made.lapsed_said))))
        self._report_told()

    def _report_told(self) -> None:
        self._desk.tell(
            ChangedTopics(frozenset({"reports", "cases"}), frozenset({self._reference}))
        )


def _names(file: Path | None, made: reporting.ReportResult | None = None) -> Iterable[str]:
    """What was written, with the annex under seal of a report."""
    annex = made.annex.pdf if made and made.annex else None
    return (one.name for one in (file, annex) if one)


def _standing(reference: str, session: Session) -> tuple[OrderRow, ...]:
    """Orders of courts on which an annex may be made."""
    return tuple(one for one in orders_known(session, reference) if one.stands)


def _unjudged(
    reference: str, kind: CaseReport, reader: Profile, to: str, session: Session
) -> tuple[SourceFind, ...]:
    found = finds_known(session, reference, kind, reader, to)
    return tuple(one for one in found if one.outcome is None)


def _finds_wait(count: int) -> str:
    return plural(
        count,
        "No report is made yet: {n} find is to be another thing, and a second person has not "
        "agreed.",
        "No report is made yet: {n} finds are to be another thing, and a second person has not "
        "agreed.",
    )
