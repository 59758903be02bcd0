"""Plain SQL by the author of a proposal: refused, or shown as not validly approved.

Everything here goes through an application connection, as a script of somebody who is signed in
might. Who knows two passwords, or replaces the program, is not promised anything.
"""

import contextlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.exc import DBAPIError
from tests.services.act_examples import FINDING, judges
from tests.services.sample_office import (
    ANALYST,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    an_office,
    hit_of,
    party_of,
    two_items,
)

from landwaiter.canonical import instant
from landwaiter.domain.cases.case import Decision, TrackLetter
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.errors import NotAllowed
from landwaiter.services.casebook import casebooks
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.deeds.approvals import APPROVING
from landwaiter.storage.deeds.signed_deeds import columns_of
from landwaiter.storage.keys.casebook_keys import new_signing_key, private
from landwaiter.storage.people.new_statements import said_next, write_statement
from landwaiter.storage.schema.deeds import approval
from landwaiter.storage.schema.review import section_reading
from landwaiter.trust.pairs import sealed_deed
from landwaiter.trust.signed import FORM, SignedContent, signed

OTHER = "PL1-2026-000002"
"""A case whose proposal waits; REF is decided."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """REF is validly decided and OTHER proposed, both by the analyst, who then turns to SQL."""
    office = an_office(tmp_path_factory.mktemp("prepared"))
    judges(office)
    office.act(ANALYST, "classify", **FINDING)
    office.act(ANALYST, "enrich", field="end_use", value="teaching", source="contract")
    office.act(ANALYST, "link", party="consignee", basis=REASON)
    office.act(ANALYST, "hold", item=1, track=TrackLetter.L)
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="hold-and-refer", reason=REASON)
    office.act(ANALYST, "withdraw", reason=REASON)
    office.act(ANALYST, "propose", outcome="suspend-and-refer", reason=REASON)
    office.act(REVIEWER, "approve")
    office.take_in(*two_items(lrn="LW-2"))
    office.act(ANALYST, "assess", reference=OTHER)
    office.act(ANALYST, "propose", reference=OTHER, outcome="release", reason=REASON)
    assert_untouched(office)
    office.close()
    return office.path


@pytest.fixture
def attacked(prepared: Path, tmp_path: Path) -> Iterator[Office]:
    office = Office(Path(shutil.copytree(prepared, tmp_path / "casebook")))
    yield office
    office.close()


def run(session: Session, statement: str, *values: Any) -> None:
    with session.writing("attack") as work:
        work.quiet()
        work.conn.exec_driver_sql(statement, values)


def decision_of(office: Office, reference: str = OTHER) -> Decision:
    decision = office.case(reference).decision
    assert decision is not None
    return decision


@dataclass(frozen=True, slots=True)
class Forgery:
    """Who an approval says it is by, and the key that signs it."""

    approver: str
    approver_id: str
    own: Ed25519PrivateKey
    role: str = "reviewer"
    signs: Callable[[SignedContent], SignedContent] = lambda made: made
    """What is stored as the signed text and its signature."""


def insert_approval(office: Office, forgery: Forgery, *, then_decided: bool = False) -> None:
    """A row as the product writes it, for the proposal that waits, and the entry that names it."""
    session, case, decision = office.session(ANALYST), office.case(OTHER), decision_of(office)
    with session.writing("attack") as work:
        newest = session.registry(work.conn).heads
        said = {
            "v": FORM,
            "casebook": session.casebook.id,
            "deed": APPROVING.deed,
            "by": forgery.approver_id,
            "at": instant(work.now),
            "head": {"seq": str(work.head.seq), "sha256": work.head.sha256},
            "registry": {"seq": str(len(newest)), "sha256": newest[-1].sha256},
            "reference": OTHER,
            "case": case.id,
            "decision": decision.id,
            "version": decision.version,
            "decision_sha256": decision.text_sha256,
            "approver": forgery.approver,
            "role": forgery.role,
            "of": decision.record,
        }
        made = forgery.signs(signed(said, [forgery.own]))
        row = {
            "id": "forged",
            "decision_id": decision.id,
            "approver": forgery.approver,
            "approver_id": forgery.approver_id,
            "role": forgery.role,
            **columns_of(made),
            "at": work.now,
        }
        for section in ReviewSection:
            read = {"section": section, "sha256": "0" * 64, "reader_id": forgery.approver_id}
            told = {"id": f"read {section}", "author": forgery.approver, "at": work.now}
            of = {"case_id": case.id, "decision_id": decision.id}
            work.conn.execute(section_reading.insert().values({**read, **told, **of}))
        work.conn.execute(approval.insert().values(row))
        work.signed(sealed_deed(APPROVING.deed, made))
        work.signer = replace(work.signer, user_id=forgery.approver_id, name=forgery.approver)
        work.audit("case.approve", f"case/{case.id}", {})
        if then_decided:
            work.conn.exec_driver_sql(
                "UPDATE case_file SET stage = 'decided' WHERE reference = ?", (OTHER,)
            )


def user_id(office: Office, name: str) -> str:
    return office.session(name).casebook.user.id


def by_author(office: Office, **changes: str) -> Forgery:
    casebook = office.session(ANALYST).casebook
    own = Forgery(ANALYST, casebook.user.id, casebook.own_key)
    return replace(own, **changes)  # type: ignore[arg-type]  # names and roles alone


# Refused -----------------------------------------------------------------------------------------

# Names of tables of this file, no input.
# ruff: noqa: S608
PROOF = ("decision", "approval", "evaluation", "classification", "enrichment", "declaration")
REFUSED = [
    *(f"UPDATE {table} SET id = 'x'" for table in PROOF),
    *(f"DELETE FROM {table}" for table in PROOF),
    *(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}" for table in PROOF),
    *(f"DELETE FROM {table}" for table in ("case_file", "party", "hit", "judgement", "track")),
    "UPDATE decision SET author = 'Hanna', author_id = 'x'",
    "UPDATE approval SET approver = 'Hanna'",
    "UPDATE decision_end SET state = 'approved'",
    "UPDATE audit_entry SET entry = '{}'",
    "DELETE FROM audit_entry",
    "INSERT OR REPLACE INTO audit_entry (seq, entry, sha256) "
    "SELECT seq, entry, sha256 FROM audit_entry WHERE seq = 3",
    "UPDATE audit_payload SET content = '{}'",
    "DELETE FROM audit_payload",
    "UPDATE case_file SET stage = 'decided' WHERE stage = 'decision_review'",
    "UPDATE case_file SET stage = 'executed' WHERE stage = 'decision_review'",
    "INSERT INTO case_file SELECT * FROM case_file WHERE stage = 'decided'",
    "INSERT OR REPLACE INTO case_file SELECT * FROM case_file WHERE stage = 'decided'",
    "REPLACE INTO statement SELECT * FROM statement",
    "DELETE FROM seal",
    "UPDATE seal SET signature = randomblob(64)",
    "DROP TRIGGER approval_is_anothers",
    "DROP TABLE approval",
    "ALTER TABLE approval RENAME TO gone",
    "ATTACH ':memory:' AS other",
    "CREATE TRIGGER t AFTER INSERT ON approval BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER t BEFORE INSERT ON approval BEGIN SELECT RAISE(IGNORE); END",
    "CREATE TEMP VIEW decision AS SELECT 1",
    "PRAGMA writable_schema = ON",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA foreign_keys = OFF",
    "UPDATE sqlite_master SET sql = ''",
]


def assert_untouched(office: Office) -> None:
    assert office.view().approved_valid
    assert not office.view(OTHER).approved_valid
    assert office.case(OTHER).stage == "decision_review"
    assert casebooks.check(office.session(ANALYST)).findings == ()


@pytest.mark.parametrize("statement", REFUSED)
def test_the_statement_is_refused(attacked: Office, statement: str) -> None:
    with pytest.raises((NotAllowed, DBAPIError)):
        run(attacked.session(ANALYST), statement)
    assert_untouched(attacked)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"role": "head"},
        {"approver": REVIEWER},
        {"approver": "Nobody", "approver_id": "nobody"},
        {"role": "analyst"},
        {"role": "king"},
    ],
    ids=str,
)
def test_the_author_inserts_no_approval(attacked: Office, changes: dict[str, str]) -> None:
    with pytest.raises((NotAllowed, DBAPIError)):
        insert_approval(attacked, by_author(attacked, **changes))
    assert_untouched(attacked)


def test_a_role_taken_by_sql_approves_nothing_of_the_own(attacked: Office) -> None:
    session = attacked.session(ANALYST)
    run(session, "INSERT INTO user_role VALUES (?, 'reviewer')", session.casebook.user.id)
    with pytest.raises((NotAllowed, DBAPIError)):
        insert_approval(attacked, by_author(attacked))
    with pytest.raises(NotAllowed):
        attacked.act(ANALYST, "approve", reference=OTHER)
    assert "roles of Ana" in casebooks.check(session).findings[0].message


def test_the_approval_of_another_case_is_not_replayed(attacked: Office) -> None:
    with pytest.raises((NotAllowed, DBAPIError)):
        run(
            attacked.session(ANALYST),
            "INSERT INTO approval SELECT 'again', ?, approver, approver_id, role, key, statement, "
            "signature, at FROM approval",
            decision_of(attacked).id,
        )
    assert_untouched(attacked)


def test_an_older_version_is_not_approved_once_a_newer_is_proposed(attacked: Office) -> None:
    first = decision_of(attacked)
    attacked.act(ANALYST, "withdraw", reference=OTHER, reason=REASON)
    attacked.act(ANALYST, "propose", reference=OTHER, outcome="hold-and-refer", reason=REASON)
    with pytest.raises((NotAllowed, DBAPIError)):
        run(
            attacked.session(ANALYST),
            "INSERT INTO approval SELECT 'again', ?, approver, approver_id, role, key, statement, "
            "signature, at FROM approval",
            first.id,
        )
    assert_untouched(attacked)


# Shown -------------------------------------------------------------------------------------------


def invented_person(office: Office) -> None:
    session = office.session(ANALYST)
    run(session, "INSERT INTO user VALUES ('eve', 'Eve', 'eve', 1, 'x', NULL)")
    run(session, "INSERT INTO user_role VALUES ('eve', 'reviewer')")
    own, _public = new_signing_key()
    insert_approval(office, Forgery("Eve", "eve", private(own)), then_decided=True)


def borrowed_name(office: Office) -> None:
    """The reviewer's name and key, and a signature of somebody else."""
    reviewer, own = office.session(REVIEWER).casebook, office.session(ANALYST).casebook

    def signs(made: SignedContent) -> SignedContent:
        return SignedContent(made.text, ((reviewer.public_key, made.signatures[0][1]),))

    forgery = Forgery(REVIEWER, reviewer.user.id, own.own_key, signs=signs)
    insert_approval(office, forgery, then_decided=True)


