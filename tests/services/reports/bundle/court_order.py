"""An order of a court on the sample case, as two persons record it."""

from datetime import date
from typing import Any

from tests.services.sample_office import ANALYST, REASON, REF, REVIEWER, Office

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.reports.court_orders import OrderedClasses
from landwaiter.domain.reports.order_deeds import RecordCourtOrder
from landwaiter.services.deeds.engine import do

COURT = "Regional Court of Gdansk"
DAY = date(2026, 3, 27)
SOURCES = (Content.SOURCE,)
SECRETS = (Content.BUSINESS,)


def moved(office: Office, *classes: Content, **given: Any) -> str:
    """Name of the motion of an order that one person recorded."""
    said = {"number": "II K 412/26", "day": DAY, "court": COURT, **given}
    named = OrderedClasses(",".join(sorted(classes or SOURCES)))
    order = RecordCourtOrder(REF, classes=named, reason=REASON, **said)
    motion = do(office.session(ANALYST), order).motion_id
    assert motion is not None
    return motion


def ordered(office: Office, *classes: Content, **given: Any) -> None:
    """An order that stands; of sources in confidence where no class is named."""
    motion = moved(office, *classes, **given)
    do(office.session(REVIEWER), SecondOpenMotions((motion,)))
