"""Reports on an entity, slips, and settings of the office: nothing of a class that a reader may not
see is in what leaves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.services.reports.canaries import Aviary, pdf_channels, plant, xlsx_channels
from tests.services.reports.leaks.tale import OPEN_SETTINGS
from tests.services.sample_office import ADMIN, ANALYST, REF, Office, an_office
from tests.settings import change_settings

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import arguments
from landwaiter.domain.entities.deeds import LinkEntities, MakeEntity, Mark, MarkEntity, StateFact
from landwaiter.domain.reports.deeds import ReportHoldSlip
from landwaiter.domain.reports.profiles import Profile
from landwaiter.domain.reports.subject_deeds import ReportEntity
from landwaiter.services.cases.requests import HEARING_BASIS_NATIONAL
from landwaiter.services.cases.stages import APPEAL_NOTICE, APPEAL_NOTICE_NATIONAL
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.office.setting_table import OFFICE_PLACE
from landwaiter.services.reports import freezing
from landwaiter.services.reports.entity_report import freeze_entity
from landwaiter.services.reports.paper_readers import ReportReader

LETTERHEAD = ("report.office", "report.marking", "report.caveat", "report.distribution")
"""Settings that each report prints to be read."""
TEXTS = (APPEAL_NOTICE, APPEAL_NOTICE_NATIONAL, HEARING_BASIS_NATIONAL, OFFICE_PLACE)
"""The other settings of words."""
FIRM, OTHER = "Optik Nord", "Boreal Holding"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Aviary]]:
    """Two entities of which everything was said that their deeds ask for."""
    office, aviary = an_office(tmp_path_factory.mktemp("entities")), Aviary()
    session = office.session(ANALYST)
    for name in (FIRM, OTHER):
        do(session, sung(aviary, MakeEntity, name=name, kind="organisation"))
    do(session, sung(aviary, StateFact, entity=FIRM, kind="activity"))
    do(session, sung(aviary, LinkEntities, entity=FIRM, kind="owns", other=OTHER))
    do(session, sung(aviary, MarkEntity, mark=Mark.SENSITIVE, entity=FIRM))
    yield office, aviary
    office.close()


def sung(aviary: Aviary, deed: type[Any], **given: Any) -> Any:
    """The deed with a canary in each field of words that nothing is given for."""
    asked = {one.name: one for one in arguments(deed)}
    for name in ("source", "value", "note", "wording", "reason"):
        if name in asked and name not in given:
            content = asked[name].ask.content
            assert content is not None
            given[name] = aviary.canary(content, f"{deed.__name__} {name}")
    return deed(**given)


@pytest.mark.parametrize("profile", Profile)
def test_of_an_entity_a_reader_gets_nothing_of_a_class_that_is_withheld(
    told: tuple[Office, Aviary], profile: Profile
) -> None:
    office, aviary = told
    withheld = aviary.withheld_from(profile)
    whole = freeze_entity(office.session(ANALYST), FIRM)
    assert aviary.heard(whole.canonical()) & withheld, "the control finds some"
    dossier = freeze_entity(office.session(ANALYST), FIRM, ReportReader(profile))
    heard = aviary.heard(dossier.canonical())
    assert {aviary.place[sign] for sign in heard & withheld} == set()
    assert dossier.redaction is not None


def test_nothing_of_it_is_in_any_part_of_the_files(
    told: tuple[Office, Aviary], tmp_path: Path
) -> None:
    office, aviary = told
    pdf, xlsx = tmp_path / "e.pdf", tmp_path / "e.xlsx"
    run(office.session(ANALYST), ReportEntity(FIRM, pdf=pdf, xlsx=xlsx, reader=Profile.PARTY))
    withheld = aviary.withheld_from(Profile.PARTY)
    found = {
        part: aviary.heard(said) & withheld
        for part, said in (*pdf_channels(pdf), *xlsx_channels(xlsx))
    }
    assert {part: signs for part, signs in found.items() if signs} == {}


def test_a_slip_holds_where_the_goods_are_and_no_reason(office: Office, tmp_path: Path) -> None:
    aviary = Aviary()
    plant(office, aviary, "hold")
    slip = tmp_path / "slip.pdf"
    run(office.session(ANALYST), ReportHoldSlip(REF, 1, slip))
    heard = {sign for _part, said in pdf_channels(slip) for sign in aviary.heard(said)}
    places = {aviary.place[sign] for sign in heard}
    assert places == {"hold container", "hold place", "hold seal", "hold office"}
    assert {"hold reason", "hold basis"} <= set(aviary.place.values())


@pytest.mark.parametrize("profile", Profile)
def test_what_stands_in_settings_leaves_as_letterhead_alone(
    office: Office, profile: Profile
) -> None:
    aviary = Aviary()
    songs = {
        key: aviary.canary(Content.OPEN if key in OPEN_SETTINGS else Content.INTERNAL, key)
        for key in (*LETTERHEAD, *TEXTS)
    }
    change_settings(office.session(ADMIN), songs)
    dossier = freezing.freeze(office.session(ANALYST), REF, reader=ReportReader(profile)).report
    heard = {aviary.place[sign] for sign in aviary.heard(dossier.canonical())}
    assert heard == set(LETTERHEAD)