def borrowed_name_own_key(office: Office) -> None:
    own = office.session(ANALYST).casebook.own_key
    forgery = Forgery(REVIEWER, user_id(office, REVIEWER), own)
    insert_approval(office, forgery, then_decided=True)


def replayed_signature(office: Office) -> None:
    """The text is this case's; the signature is the one of the other case."""
    old = decision_of(office, REF).approval
    assert old is not None
    reviewer, own = office.session(REVIEWER).casebook, office.session(ANALYST).casebook.own_key
    forgery = Forgery(
        REVIEWER,
        reviewer.user.id,
        own,
        signs=lambda made: SignedContent(made.text, ((reviewer.public_key, old.signature),)),
    )
    insert_approval(office, forgery, then_decided=True)


def under_an_old_head(office: Office) -> None:
    """As if it had been signed long ago: another entry follows the head that it names."""
    reviewer = office.session(REVIEWER).casebook

    def signs(made: SignedContent) -> SignedContent:
        with office.session(ANALYST).reading() as conn:
            first = chain.entries(conn, limit=1)[0]
        said = json.loads(made.text)
        said["head"] = {"seq": str(first.seq), "sha256": first.sha256}
        return signed(said, [reviewer.own_key])

    forgery = Forgery(REVIEWER, reviewer.user.id, reviewer.own_key, signs=signs)
    insert_approval(office, forgery, then_decided=True)


