"""Attacks on what releases withheld passages: gists, orders of a court, consents, finds."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.attacks.attacks import Attack, all_well, nothing
from tests.attacks.released import BE, GIST, MINISTRY, NEIGHBOUR, SECRET, YARD
from tests.attacks.scene import OTHER, Removal, Scene, without, without_check, without_trigger
from tests.services.sample_office import ANALYST, EVERYTHING, HEAD, REF, REVIEWER

from landwaiter.domain.reports.finds import FindOutcome
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Fault
from landwaiter.services.casebook import rows_by_two
from landwaiter.services.reports import court_orders, freezing, paper_readers
from landwaiter.services.reports.consents import consents_known
from landwaiter.services.reports.court_orders import standing_order
from landwaiter.services.reports.freezing import freeze
from landwaiter.services.reports.gists import gists_known
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base import records
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.deeds.approvals import author_fault
from landwaiter.storage.deeds.signed_deeds import columns_of, sign_deed
from landwaiter.storage.reports import consent_rows, find_rows, gist_rows, order_rows

_HERE: Final = "(SELECT id FROM case_file WHERE reference = ?)"


def _rows_stay_away(scene: Scene) -> None:
    """Nobody asks the trail what rows there were before a report is made."""
    for module in (freezing, court_orders):
        without(module, "refuse_missing", nothing)(scene)


TAKEN_AWAY: Final[Mapping[str, Removal]] = {
    "refusal of the report": _rows_stay_away,
    "check of the casebook": without(rows_by_two, "_told", nothing),
}


SEEN_GONE: Final[Mapping[str, Removal]] = {
    "check of the casebook": without(rows_by_two, "_told", nothing)
}


def counts_so(*_given: object) -> bool:
    return True


def _orders_count_so(scene: Scene) -> None:
    for module in (court_orders, order_rows):
        without(module, "carries_order", counts_so)(scene)


def _printed(scene: Scene, reader: ReportReader, text: str) -> bool:
    """A report of now for this reader prints it, and nobody is told."""
    try:
        dossier = freeze(scene.office.another_session(REVIEWER), REF, reader=reader).report
    except Fault:
        return False
    return text in dossier.canonical().decode() and scene.silent()


def _sql(statement: str, *values: Any) -> Callable[[Scene], None]:
    """What somebody runs who is signed in."""
    return lambda scene: scene.sql(EVERYTHING, statement, *values)


# Taken back, and restored -------------------------------------------------------------------------


def gist_is_printed(scene: Scene) -> bool:
    return _printed(scene, MINISTRY, GIST)


def secret_is_printed(scene: Scene) -> bool:
    return _printed(scene, NEIGHBOUR, SECRET)


def words_are_printed(scene: Scene) -> bool:
    return _printed(scene, MINISTRY, YARD)


def order_stands(scene: Scene) -> bool:
    """Annexes may be made on it."""
    session = scene.office.another_session(REVIEWER)
    try:
        with session.reading() as conn:
            standing_order(session, conn, case_id_of(conn, REF), 1)
    except Fault:
        return False
    return scene.silent()


def replay_gist(scene: Scene) -> None:
    """A gist that was withdrawn is there again under another identity, with its own motion."""
    with scene.disk() as connection:
        connection.execute("PRAGMA foreign_keys = OFF").fetchall()
        connection.execute("DELETE FROM gist_end")
        connection.execute("UPDATE gist SET id = 'another'")


def date_release_back(scene: Scene) -> None:
    """The release of the words counts as younger than the judgement that took it back."""
    scene.sql(EVERYTHING, "UPDATE find_release SET id = 'z' || id")


def _by_identity(conn: Any, case_id: str) -> dict[str, FindOutcome]:
    """Of judgements and releases that counts which has the higher identity."""
    rows = [*find_rows.judgements_of(conn, case_id), *find_rows.releases_of(conn, case_id)]
    rows.sort(key=lambda one: str(one["id"]))
    other = FindOutcome.OTHER.value
    return {str(one["digest"]): FindOutcome(str(one.get("outcome", other))) for one in rows}


# Moved elsewhere ----------------------------------------------------------------------------------


def move(table: str, *, by_two: bool) -> Callable[[Scene], None]:
    """It is of another case, and so is the motion that it came by."""

    def attempt(scene: Scene) -> None:
        with scene.disk() as connection:
            connection.execute(f"UPDATE {table} SET case_id = {_HERE}", (OTHER,))  # noqa: S608
            if by_two:
                connection.execute(
                    f"UPDATE motion SET case_id = {_HERE} WHERE id IN "  # noqa: S608
                    f"(SELECT motion_id FROM {table})",
                    (OTHER,),
                )
            for end in ("gist_end", "court_order_end"):
                connection.execute(f"DELETE FROM {end}")  # noqa: S608

    return attempt


def gist_is_elsewhere(scene: Scene) -> bool:
    rows = gists_known(scene.office.another_session(REVIEWER), OTHER)
    return any(one.stands for one in rows) and scene.silent()


def consent_is_elsewhere(scene: Scene) -> bool:
    return bool(consents_known(scene.office.another_session(REVIEWER), OTHER)) and scene.silent()


def words_are_released_elsewhere(scene: Scene) -> bool:
    with scene.office.another_session(REVIEWER).reading() as conn:
        return bool(find_rows.outcomes_of(conn, case_id_of(conn, OTHER))) and scene.silent()


def order_is_elsewhere(scene: Scene) -> bool:
    rows = court_orders.orders_known(scene.office.another_session(REVIEWER), OTHER)
    return any(one.stands for one in rows) and scene.silent()


def other_reader_gets_it(scene: Scene) -> bool:
    return _printed(scene, ReportReader(Profile.PARTNER_STATE, BE), SECRET)


# In another's name, and by one alone --------------------------------------------------------------


def sign_for_another(scene: Scene) -> None:
    """The owner agreed, says a colleague: the row bears that name, and the key of who wrote it."""
    session = scene.office.session(EVERYTHING)
    with session.writing("attack") as work:
        old = consent_rows.consent_rows(work.conn)[0]
        kept = {name: value for name, value in old.items() if name not in _OF_A_SIGNATURE}
        row = {**kept, "id": work.new_id(), "no": 9, "author": HEAD, "outcome": "agreed"}
        made = sign_deed(
            work, session.casebook, consent_rows.RECORD, consent_rows.consent_stated(row)
        )
        records.add(work.conn, "owner_consent", at=work.now, **row, **columns_of(made))
        work.audit("consent.recorded", f"case/{row['case_id']}/consent/{row['id']}", {})


_OF_A_SIGNATURE: Final = frozenset({"at", "key", "statement", "signature"})


def counts_as_anothers(scene: Scene) -> bool:
    rows = consents_known(scene.office.another_session(REVIEWER), REF)
    return any(one.author == HEAD for one in rows) and scene.silent()


def release_alone(scene: Scene) -> None:
    """Who may say that words are the source signs that they are another thing."""
    session = scene.office.session(ANALYST)
    with session.writing("attack") as work:
        old = find_rows.judgements_of(work.conn)[0]
        kept = {name: value for name, value in old.items() if name not in _OF_A_SIGNATURE}
        row = {**kept, "id": work.new_id(), "outcome": FindOutcome.OTHER.value, "author": ANALYST}
        stated = find_rows.judgement_stated(row)
        made = sign_deed(work, session.casebook, find_rows.JUDGE, stated)
        work.audit("find.judged", f"case/{row['case_id']}/find/{str(row['digest'])[:12]}", {})
    row |= {**columns_of(made), "at": old["at"]}
    with scene.disk() as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON").fetchall()
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        connection.execute(
            f"INSERT INTO find_judgement ({names}) VALUES ({marks})",  # noqa: S608
            tuple(row.values()),
        )


def _as_its_author_signed(conn: Any, row: Any) -> str:
    registry = load_registry(conn)
    stated = find_rows.judgement_stated(row)
    return author_fault(conn, registry, row, stated, deed=find_rows.JUDGE, roles=find_rows.ROLES)


# The table ----------------------------------------------------------------------------------------

REPORT_ATTACKS: Final[Mapping[str, Attack]] = {
    "withdrawal of a gist removed": Attack(
        _sql("DELETE FROM gist_end"),
        gist_is_printed,
        {"trigger": without_trigger("gist_end_no_delete"), **TAKEN_AWAY},
    ),
    "withdrawn gist under another identity": Attack(replay_gist, gist_is_printed, TAKEN_AWAY),
    "withdrawal of a court order removed": Attack(
        _sql("DELETE FROM court_order_end"),
        order_stands,
        {"trigger": without_trigger("court_order_end_no_delete"), **TAKEN_AWAY},
    ),
    "word of an owner who takes its consent back removed": Attack(
        _sql("DELETE FROM owner_consent WHERE outcome = 'asked'"),
        secret_is_printed,
        {"trigger": without_trigger("owner_consent_no_delete"), **TAKEN_AWAY},
    ),
    "judgement that words are the source removed": Attack(
        _sql("DELETE FROM find_judgement"),
        words_are_printed,
        {"trigger": without_trigger("find_judgement_no_delete"), **TAKEN_AWAY},
    ),
    "release of words dated after their judgement": Attack(
        date_release_back,
        words_are_printed,
        {
            "trigger": without_trigger("find_release_no_update"),
            "place in the chain": without(paper_readers, "outcomes_of", _by_identity),
        },
    ),
    "gist moved to another case": Attack(
        move("gist", by_two=True),
        gist_is_elsewhere,
        {"signature": without(gist_rows, "carries_gist", counts_so), **SEEN_GONE},
    ),
    "court order moved to another case": Attack(
        move("court_order", by_two=True),
        order_is_elsewhere,
        {"signature": _orders_count_so, **SEEN_GONE},
    ),
    "consent moved to another case": Attack(
        move("owner_consent", by_two=False),
        consent_is_elsewhere,
        {"signature": without(consent_rows, "consent_fault", all_well), **SEEN_GONE},
    ),
    "release of words moved to another case": Attack(
        move("find_release", by_two=True),
        words_are_released_elsewhere,
        {"signature": without(find_rows, "carries_release", counts_so), **SEEN_GONE},
    ),
    "consent for another reader": Attack(
        _sql("UPDATE owner_consent SET addressee = ? WHERE outcome = 'agreed'", BE),
        other_reader_gets_it,
        {
            "trigger": without_trigger("owner_consent_no_update"),
            "signature": without(consent_rows, "consent_fault", all_well),
        },
    ),
    "consent signed by one in the name of another": Attack(
        sign_for_another,
        counts_as_anothers,
        {"names": without(consent_rows, "author_fault", all_well)},
    ),
    "words released by one alone": Attack(
        release_alone,
        words_are_printed,
        {
            "check of the structure": without_check("structure"),
            "two persons": without(find_rows, "judgement_fault", _as_its_author_signed),
        },
    ),
}
