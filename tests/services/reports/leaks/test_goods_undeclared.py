"""What the goods are of a case that rests on no declaration is the business secret of its owner."""

from typing import Any

import pytest
from tests.services.cases.test_kinds import FILLED
from tests.services.sample_office import ANALYST, Office

from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.deeds import OpenCase
from landwaiter.domain.reports.profiles import Profile
from landwaiter.services.cases.kinds import kind_of
from landwaiter.services.deeds.engine import run
from landwaiter.services.intake.openings import as_typed
from landwaiter.services.reports import freezing
from landwaiter.services.reports.paper_readers import ReportReader

GOODS = "seven quartz bells of a new cut"
_KINDS = [
    kind
    for kind in CaseKind
    if kind in FILLED and any(one.name == "goods" for one in kind_of(kind).fields)
]


def printed(office: Office, kind: CaseKind, reader: ReportReader | None, report: str) -> bool:
    given = {**FILLED[kind], "goods": GOODS}
    made: Any = run(office.session(ANALYST), as_typed(OpenCase(kind, "tip", project=given)))
    dossier = freezing.freeze(
        office.session(ANALYST), made.made, report_type=report, reader=reader
    ).report
    return GOODS.encode() in dossier.canonical()


@pytest.mark.parametrize("report", ["case", "ministry"])
@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("reader", [Profile.PARTNER_STATE, Profile.COURT, Profile.PUBLIC])
def test_no_line_of_a_report_says_it_to_who_gets_no_business_secret(
    office: Office, kind: CaseKind, reader: Profile, report: str
) -> None:
    assert not printed(office, kind, ReportReader(reader), report)


@pytest.mark.parametrize(
    ("to", "reads"), [("Transit Holder Ltd", True), ("Morning Lathe Trading", False)]
)
def test_whose_goods_they_are_reads_it_and_no_other_party(
    office: Office, to: str, reads: bool
) -> None:
    reader = ReportReader(Profile.PARTY, to)
    assert printed(office, CaseKind.TRANSIT, reader, "case") is reads


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("reader", [None, Profile.MINISTRY])
def test_who_may_have_it_reads_it(office: Office, kind: CaseKind, reader: Profile | None) -> None:
    assert printed(office, kind, ReportReader(reader) if reader else None, "case")