def of_another_casebook(office: Office) -> None:
    reviewer = office.session(REVIEWER).casebook

    def signs(made: SignedContent) -> SignedContent:
        return signed({**json.loads(made.text), "casebook": "0" * 64}, [reviewer.own_key])

    forgery = Forgery(REVIEWER, reviewer.user.id, reviewer.own_key, signs=signs)
    insert_approval(office, forgery, then_decided=True)


def of_another_proposal(office: Office) -> None:
    """The decision is named, and the author's signature under it is another."""
    reviewer = office.session(REVIEWER).casebook

    def signs(made: SignedContent) -> SignedContent:
        other = decision_of(office, REF).record
        return signed({**json.loads(made.text), "of": other}, [reviewer.own_key])

    forgery = Forgery(REVIEWER, reviewer.user.id, reviewer.own_key, signs=signs)
    insert_approval(office, forgery, then_decided=True)


def reviewer_as_head(office: Office) -> None:
    """The own key, and the name and role of somebody else."""
    reviewer = office.session(REVIEWER).casebook

    def signs(made: SignedContent) -> SignedContent:
        return signed({**json.loads(made.text), "by": reviewer.user.id}, [reviewer.own_key])

    forgery = Forgery(HEAD, user_id(office, HEAD), reviewer.own_key, role="head", signs=signs)
    insert_approval(office, forgery, then_decided=True)


