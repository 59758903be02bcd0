"""A business secret is in a report for another state once its owner was asked and agreed."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.services.act_examples import HELD
from tests.services.sample_office import ANALYST, HEAD, REF, REVIEWER, Office

from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.consent_deeds import RecordOwnersConsent
from landwaiter.domain.reports.consents import ConsentOutcome
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.reports.dossier.passages import WithheldPassage
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.casebook import rows_by_two
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import freezing, reporting
from landwaiter.services.reports.consents import consents_known, secrets_withheld
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.reports.reporting import ReportResult
from landwaiter.services.reports.withheld_passages import withheld_passages
from landwaiter.storage.sqlite.engine import connect

NL = "Customs of NL"
SECRET = "reactor of unit 5, by the yearly plan"
AGREED, REFUSED, ASKED = ConsentOutcome.AGREED, ConsentOutcome.REFUSED, ConsentOutcome.ASKED


@pytest.fixture
def secret(office: Office) -> Office:
    """A case with something that a firm told the office of its business."""
    tell(office, SECRET)
    return office


def tell(office: Office, text: str) -> None:
    office.act(ANALYST, "enrich", field="end_use", value=text, source="web")


def made(office: Office, folder: Path, to: str = NL, **other: Any) -> ReportResult:
    said = ReportCase(
        CaseReport.CASE, REF, xlsx=folder / "r.xlsx", reader=Profile.PARTNER_STATE, to=to
    )
    result: ReportResult = run(office.session(ANALYST), replace(said, **other))
    return result


def printed(office: Office, to: str = NL, profile: Profile = Profile.PARTNER_STATE) -> bool:
    dossier = freezing.freeze(office.session(ANALYST), REF, reader=ReportReader(profile, to)).report
    return SECRET in dossier.canonical().decode()


def secrets(office: Office, dossier: str) -> list[WithheldPassage]:
    found = withheld_passages(office.session(ANALYST), dossier)
    return [one for one in found if one.content is Content.BUSINESS and SECRET in one.said]


def record(
    office: Office,
    dossier: str,
    place: str,
    outcome: ConsentOutcome = AGREED,
    *,
    day: date | None = None,
    who: str = ANALYST,
) -> str:
    session = office.session(who)
    said = RecordOwnersConsent(
        dossier, place, "Beta Ventile", outcome, day or session.today(), "letter BV-7"
    )
    return do(session, said).made


def let(office: Office, folder: Path, outcome: ConsentOutcome = AGREED, to: str = NL) -> str:
    """The owner says it of each place in which the secret is withheld now."""
    dossier = made(office, folder, to).dossier
    places = [one.place for one in secrets(office, dossier)]
    assert places
    for place in places:
        record(office, dossier, place, outcome)
    return dossier


def test_without_a_word_of_its_owner_it_is_withheld(secret: Office) -> None:
    assert not printed(secret)


@pytest.mark.parametrize(
    ("outcome", "is_shown"), [(ASKED, False), (REFUSED, False), (AGREED, True)]
)
def test_it_is_printed_where_its_owner_agreed(
    secret: Office, tmp_path: Path, outcome: ConsentOutcome, is_shown: bool
) -> None:
    let(secret, tmp_path, outcome)
    assert printed(secret) is is_shown


def test_it_is_for_that_addressee_and_for_no_other_reader(secret: Office, tmp_path: Path) -> None:
    let(secret, tmp_path)
    assert printed(secret, "customs  of nl")
    assert not printed(secret, "Customs of BE")
    assert not printed(secret, "")
    assert not printed(secret, NL, Profile.PUBLIC)


@pytest.mark.parametrize("outcome", [ASKED, REFUSED])
def test_the_last_word_counts_whatever_report_it_was_said_of(
    secret: Office, tmp_path: Path, outcome: ConsentOutcome
) -> None:
    first = made(secret, tmp_path).dossier
    second = made(secret, tmp_path).dossier
    for dossier, said in ((first, AGREED), (second, outcome)):
        for one in secrets(secret, dossier):
            record(secret, dossier, one.place, said)
    assert not printed(secret)
    for one in secrets(secret, first):
        record(secret, first, one.place, AGREED)
    assert printed(secret)


def values(office: Office, dossier: str) -> dict[str, str]:
    """Where the value of the goods is withheld, which is the same of both items."""
    found = withheld_passages(office.session(ANALYST), dossier)
    return {one.place: str(one.said) for one in found if "412" in str(one.said)}


def test_one_passage_is_let_and_the_same_figure_elsewhere_stays_withheld(
    secret: Office, tmp_path: Path
) -> None:
    dossier = made(secret, tmp_path).dossier
    before = values(secret, dossier)
    assert {"items/1/value", "items/2/value", "answer/goods#1"} <= before.keys()
    record(secret, dossier, "items/1/value")
    result = made(secret, tmp_path)
    left = dict(before)
    del left["items/1/value"]
    assert values(secret, result.dossier) == left
    record(secret, dossier, "answer/goods#1")
    result = made(secret, tmp_path)
    del left["answer/goods#1"]
    assert values(secret, result.dossier) == left


def test_it_lapses_when_its_row_says_something_else_and_who_makes_the_report_is_told(
    secret: Office, tmp_path: Path
) -> None:
    record(secret, made(secret, tmp_path).dossier, "items/1/value")
    assert made(secret, tmp_path).lapsed_consents == ()
    HELD(secret)
    result = made(secret, tmp_path)
    assert "items/1/value" in values(secret, result.dossier)
    assert result.lapsed_consents == ("items/1/value",)
    assert result.lapsed_said == (
        "1 consent of an owner does not count, since its passage changed: items/1/value."
    )
    record(secret, result.dossier, "items/1/value", REFUSED)
    assert made(secret, tmp_path).lapsed_consents == ()


def test_what_was_let_is_not_counted_as_withheld(secret: Office, tmp_path: Path) -> None:
    def count() -> int:
        redaction = made(secret, tmp_path).redaction
        assert redaction is not None
        return {one.content: one.count for one in redaction.counts}.get(Content.BUSINESS, 0)

    before = count()
    dossier = let(secret, tmp_path)
    assert count() == before - len(secrets(secret, dossier))
    assert reporting.verify_reports([tmp_path / "r.xlsx"]).passed


def test_the_audit_trail_says_what_was_said_and_neither_passage_nor_owner(
    secret: Office, tmp_path: Path
) -> None:
    dossier = made(secret, tmp_path).dossier
    label = record(secret, dossier, secrets(secret, dossier)[0].place)
    newest = audit_page(secret.session(HEAD)).rows[0]
    assert (label, newest.text) == ("C-01", "Owner's consent C-01: agreed")
    (row,) = consents_known(secret.session(HEAD), REF)
    assert (row.owner, row.document, row.author) == ("Beta Ventile", "letter BV-7", ANALYST)
    assert (row.addressee, row.outcome) == (NL, AGREED)


def test_what_is_no_secret_kept_from_another_state_is_refused(
    secret: Office, tmp_path: Path
) -> None:
    dossier = made(secret, tmp_path).dossier
    found = withheld_passages(secret.session(ANALYST), dossier)
    other = next(one for one in found if one.content is not Content.BUSINESS)
    with pytest.raises(NotAllowed, match="Nobody is asked for consent there"):
        record(secret, dossier, other.place)
    with pytest.raises(NotFound, match="Nothing is withheld there"):
        record(secret, dossier, "facts/99/value")
    public = made(secret, tmp_path, to="", reader=Profile.PUBLIC).dossier
    with pytest.raises(NotAllowed, match="Nobody is asked"):
        record(secret, public, secrets(secret, public)[0].place)


def test_the_report_names_its_addressee_and_the_day_has_come(
    secret: Office, tmp_path: Path
) -> None:
    nameless = made(secret, tmp_path, to="").dossier
    with pytest.raises(Invalid, match="names no addressee"):
        record(secret, nameless, secrets(secret, nameless)[0].place)
    dossier = made(secret, tmp_path).dossier
    tomorrow = secret.session(ANALYST).today() + timedelta(days=1)
    with pytest.raises(Invalid, match="still to come") as refused:
        record(secret, dossier, secrets(secret, dossier)[0].place, day=tomorrow)
    assert refused.value.field == "day"


@pytest.mark.parametrize(
    "change",
    [
        *("addressee = 'Customs of BE'", "owner = 'Another'", "place = 'facts/1/value'"),
        *("day = ''", "at = '2026-01-01T00:00:00Z'"),
    ],
)
def test_a_consent_that_nobody_signed_so_does_not_count(
    secret: Office, tmp_path: Path, change: str
) -> None:
    let(secret, tmp_path)
    casebook = secret.session(ANALYST).casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    connection.execute("DROP TRIGGER owner_consent_no_update")
    connection.execute(f"UPDATE owner_consent SET {change}")  # noqa: S608
    connection.close()
    assert not printed(secret)
    assert not printed(secret, "Customs of BE")
    assert consents_known(secret.session(HEAD), REF) == ()
    session = secret.session(HEAD)
    with session.reading() as conn:
        damages = list(rows_by_two.by_one(session.casebook, conn))
    assert damages
    assert {one.case for one in damages} == {REF}


def test_the_secrets_of_a_stored_report_are_read_to_ask_their_owners(
    secret: Office, tmp_path: Path
) -> None:
    result = made(secret, tmp_path)
    row = reporting.reports_made(secret.session(REVIEWER)).rows[0]
    found = secrets_withheld(secret.session(REVIEWER), row.id)
    assert (found.dossier, found.addressee) == (result.dossier, NL)
    assert {one.content for one in found.passages} == {Content.BUSINESS}
    newest = audit_page(secret.session(HEAD)).rows[0]
    assert newest.text == f"What a report withholds was read: {result.dossier}"
    made(secret, tmp_path, to="", reader=Profile.MINISTRY)
    row = reporting.reports_made(secret.session(REVIEWER)).rows[0]
    with pytest.raises(NotFound, match="withholds no business secret"):
        secrets_withheld(secret.session(REVIEWER), row.id)
