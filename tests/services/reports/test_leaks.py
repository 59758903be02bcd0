"""Nothing of a class that a reader may not see is in any part of the files that it gets."""

from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from tests.services.act_examples import EXAMPLES
from tests.services.cases.test_kinds import FILLED
from tests.services.reports.canaries import (
    Aviary,
    pdf_channels,
    plant,
    told_story,
    xlsx_channels,
)
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, Office, an_office

from landwaiter.domain.base.facts import Content
from landwaiter.domain.flags.deeds import Switch, SwitchRule
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.deeds import OpenCase
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Fault
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.intake.openings import as_typed
from landwaiter.services.reports import freezing, reporting
from landwaiter.services.reports.dossier.compose import Frame, dossier_of
from landwaiter.services.reports.dossier.types import report_type
from landwaiter.services.reports.paper_readers import ReportReader

KINDS = ("case", "referral", "ministry")
LETTERS = ("aes-feedback", "appeal", "denial", "incident")
SAMPLED = (("case", Profile.PARTY), ("ministry", Profile.MINISTRY), ("referral", Profile.COURT))
"""What the plain run draws and looks into."""
NEVER_PRINTED = {"source", "place", "seal", "hold basis", "sample basis", "seize basis"}
NEVER_PRINTED |= {"locate reason", "propose appeal", "return remarks"}
"""Fields that the report of a case does not print, even to the office."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Aviary]]:
    office = an_office(tmp_path_factory.mktemp("canaries"))
    yield office, told_story(office)
    office.close()


def frozen(office: Office, kind: str, profile: Profile | None) -> Dossier:
    one = report_type(kind)
    reader = ReportReader(profile) if profile else None
    return freezing.freeze(
        office.session(ANALYST), REF, compose=one.compose, report_type=kind, reader=reader
    ).report


def composed(kind: str, view: CaseView, frame: Frame) -> Dossier:
    """What such a document holds of a case, whether or not it may be made of it now."""
    return dossier_of(view, frame, report_type(kind).contents(view, frame))


def heard_in(office: Office, aviary: Aviary, said: ReportCase) -> dict[str, frozenset[str]]:
    """The canaries by the part of the two files that they are in."""
    run(office.session(ANALYST), said)
    assert said.pdf
    assert said.xlsx
    found: dict[str, frozenset[str]] = {"names": aviary.heard(f"{said.pdf.name} {said.xlsx.name}")}
    for name, data in (*pdf_channels(said.pdf), *xlsx_channels(said.xlsx)):
        found[name] = found.get(name, frozenset()) | aviary.heard(data)
    return found


def test_the_office_itself_reads_every_canary(told: tuple[Office, Aviary], tmp_path: Path) -> None:
    office, aviary = told
    printed = {sign for sign, place in aviary.place.items() if place not in NEVER_PRINTED}
    assert len(printed) > 70
    assert {aviary.content[sign] for sign in printed} == {
        Content.OPEN,
        Content.BUSINESS,
        Content.PERSONAL,
        Content.INTERNAL,
        Content.DELIBERATION,
        Content.SOURCE,
    }
    said = ReportCase(CaseReport.CASE, REF, tmp_path / "r.pdf", tmp_path / "r.xlsx")
    heard = heard_in(office, aviary, said)
    # What the first proposal left open stands in the version that was returned alone.
    places = {aviary.place[sign] for sign in printed}
    for part in ("attachments", "hidden dossier"):
        assert places - {aviary.place[sign] for sign in heard[part]} == set()
    # Some words are broken across lines on paper.
    assert len(heard["text"]) > 0.9 * len(printed)
    assert len(heard["sheets"]) > 0.9 * len(printed)


@pytest.mark.parametrize(("kind", "profile"), tuple(product(KINDS, Profile)))
def test_a_reader_gets_nothing_of_a_class_that_is_withheld(
    told: tuple[Office, Aviary], kind: str, profile: Profile
) -> None:
    office, aviary = told
    withheld = aviary.withheld_from(profile)
    dossier = frozen(office, kind, profile)
    assert {aviary.place[sign] for sign in aviary.heard(dossier.canonical()) & withheld} == set()
    assert dossier.redaction is not None
    assert dossier.redaction.profile is profile
    # Held against the whole: there was something to take out.
    whole = frozen(office, kind, None)
    assert aviary.heard(whole.canonical()) & withheld
    assert whole.redaction is None


@pytest.mark.parametrize(("kind", "profile"), tuple(product(LETTERS, Profile)))
def test_what_goes_to_an_authority_holds_nothing_that_its_reader_may_not_see(
    told: tuple[Office, Aviary], kind: str, profile: Profile
) -> None:
    office, aviary = told
    dossier, whole = (
        freezing.freeze(
            office.session(ANALYST),
            REF,
            compose=partial(composed, kind),
            report_type=kind,
            reader=reader,
        ).report
        for reader in (ReportReader(profile), None)
    )
    withheld = aviary.withheld_from(profile)
    assert {aviary.place[sign] for sign in aviary.heard(dossier.canonical()) & withheld} == set()
    assert aviary.heard(whole.canonical()), "the control finds some"


def test_a_closed_form_holds_nothing_but_its_fields(
    told: tuple[Office, Aviary], tmp_path: Path
) -> None:
    """Whoever holds it reads no note, no reason and no source, though nothing was taken out."""
    office, aviary = told
    said = ReportCase(CaseReport.SEIZURE, REF, tmp_path / "r.pdf", tmp_path / "r.xlsx")
    heard = set().union(*heard_in(office, aviary, said).values())
    # Where the goods lie, and what was entered for the record itself.
    assert {aviary.place[sign] for sign in heard} == {"seize container", "fill_record value"}
    assert b"1 crate" in dict(pdf_channels(tmp_path / "r.pdf"))["text"]


def _nothing_is_heard(
    told: tuple[Office, Aviary], tmp_path: Path, kind: str, profile: Profile
) -> None:
    office, aviary = told
    to = "somebody else" if profile is Profile.PARTY else ""
    files = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    said = ReportCase(CaseReport(kind), REF, *files, reader=profile, to=to)
    withheld = aviary.withheld_from(profile)
    heard = heard_in(office, aviary, said)
    assert {part: signs & withheld for part, signs in heard.items() if signs & withheld} == {}
    assert heard["text"], "what is open is there"
    found = reporting.verify_reports([tmp_path / "r.pdf", tmp_path / "r.xlsx"])
    assert (found.passed, found.same_dossier) == (True, True)
    assert any("edacted for" in sentence for sentence in found.sentences())


@pytest.mark.parametrize("profile", [Profile.PARTY, Profile.COURT, Profile.PUBLIC])
def test_an_amount_that_is_withheld_stands_in_no_sentence(
    told: tuple[Office, Aviary], profile: Profile
) -> None:
    office, _aviary = told
    whole = frozen(office, "ministry", None).canonical()
    assert whole.count(b"412000") > 2
    assert b"412000" not in frozen(office, "ministry", profile).canonical()
    assert b"412000" in frozen(office, "ministry", Profile.MINISTRY).canonical()


@pytest.mark.parametrize(("kind", "profile"), SAMPLED)
def test_nothing_withheld_is_in_any_part_of_the_files(
    told: tuple[Office, Aviary], tmp_path: Path, kind: str, profile: Profile
) -> None:
    _nothing_is_heard(told, tmp_path, kind, profile)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("kind", "profile"), [one for one in product(KINDS, Profile) if one not in SAMPLED]
)
def test_nothing_withheld_is_in_any_part_of_any_file(
    told: tuple[Office, Aviary], tmp_path: Path, kind: str, profile: Profile
) -> None:
    _nothing_is_heard(told, tmp_path, kind, profile)


@pytest.mark.thorough
@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - {"add_evidence", "reopen", "second"}))
def test_no_deed_alone_says_what_is_withheld(office: Office, name: str) -> None:
    aviary = Aviary()
    for step in EXAMPLES[name].before:
        step(office)
    if name in ("record_custody", "grade_evidence"):
        # Their fields say the class that they have where the source spoke in confidence.
        office.act(ANALYST, "confide_source", evidence=1, outcome="in_confidence", reason=REASON)
    try:
        plant(office, aviary, name)
    except Fault:
        pytest.skip("no text fits into a field of this deed")
    for kind, profile in product(("case", "ministry"), Profile):
        dossier = frozen(office, kind, profile)
        leaked = aviary.heard(dossier.canonical()) & aviary.withheld_from(profile)
        assert {aviary.place[sign] for sign in leaked} == set(), (kind, profile)


def test_why_a_rule_is_off_and_who_referred_a_case_are_withheld(office: Office) -> None:
    """Both stand in sentences and cells of others than their own."""
    aviary = Aviary()
    why = aviary.canary(Content.DELIBERATION, "why off")
    who = aviary.canary(Content.SOURCE, "who referred")
    do(office.session(HEAD), SwitchRule(Switch.OFF, "RF-G07", f"{why}."))
    project = FILLED[CaseKind.EXPORT]
    reference = do(
        office.session(ANALYST), as_typed(OpenCase(CaseKind.EXPORT, who, project=project))
    )
    for profile in (None, *Profile):
        reader = ReportReader(profile) if profile else None
        dossier = freezing.freeze(office.session(ANALYST), reference.made, reader=reader).report
        heard = {aviary.place[sign] for sign in aviary.heard(dossier.canonical())}
        assert heard == (set() if profile else {"why off", "who referred"})