def role_taken_by_sql(office: Office) -> None:
    """A reviewer, who holds a role for it, shows another one."""
    reviewer = office.session(REVIEWER).casebook
    run(office.session(ANALYST), "INSERT INTO user_role VALUES (?, 'head')", reviewer.user.id)
    forgery = Forgery(REVIEWER, reviewer.user.id, reviewer.own_key, role="head")
    insert_approval(office, forgery, then_decided=True)


@pytest.mark.parametrize(
    ("forge", "why"),
    [
        (role_taken_by_sql, "did not hold the role"),
        (invented_person, "does not count there"),
        (borrowed_name, "signature does not fit"),
        (borrowed_name_own_key, "is not registered for Rev"),
        (replayed_signature, "signature does not fit"),
        (under_an_old_head, "does not stand in the audit chain"),
        (of_another_casebook, "of another casebook"),
        (of_another_proposal, "about something else"),
        (reviewer_as_head, "is not registered for Hanna"),
    ],
)
def test_a_forged_approval_is_shown_as_not_valid(
    attacked: Office, forge: Callable[[Office], None], why: str
) -> None:
    forge(attacked)
    view = attacked.view(OTHER)
    assert view.case.stage == "decided"
    assert not view.approved_valid
    assert why in view.why_not_valid
    assert_named(attacked, OTHER)


def test_and_whose_entry_it_is_not_is_named(attacked: Office) -> None:
    borrowed_name_own_key(attacked)
    found = [one.message for one in casebooks.check(attacked.session(HEAD)).findings]
    assert any("is of somebody else than who sealed it" in one for one in found), found


