"""What an office released and took back, before anybody attacks it: a gist, an order of a court,
the consent of an owner, words of a find.

On `REF` each of them was taken back, so that who restores one lets a reader have what it may not.
"""

from pathlib import Path
from typing import Final

from tests.services.reports.bundle.court_order import ordered
from tests.services.sample_office import ANALYST, REASON, REF, REVIEWER, Office

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.consent_deeds import RecordOwnersConsent
from landwaiter.domain.reports.consents import ConsentOutcome
from landwaiter.domain.reports.find_deeds import JudgeFind
from landwaiter.domain.reports.finds import FindOutcome
from landwaiter.domain.reports.gist_deeds import ReleaseGist, WithdrawGist
from landwaiter.domain.reports.order_deeds import WithdrawCourtOrder
from landwaiter.domain.reports.profiles import Profile
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports.finds import finds_known
from landwaiter.services.reports.freezing import freeze
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.reports.withheld_passages import withheld_passages

SOURCE: Final = "Zbigniew Wierzbicki"
YARD: Final = f"the yard of {SOURCE}"
"""Words that may name a source, and that are printed while they count as another thing."""
SECRET: Final = "reactor of unit 5, by the yearly plan"
GIVER: Final = "evidence/3/from"
"""Where a report says who gave the letter."""
GIST: Final = "Somebody in the trade of the goods showed the order to the office."
NL, BE = "Customs of NL", "Customs of BE"
NEIGHBOUR: Final = ReportReader(Profile.PARTNER_STATE, NL)
MINISTRY: Final = ReportReader(Profile.MINISTRY)


def release(office: Office, folder: Path) -> None:
    """Each is released as it must be, and taken back."""
    letter = folder / "confided.txt"
    letter.write_text("an order", encoding="utf-8")
    run(office.session(ANALYST), AddFile(REF, letter, SOURCE, in_confidence=True))
    office.act(ANALYST, "enrich", field="end_use", value=SECRET, source="web")
    office.act(ANALYST, "locate", item=1, place=YARD, reason=REASON)
    for outcome in (FindOutcome.OTHER, FindOutcome.NAME):
        _judge(office, outcome)
    _gist(office)
    ordered(office, Content.SOURCE)
    do(office.session(ANALYST), WithdrawCourtOrder(REF, 1, REASON))
    _consents(office)


def _judge(office: Office, outcome: FindOutcome) -> None:
    for one in finds_known(office.session(ANALYST), REF, CaseReport.CASE, Profile.MINISTRY):
        said = JudgeFind(REF, one.id, Profile.MINISTRY, outcome, REASON)
        motion = run(office.session(ANALYST), said).motion_id
        if motion is not None:
            do(office.session(REVIEWER), SecondOpenMotions((motion,)))


def _frozen(office: Office, reader: ReportReader) -> str:
    """What a report is called that was made for this reader."""
    return freeze(office.session(ANALYST), REF, reader=reader).report.id


def _gist(office: Office) -> None:
    dossier = _frozen(office, MINISTRY)
    motion = do(office.session(ANALYST), ReleaseGist(dossier, GIVER, GIST, REASON)).motion_id
    do(office.session(REVIEWER), SecondOpenMotions((str(motion),)))
    do(office.session(ANALYST), WithdrawGist(REF, 1, REASON))


def _consents(office: Office) -> None:
    """The owner agrees, and takes it back: both are said of what one report withheld."""
    session = office.session(ANALYST)
    dossier = _frozen(office, NEIGHBOUR)
    secret = [
        one.place
        for one in withheld_passages(session, dossier)
        if one.content is Content.BUSINESS and SECRET in one.said
    ]
    for outcome in (ConsentOutcome.AGREED, ConsentOutcome.ASKED):
        for place in secret:
            said = ("Beta Ventile", outcome, session.today(), "letter BV-7")
            do(session, RecordOwnersConsent(dossier, place, *said))
