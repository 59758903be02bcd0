"""Examples of deeds on reports."""

from datetime import date
from typing import Any

from tests.deeds.scene import FIRM, Example
from tests.services.sample_office import REASON, REF

from landwaiter.domain.reports.bundle_deeds import ReportBundle
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.consent_deeds import RecordOwnersConsent
from landwaiter.domain.reports.consents import ConsentOutcome
from landwaiter.domain.reports.court_orders import OrderedClasses
from landwaiter.domain.reports.deeds import (
    DiscloseReport,
    ExportCases,
    ReportCase,
    ReportHoldSlip,
    ReportReleaseSlip,
)
from landwaiter.domain.reports.find_deeds import JudgeFind
from landwaiter.domain.reports.finds import FindOutcome
from landwaiter.domain.reports.gist_deeds import ReleaseGist, WithdrawGist
from landwaiter.domain.reports.order_deeds import RecordCourtOrder, WithdrawCourtOrder
from landwaiter.domain.reports.profiles import Profile
from landwaiter.domain.reports.subject_deeds import (
    ReportEntity,
    ReportHandover,
    ReportListing,
    ReportLoad,
    ReportPractice,
    ReportRegister,
    ReportReviewers,
    ReportStates,
    ReportStatistics,
)

EXAMPLES: dict[type[Any], Example] = {
    ReportCase: lambda scene: ReportCase(CaseReport.CASE, REF, xlsx=scene.folder / "case.xlsx"),
    ReportHoldSlip: lambda scene: ReportHoldSlip(REF, 1, scene.folder / "slip.pdf"),
    ReportReleaseSlip: lambda scene: ReportReleaseSlip(REF, 1, scene.folder / "slip.pdf"),
    ReportBundle: lambda scene: ReportBundle(REF, pdf=scene.folder / "bundle.pdf"),
    ReportEntity: lambda scene: ReportEntity("Alpha Works", xlsx=scene.folder / "entity.xlsx"),
    ReportStates: lambda scene: ReportStates(("CN", "RU"), xlsx=scene.folder / "states.xlsx"),
    ReportLoad: lambda scene: ReportLoad(xlsx=scene.folder / "load.xlsx"),
    ReportReviewers: lambda scene: ReportReviewers(xlsx=scene.folder / "reviewers.xlsx"),
    ReportPractice: lambda scene: ReportPractice(xlsx=scene.folder / "practice.xlsx"),
    ReportStatistics: lambda scene: ReportStatistics(
        date(2026, 1, 1), date(2026, 3, 31), xlsx=scene.folder / "statistics.xlsx"
    ),
    ReportRegister: lambda scene: ReportRegister(
        date(2026, 1, 1), date(2026, 3, 31), xlsx=scene.folder / "register.xlsx"
    ),
    ReportListing: lambda scene: ReportListing(FIRM, xlsx=scene.folder / "listing.xlsx"),
    ReportHandover: lambda scene: ReportHandover(xlsx=scene.folder / "handover.xlsx"),
    ExportCases: lambda scene: ExportCases(scene.folder / "cases.csv", "stage:open"),
    ReleaseGist: lambda _: ReleaseGist(
        f"{REF}-D1", "evidence/1/from", "Somebody in the trade told it.", REASON
    ),
    WithdrawGist: lambda _: WithdrawGist(REF, 1, REASON),
    RecordCourtOrder: lambda _: RecordCourtOrder(
        REF, "II K 412/26", date(2026, 3, 27), "Regional Court", OrderedClasses.BOTH, REASON
    ),
    WithdrawCourtOrder: lambda _: WithdrawCourtOrder(REF, 1, REASON),
    JudgeFind: lambda _: JudgeFind(
        REF, "0123456789ab", Profile.MINISTRY, FindOutcome.OTHER, REASON, CaseReport.MINISTRY
    ),
    RecordOwnersConsent: lambda _: RecordOwnersConsent(
        f"{REF}-D1",
        "facts/1/value",
        "Alpha Works",
        ConsentOutcome.AGREED,
        date(2026, 3, 1),
        "letter of 1 March",
    ),
    DiscloseReport: lambda scene: DiscloseReport(
        REF, "Ministry", "Art. 23(5)", xlsx=scene.folder / "case.xlsx"
    ),
}