@pytest.mark.parametrize("outcome", ["outcome", "'seize'"])
def test_a_proposal_that_its_author_did_not_sign_is_not_approved(
    attacked: Office, outcome: str
) -> None:
    """The reviewer writes a version as if by the analyst, as it was or with another outcome."""
    session = attacked.session(REVIEWER)
    attacked.act(ANALYST, "withdraw", reference=OTHER, reason=REASON)
    run(
        session,
        f"INSERT INTO decision SELECT 'forged', case_id, version + 1, {outcome}, items, "
        "bases, basis, reason, author, author_id, at, text, text_sha256, key, statement, "
        "signature, appeal, hearing "
        "FROM decision WHERE case_id = ? ORDER BY version DESC LIMIT 1",
        attacked.case(OTHER).id,
    )
    run(session, "UPDATE case_file SET stage = 'decision_review' WHERE reference = ?", OTHER)
    assert (decision := attacked.case(OTHER).decision) is not None
    assert decision.unsound
    with pytest.raises(NotAllowed, match="What is shown of the decision"):
        attacked.act(REVIEWER, "approve", reference=OTHER)
    assert not attacked.view(OTHER).approved_valid


def assert_named(office: Office, reference: str) -> None:
    """`casebook check` says which case it is."""
    found = casebooks.check(office.session(HEAD)).findings
    assert any(f.check == "approvals" and reference in f.message for f in found), found


def case_id(office: Office) -> str:
    return office.case(REF).id


AFTERWARDS: dict[str, tuple[str, Callable[[Office], tuple[Any, ...]], str]] = {
    "classification": (
        "INSERT INTO classification SELECT 'x', case_id, item_no, list, code, edition, 'rejected', "
        "basis, reason, author, at FROM classification",
        lambda office: (),
        "classifications",
    ),
    "enrichment": (
        "INSERT INTO enrichment SELECT 'x', case_id, item_no, field, '\"defence\"', source, date, "
        "author, at FROM enrichment",
        lambda office: (),
        "enrichment",
    ),
    "party renamed": (
        "UPDATE party SET name = 'Quiet Harbour School' WHERE id = ?",
        lambda office: (party_of(office.case(), Role.CONSIGNEE).id,),
        "parties",
    ),
    "party gone": (
        "UPDATE party SET gone_at = at WHERE id = ?",
        lambda office: (party_of(office.case(), Role.EXPORTER).id,),
        "parties",
    ),
    "party added": (
        "INSERT INTO party SELECT 'x', case_id, 'bank', name, country, identifier, address, origin,"
        " item_no, at, gone_at FROM party WHERE id = ?",
        lambda office: (party_of(office.case(), Role.EXPORTER).id,),
        "parties",
    ),
    "link revoked": ("UPDATE party_link SET revoked_at = at", lambda office: (), "parties"),
    "hit lapsed": (
        "UPDATE hit SET lapsed_at = found_at WHERE id = ?",
        lambda office: (hit_of(office.case()).id,),
        "hits",
    ),
    "score lowered": ("UPDATE hit SET match = json_set(match, '$.score', 1)", lambda o: (), "hits"),
    "judgement revoked": ("UPDATE judgement SET revoked_at = at", lambda office: (), "hits"),
    "judgement changed": ("UPDATE judgement SET value = 'different'", lambda office: (), "hits"),
    "flag dismissed": (
        "INSERT INTO flag_review VALUES ('x', ?, 'RF-G07', 'dismissed', 'no reason at all', 'Ana',"
        " '2026-03-30T09:00:00Z', NULL)",
        lambda office: (case_id(office),),
        "flags",
    ),
    "flags cleared": (
        "INSERT INTO evaluation "
        "(id, case_id, flags, candidates, editions, policy, engine, author, at, as_of, settings,"
        " facts) "
        "SELECT 'x', case_id, '[]', candidates, editions, policy, engine, author, at, as_of,"
        " settings, facts "
        "FROM evaluation WHERE case_id = ? LIMIT 1",
        lambda office: (case_id(office),),
        "flags",
    ),
    "track opened": (
        "INSERT INTO track VALUES ('x', ?, 'S', 'UCC 188', '[1]', '2026-03-30T09:00:00Z', 'Ana', "
        "NULL, '')",
        lambda office: (case_id(office),),
        "tracks",
    ),
    "evidence added": (
        "INSERT INTO evidence VALUES ('x', ?, 1, 'a.pdf', 'h', 1, 'a/b', 'Ana', 'v', 'Ana', "
        "'2026-03-30T09:00:00Z', NULL, NULL, 0, NULL)",
        lambda office: (case_id(office),),
        "evidence",
    ),
    "declaration exchanged": (
        "INSERT INTO declaration SELECT 'x', case_id, 2, mrn, local_reference, declarant_eori, "
        "content, content_sha256, raw_file_id, changes, author, at, form, mapping, first_row "
        "FROM declaration "
        "WHERE case_id = ?",
        lambda office: (case_id(office),),
        "declarations",
    ),
}


@pytest.mark.parametrize("name", sorted(AFTERWARDS))
def test_what_changed_after_the_approval_makes_it_not_valid(attacked: Office, name: str) -> None:
    statement, values, part = AFTERWARDS[name]
    run(attacked.session(ANALYST), statement, *values(attacked))
    view = attacked.view()
    assert not view.approved_valid
    assert part in view.why_not_valid
    assert_named(attacked, REF)


def test_a_proposal_slipped_in_after_the_approval_is_not_approved(attacked: Office) -> None:
    run(
        attacked.session(ANALYST),
        "INSERT INTO decision SELECT 'x', case_id, 3, 'release', items, bases, basis, "
        "reason, author, author_id, at, text, text_sha256, key, statement, signature, appeal, "
        "hearing "
        "FROM decision WHERE case_id = ? AND version = 2",
        case_id(attacked),
    )
    view = attacked.view()
    assert not view.approved_valid
    assert view.why_not_valid
    assert_named(attacked, REF)


def test_a_case_is_not_closed_without_a_decision(attacked: Office) -> None:
    with pytest.raises(NotAllowed, match="decided by an approved decision only"):
        run(
            attacked.session(ANALYST),
            "UPDATE case_file SET stage = 'closed' WHERE reference = ?",
            OTHER,
        )
    assert not attacked.view(OTHER).approved_valid


def test_a_reopened_case_does_not_go_back_to_its_old_decision(attacked: Office) -> None:
    attacked.act(HEAD, "reopen", reason=REASON)
    attacked.act(REVIEWER, "second")
    for stage in ("decision_review", "decided"):
        with contextlib.suppress(NotAllowed):
            run(
                attacked.session(ANALYST),
                "UPDATE case_file SET stage = ? WHERE reference = ?",
                stage,
                REF,
            )
    assert not attacked.view(REF).approved_valid


def test_a_statement_that_gives_the_author_a_role_does_not_count(attacked: Office) -> None:
    """Well signed and sealed by the analyst, who is no administrator."""
    session = attacked.session(ANALYST)
    content = {"user_id": session.casebook.user.id, "roles": ["head", "reviewer"]}
    with session.writing("attack") as work:
        registry = session.registry(work.conn)
        said = said_next(work, registry, "roles_set", content)
        record = signed(said, [session.casebook.own_key])
        write_statement(
            work, 1 + len(registry.heads), record, audited="user.roles_changed", payload={}
        )
    assert casebooks.status(session).roles == ("analyst",)
    with pytest.raises(NotAllowed):
        attacked.act(ANALYST, "approve", reference=OTHER)
    findings = casebooks.check(session).findings
    assert any("no administrator" in finding.message for finding in findings)


def test_the_signed_text_is_the_text_that_is_stored(attacked: Office) -> None:
    decision = decision_of(attacked, REF)
    assert decision.approval is not None
    assert json.loads(decision.approval.statement)["decision_sha256"] == decision.text_sha256
