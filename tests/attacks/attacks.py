"""The attacks, as one table: what somebody tries, when it succeeded, what stands against it.

An attack has succeeded when it took effect and nothing that people look at says so. Each protection
named here stops it alone, and without all of them it succeeds; both are tested.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tests.attacks.scene import (
    OTHER,
    Removal,
    Scene,
    rehashed,
    without,
    without_anchor,
    without_check,
    without_trigger,
    without_unique,
)
from tests.by_two import template_by_two, texts_by_two
from tests.deeds.proposals import read_all
from tests.deeds.said import said
from tests.services.letters.template_files import template_file
from tests.services.office_texts import texts_file
from tests.services.reports.bundle.court_order import ordered
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    EVERYTHING,
    HEAD,
    PASSWORD,
    REASON,
    REF,
    REVIEWER,
)

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.cases.case import Case
from landwaiter.domain.deeds.four_eyes import SetPolicy
from landwaiter.domain.deeds.motion import Motion
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions, WithdrawOpenMotion
from landwaiter.domain.entities.deeds import MakeEntity
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.template_deeds import ProposeTemplate
from landwaiter.domain.listings.deeds import (
    GiveReason,
    ProposeListing,
    StateSearch,
    SubmitListing,
)
from landwaiter.domain.listings.listing_proposal import ListingState
from landwaiter.domain.office.deeds import SupplyTexts
from landwaiter.domain.people.deeds import AddUser
from landwaiter.errors import Fault
from landwaiter.services.casebook import casebooks, rows_by_two
from landwaiter.services.cases import deeds_on_cases, refresh, stale_saves
from landwaiter.services.deeds import motions, writing_motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.evidence.evidence_files import verify_evidence
from landwaiter.services.letters.office_templates import templates_kept
from landwaiter.services.listings.proposals import proposal_view
from landwaiter.services.office import templates_by_two as templates_by_two_here
from landwaiter.services.office import texts_by_two as texts_by_two_here
from landwaiter.services.reports import court_orders as court_orders_here
from landwaiter.services.reports.court_orders import orders_known
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import machine_mark, verification
from landwaiter.storage.base.reader import Writer
from landwaiter.storage.base.records import columns
from landwaiter.storage.cases import case_load, case_rows
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.deeds import approvals
from landwaiter.storage.deeds import motion_rows as stored_motions
from landwaiter.storage.deeds.approvals import SignatureVerdict
from landwaiter.storage.people import users
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.cases import case_file
from landwaiter.storage.sqlite import engine
from landwaiter.trust.registry import Registry
from landwaiter.trust.seals import SealCheck


@dataclass(frozen=True, slots=True)
class Attack:
    """`attempt` may be refused on the way; `succeeded` looks at the scene afterwards."""

    attempt: Callable[[Scene], None]
    succeeded: Callable[[Scene], bool]
    protections: Mapping[str, Removal]


SERVICE = "Gateway"


def a_service_user(scene: Scene) -> str:
    """The id of one that the administrator added, with a key that others confirmed."""
    scene.office.add(SERVICE, UserRole.SERVICE)
    return str(scene.one('SELECT id FROM "user" WHERE name = ?', SERVICE))


def promote_the_service(scene: Scene) -> None:
    scene.notes["id"] = a_service_user(scene)
    scene.sql(ADMIN, "INSERT INTO user_role VALUES (?, 'reviewer')", scene.notes["id"])


def service_reviews(scene: Scene) -> bool:
    """No deed would believe it; here the table says so, and nobody notices."""
    held = "SELECT count(*) FROM user_role WHERE user_id = ?"
    return bool(scene.one(held, scene.notes["id"]) == 2 and scene.silent())


def write_as_service(scene: Scene) -> None:
    """By the program's own units of work, with the password of the service user."""
    a_service_user(scene)
    with scene.office.session(SERVICE).writing("case.note") as work:
        work.audit("case.note", f"case/{scene.case().id}", {"reason": REASON})


def service_wrote(scene: Scene) -> bool:
    wrote = "SELECT count(*) FROM audit_entry WHERE actor = ? AND deed = 'case.note'"
    return bool(scene.one(wrote, SERVICE) and scene.silent())


def nothing(*_: object, **__: object) -> tuple[()]:
    return ()


def all_well(*_: object, **__: object) -> str:
    return ""


def without_chain(scene: Scene) -> None:
    """Entries are held against nothing: neither against their own hash nor against the others."""
    take, faults_of = verification._Places.take, verification._faults_of

    def unhashed(*given: Any) -> list[str]:
        return [one for one in faults_of(*given) if "its hash differs" not in one]

    without(verification, "_faults_of", unhashed)(scene)
    without(verification._Places, "take", lambda *given: (*take(*given)[:2], []))(scene)


def without_seals(scene: Scene) -> None:
    """Nobody sealed anything."""
    without(SealCheck, "take", all_well)(scene)
    without(SealCheck, "rest", nothing)(scene)


def without_pairs(scene: Scene) -> None:
    """Any two signatures are of two persons, each in the role for it."""
    without(Session, "require_pair", all_well)(scene)
    without(approvals, "why_not_two", all_well)(scene)


def counts(*_: object, **__: object) -> SignatureVerdict:
    return SignatureVerdict("")


NO_CHAIN = without_chain
NO_SEALS = without_seals
NO_NAMES = without(verification, "_begins", lambda name: b"")
NO_PAIR = without_pairs
NO_MARK = without(machine_mark, "_read", lambda casebook_id: None)
NO_SIGNATURE = without(approvals, "verdict_on", counts)
NO_PROPOSAL = without(case_load, "proposal_fault", all_well)


# Rows of the audit chain -------------------------------------------------------------------------


def _seq_of(scene: Scene, deed: str) -> int:
    return int(scene.one("SELECT max(seq) FROM audit_entry WHERE deed = ?", deed))


def _evidence_entered(scene: Scene) -> int:
    """The entry about a piece of evidence, which no signed deed follows at once."""
    return int(scene.one("SELECT min(seq) FROM audit_entry WHERE deed = 'case.add_evidence'"))


def edit_entry(scene: Scene) -> None:
    """Somebody else entered the evidence."""
    with scene.disk() as connection:
        connection.execute(
            "UPDATE audit_entry SET entry = replace(entry, ?, ?) WHERE seq = ?",
            (f'"actor":"{ANALYST}"', f'"actor":"{HEAD}"', _evidence_entered(scene)),
        )


def entry_is_edited(scene: Scene) -> bool:
    actor = scene.one("SELECT actor FROM audit_entry WHERE seq = ?", _evidence_entered(scene))
    return bool(actor == HEAD and scene.silent())


def remove_entry(scene: Scene) -> None:
    scene.notes["seq"] = seq = _evidence_entered(scene)
    with scene.disk() as connection:
        connection.execute("PRAGMA foreign_keys = OFF").fetchall()
        connection.execute("DELETE FROM audit_payload WHERE seq = ?", (seq,))
        connection.execute("DELETE FROM audit_entry WHERE seq = ?", (seq,))


def entry_is_gone(scene: Scene) -> bool:
    there = scene.one("SELECT count(*) FROM audit_entry WHERE seq = ?", scene.notes["seq"])
    return not there and scene.silent()


def remove_tail(scene: Scene) -> None:
    """The note, and everything after it, was never written; nor was what vouches for it inside."""
    first = _seq_of(scene, "case.note")
    scene.notes["seq"] = first
    with scene.disk() as connection:
        connection.execute("DELETE FROM seal WHERE last >= ?", (first,))
        connection.execute("DELETE FROM audit_payload WHERE seq >= ?", (first,))
        connection.execute("DELETE FROM audit_entry WHERE seq >= ?", (first,))
        connection.execute("DELETE FROM anchor WHERE seq >= ?", (first,))


def rewrite_tail(scene: Scene) -> None:
    """The note is somebody else's, and every hash after it fits again."""
    first = _seq_of(scene, "case.note")
    with scene.disk() as connection:
        connection.execute(
            "UPDATE audit_entry SET entry = replace(entry, ?, ?) WHERE seq = ?",
            (f'"actor":"{ANALYST}"', f'"actor":"{HEAD}"', first),
        )
        rehashed(connection, first)
        connection.execute("DELETE FROM anchor WHERE seq >= ?", (first,))


def tail_is_rewritten(scene: Scene) -> bool:
    actor = scene.one("SELECT actor FROM audit_entry WHERE seq = ?", _seq_of(scene, "case.note"))
    return bool(actor == HEAD and scene.silent())


# Facts and guards --------------------------------------------------------------------------------

WORSE = "goods of no concern at all, as the exporter says"


def edit_row(scene: Scene) -> None:
    """The reason of an approved decision reads otherwise."""
    scene.sql(ANALYST, "UPDATE decision SET reason = ?", WORSE)


def row_is_edited(scene: Scene) -> bool:
    return scene.decision().reason == WORSE and scene.approved(REF) and scene.silent()


def replace_trigger(scene: Scene) -> None:
    """The guard on who approves keeps its name and guards nothing."""
    scene.sql(HEAD, "DROP TRIGGER approval_is_anothers")
    scene.sql(
        HEAD,
        "CREATE TRIGGER approval_is_anothers BEFORE INSERT ON approval WHEN 0 BEGIN SELECT 1; END",
    )


def trigger_is_replaced(scene: Scene) -> bool:
    text = scene.one("SELECT sql FROM sqlite_master WHERE name = 'approval_is_anothers'")
    return "WHEN 0" in text and scene.silent()


def swap_vault_files(scene: Scene) -> None:
    """Each of two pieces of evidence is the other one."""
    folder = scene.office.path / "vault"
    one, other = (
        folder / scene.office.session(ANALYST).casebook.vault.name_of(piece.sha256)
        for piece in scene.case().evidence[:2]
    )
    one.rename(folder / "aside")
    other.rename(one)
    (folder / "aside").rename(other)


def evidence_is_swapped(scene: Scene) -> bool:
    store = scene.office.session(ANALYST).casebook.vault
    try:
        letter = store.read(store.name_of(scene.case().evidence[0].sha256))
    except Fault:
        return False
    _count, faults = verify_evidence(scene.office.session(ANALYST))
    return b"catalogue" in letter and not faults and scene.silent()


# Approvals ---------------------------------------------------------------------------------------


def replay_approval(scene: Scene) -> None:
    """What the reviewer signed for one case is shown for another."""
    scene.sql(
        EVERYTHING,
        "INSERT INTO approval SELECT 'replayed', ?, approver, approver_id, role, key, statement, "
        "signature, at FROM approval",
        scene.decision(OTHER).id,
    )
    scene.sql(EVERYTHING, "UPDATE case_file SET stage = 'decided' WHERE reference = ?", OTHER)
    with scene.office.session(EVERYTHING).writing("attack") as work:
        work.quiet()
        case_rows.keep_signs(work.conn, t.case_file.c.reference == OTHER)


def other_is_decided(scene: Scene) -> bool:
    return scene.case(OTHER).stage == "decided" and scene.approved(OTHER) and scene.silent()


def change_user_id(scene: Scene) -> None:
    """Who holds every role lets the own proposal be somebody else's, then approves it."""
    colleague = scene.office.session(ANALYST).casebook.user
    scene.sql(
        EVERYTHING,
        "UPDATE decision SET author = ?, author_id = ?, text = CAST(replace(CAST(text AS TEXT), "
        '\'"author":"Otto"\', \'"author":"Ana"\') AS BLOB) WHERE id = ?',
        colleague.name,
        colleague.id,
        scene.decision(OTHER).id,
    )
    scene.office.act(EVERYTHING, "approve", reference=OTHER)


def homoglyph_user(scene: Scene) -> None:
    """A second “Rev” with a Cyrillic letter: whoever reads the record takes one for the other."""
    do(scene.office.session(ADMIN), AddUser("R\u0435v", frozenset(["analyst"]), PASSWORD))


def double_is_there(scene: Scene) -> bool:
    names = {user.name for user in casebooks.list_users(scene.office.session(ADMIN))}
    return "R\u0435v" in names and scene.silent()


def raise_own_role(scene: Scene) -> None:
    """An analyst who is signed in takes the role of a reviewer and approves a colleague's work."""
    session = scene.office.session(ANALYST)
    scene.sql(ANALYST, "INSERT INTO user_role VALUES (?, 'reviewer')", session.casebook.user.id)
    scene.office.act(ANALYST, "approve", reference=OTHER)


def _roles_of_the_table(scene: Scene) -> None:
    derived = Session.actor

    def actor(session: Session, registry: Registry) -> Actor:
        held = derived(session, registry)
        rows = scene.one(
            "SELECT group_concat(role) FROM user_role WHERE user_id = ?", session.casebook.user.id
        )
        return replace(held, roles=frozenset(map(UserRole, rows.split(","))))

    scene.patch.setattr(Session, "actor", actor)


def approve_twice(scene: Scene) -> None:
    """Two reviewers sign at once: the second does not see that the first has."""
    for who in (REVIEWER, HEAD):
        read_all(scene.office.session(who), OTHER)
    seen = scene.case(OTHER)
    scene.office.act(REVIEWER, "approve", reference=OTHER)
    scene.notes["seen"] = seen
    scene.office.act(HEAD, "approve", reference=OTHER)


def _case_of_before(scene: Scene) -> None:
    """The case is not read again where the deed is done."""
    scene.patch.setattr(
        deeds_on_cases,
        "load_case",
        lambda *given: scene.notes.pop("seen", None) or load_case(*given),
    )


def _case_written_over(scene: Scene) -> None:
    """The line of the case is written whatever revision it has."""

    def update_case(conn: Writer, case: Case, **values: Any) -> None:
        changed = columns({**values, "revision": case.revision + 1})
        conn.execute(case_file.update().where(case_file.c.id == case.id).values(changed))

    scene.patch.setattr(refresh, "update_case", update_case)


def both_approved(scene: Scene) -> bool:
    count = scene.one(
        "SELECT count(*) FROM approval WHERE decision_id = ?", scene.decision(OTHER).id
    )
    return bool(count == 2)


def change_after_the_look(scene: Scene) -> None:
    """Between look and click the author proposes something else."""
    looked_at = scene.case(OTHER).revision
    act = scene.office.act
    act(EVERYTHING, "withdraw", reference=OTHER, reason=REASON)
    act(EVERYTHING, "propose", reference=OTHER, outcome="suspend-and-refer", reason=REASON)
    read_all(scene.office.session(REVIEWER), OTHER)
    do(scene.office.session(REVIEWER), said("approve", reference=OTHER), seen=looked_at)


# Motions -----------------------------------------------------------------------------------------


def _own_motions_count(scene: Scene) -> None:
    scene.patch.setattr(writing_motions, "require_another", all_well)


def second_the_own(scene: Scene) -> None:
    """Who moved the reopening seconds it."""
    scene.office.act(EVERYTHING, "reopen", reason=REASON)
    scene.office.act(EVERYTHING, "second")


def reopened_by_one(scene: Scene) -> bool:
    return scene.case().stage == "reopened" and scene.silent()


def approve_own_sentence(scene: Scene) -> None:
    """Who wrote one sentence of a proposal for a listing seconds what another has moved."""
    mover, writer = scene.office.session(ANALYST), scene.office.session(EVERYTHING)
    do(mover, MakeEntity("Grey Heron", "organisation", "register"))
    proposal = do(mover, ProposeListing("Grey Heron", "an act", "Art. 2(1)", "Annex I")).made
    do(
        writer,
        GiveReason(
            proposal,
            releasable=True,
            sentence="It is owned by the state.",
            certainty=Certainty.REPORTED,
            source="a paper",
            published="2026-01",
            sha256="0f" * 32,
            grade="B2",
        ),
    )
    do(mover, StateSearch(proposal, "registers"))
    moved = do(mover, SubmitListing(proposal, REASON)).motion_id
    do(writer, SecondOpenMotions((str(moved),)))


def approved_by_its_writer(scene: Scene) -> bool:
    view = proposal_view(scene.office.session(ANALYST), "Grey Heron")
    counts = view.state is ListingState.APPROVED and not view.why_not_valid
    return counts and scene.silent()


def replay_second(scene: Scene) -> None:
    """What the head seconded once carries another motion too."""
    scene.office.act(ANALYST, "reopen", reason=REASON)
    scene.office.act(HEAD, "second")
    said = SetPolicy("four_eyes.embargo_practice", "true", REASON)
    asked = do(scene.office.session(EVERYTHING), said)
    scene.notes["motion"] = asked.motion_id
    scene.sql(
        EVERYTHING,
        "INSERT INTO motion_second SELECT 'replayed', ?, seconder, seconder_id, role, key, "
        "statement, signature, at FROM motion_second WHERE role = 'head'",
        asked.motion_id,
    )


def second_is_replayed(scene: Scene) -> bool:
    session = scene.office.session(HEAD)
    with session.reading() as conn:
        motion = stored_motions.motion_of(conn, session.registry(conn), scene.notes["motion"])
    return bool(motion and motion.valid and scene.silent())


def wipe_without_motion(scene: Scene) -> None:
    """A row says that evidence was wiped; the next who opens the casebook removes its file."""
    scene.office.act(ANALYST, "reopen", reason=REASON)
    scene.sql(
        ANALYST,
        "INSERT INTO evidence_wipe SELECT e.id, m.id, 'gone', e.author, e.at "
        "FROM evidence AS e, motion AS m WHERE e.no = 1 AND m.deed = 'reopen'",
    )


def evidence_is_wiped(scene: Scene) -> bool:
    return bool(scene.one("SELECT count(*) FROM evidence_wipe")) and scene.silent()


def change_policy(scene: Scene) -> None:
    """An analyst lifts the score from which “different” takes two persons."""
    scene.sql(
        ANALYST,
        "INSERT INTO office_setting VALUES ('four_eyes.different_score', '1000', ?, ?)",
        HEAD,
        "2026-03-30T09:00:00Z",
    )


def policy_is_changed(scene: Scene) -> bool:
    rows = {row.setting: row.value for row in motions.policy_rows(scene.office.session(HEAD))}
    return rows["four_eyes.different_score"] == "1000" and scene.silent()


# Words that a signer reads ------------------------------------------------------------------------

MISLEADING = "Zwolniono"
"""What somebody alone would have a colleague read."""


def _texts(scene: Scene, text: str, edition: str) -> SupplyTexts:
    file = texts_file(scene.folder, "pl", f'msgid "Reference"\nmsgstr "{text}"\n')
    return SupplyTexts("pl", file, edition, REASON)


def _proposed(scene: Scene, who: str, text: str, edition: str) -> Motion:
    session = scene.office.session(who)
    result = run(session, _texts(scene, text, edition))
    return motions.motion_view(session, str(result.motion_id))


def _by_two(scene: Scene) -> None:
    """Words that two persons wanted, before anybody attacks them."""
    office = scene.office
    texts_by_two(office.session(HEAD), office.session(REVIEWER), _texts(scene, "Akta", "1"))


def edit_words(scene: Scene) -> None:
    """Words that two persons wanted say something else in the database."""
    _by_two(scene)
    words = json.dumps({"Reference": MISLEADING})
    scene.sql(EVERYTHING, "UPDATE office_texts SET texts = ?", words)


def carry_out_own_words(scene: Scene) -> None:
    """Who proposed them calls the services that keep them, as after a second person's word."""
    _by_two(scene)
    motion = _proposed(scene, EVERYTHING, MISLEADING, "2")
    session = scene.office.session(EVERYTHING)
    with session.writing("supply_texts") as work:
        texts_by_two_here.supply(session, work, motion.args, motion.id)
        work.quiet()


def second_edited_words(scene: Scene) -> None:
    """What a colleague proposed is written over with the own file, and seconded by who did that."""
    own = _proposed(scene, EVERYTHING, MISLEADING, "2")
    do(scene.office.session(EVERYTHING), WithdrawOpenMotion(own.id, REASON))
    motion = _proposed(scene, HEAD, "Akta", "1")
    text = canonical_bytes({**json.loads(own.text), "motion": motion.id, "author": HEAD})
    scene.sql(
        EVERYTHING,
        "UPDATE motion SET text = ?, text_sha256 = ? WHERE id = ?",
        *(text, sha256_hex(text), motion.id),
    )
    do(scene.office.session(EVERYTHING), SecondOpenMotions((motion.id,)))


def misleading_words_are_spoken(scene: Scene) -> bool:
    """To who signs in next, and nobody is told."""
    session = scene.office.another_session(REVIEWER)
    spoken = session.texts.get("pl")
    told = [one for one in session.notices if "two persons signed" in one]
    is_spoken = spoken is not None and spoken.words.text("Reference") == MISLEADING
    return is_spoken and not told and scene.silent()


def edit_template(scene: Scene) -> None:
    """A template of letters that two persons wanted says something else in the database."""
    office = scene.office
    said = ProposeTemplate(template_file(scene.folder), LetterKind.HOLD, "en", REASON)
    template_by_two(office.session(HEAD), office.session(REVIEWER), said)
    scene.sql(EVERYTHING, "UPDATE letter_template SET body = replace(body, 'Gdynia', 'Hel')")


def letters_say_it(scene: Scene) -> bool:
    """Who signs in next writes letters with it, and nobody is told."""
    session = scene.office.another_session(REVIEWER)
    told = [one for one in session.notices if "two persons signed" in one]
    written = [one.body for one in templates_kept(session)]
    return any("of Hel" in one for one in written) and not told and scene.silent()


def edit_court_order(scene: Scene) -> None:
    """An order that names secrets of business names sources in confidence in the database."""
    ordered(scene.office, Content.BUSINESS)
    scene.sql(EVERYTHING, "UPDATE court_order SET classes = 'T,S'")


def sources_are_released(scene: Scene) -> bool:
    """An annex with who spoke in confidence may be made on it, and nobody is told."""
    rows = orders_known(scene.office.another_session(REVIEWER), REF)
    return scene.silent() and any(
        one.stands and Content.SOURCE in one.order.classes for one in rows
    )


ATTACKS: Mapping[str, Attack] = {
    "edited audit entry": Attack(
        edit_entry, entry_is_edited, {"chain": NO_CHAIN, "names": NO_NAMES}
    ),
    "removed audit entry": Attack(
        remove_entry,
        entry_is_gone,
        {
            "chain": NO_CHAIN,
            "seals": NO_SEALS,
            "check of references": without_check("foreign keys"),
        },
    ),
    "removed tail": Attack(remove_tail, entry_is_gone, {"anchor": without_anchor, "mark": NO_MARK}),
    "re-hashed tail": Attack(
        rewrite_tail,
        tail_is_rewritten,
        {
            "anchor": without_anchor,
            "mark": NO_MARK,
            "seals": NO_SEALS,
            "names": NO_NAMES,
        },
    ),
    "edited row": Attack(
        edit_row,
        row_is_edited,
        {"trigger": without_trigger("decision_no_update"), "signature": NO_PROPOSAL},
    ),
    "replaced trigger": Attack(
        replace_trigger,
        trigger_is_replaced,
        {
            "authorizer": without(engine, "authorize", lambda *given: 0),
            "check of the schema": without_check("schema"),
        },
    ),
    "swapped vault file": Attack(
        swap_vault_files,
        evidence_is_swapped,
        {"name": without(hmac, "compare_digest", lambda one, other: True)},
    ),
    "approval replayed onto another decision": Attack(
        replay_approval,
        other_is_decided,
        {
            "trigger": without_trigger("approval_of_the_text"),
            "reading": without_trigger("approval_was_read"),
            "signature": NO_SIGNATURE,
        },
    ),
    "changed user id": Attack(
        change_user_id,
        other_is_decided,
        {
            "trigger": without_trigger("decision_no_update"),
            "signature": NO_PROPOSAL,
            "pair": NO_PAIR,
        },
    ),
    "homoglyph user name": Attack(
        homoglyph_user,
        double_is_there,
        {"likeness": without(users, "confusable_with", all_well)},
    ),
    "role raised while signed in": Attack(
        raise_own_role,
        other_is_decided,
        {
            "signed roles": _roles_of_the_table,
            "signature": NO_PAIR,
            "check of users": without_check("users"),
        },
    ),
    "two approvals at once": Attack(
        approve_twice,
        both_approved,
        {
            "reading under the write lock": _case_of_before,
            "revision": _case_written_over,
            "trigger": without_trigger("approval_of_the_text"),
            "unique row": without_unique("approval", "decision_id"),
        },
    ),
    "approval of a text that changed between look and click": Attack(
        change_after_the_look,
        other_is_decided,
        {"revision": without(stale_saves, "merged", all_well)},
    ),
    "motion seconded by its mover": Attack(
        second_the_own,
        reopened_by_one,
        {
            "rule": _own_motions_count,
            "trigger": without_trigger("second_is_anothers"),
            "signature": NO_PAIR,
        },
    ),
    "proposal for a listing seconded by who wrote a sentence of it": Attack(
        approve_own_sentence,
        approved_by_its_writer,
        {
            "rule": _own_motions_count,
            "trigger": without_trigger("second_is_not_barred"),
            "trigger of proposals": without_trigger("listing_approval_is_anothers"),
            "reading": without(stored_motions, "left_out_fault", all_well),
        },
    ),
    "second replayed onto another motion": Attack(
        replay_second,
        second_is_replayed,
        {
            "trigger": without_trigger("second_of_the_text"),
            "signature": without(stored_motions, "verdict_on", counts),
        },
    ),
    "wiped evidence without a motion": Attack(
        wipe_without_motion,
        evidence_is_wiped,
        {
            "trigger": without_trigger("evidence_wipe_is_seconded"),
            "signature": without(rows_by_two, "_carries", lambda *given: True),
        },
    ),
    "table of four eyes changed by SQL": Attack(
        change_policy,
        policy_is_changed,
        {
            "trigger": without_trigger("policy_insert_is_seconded"),
            "signature": without(rows_by_two, "_settings", nothing),
        },
    ),
    "template of letters edited": Attack(
        edit_template,
        letters_say_it,
        {
            "trigger": without_trigger("letter_template_no_update"),
            "signature": without(templates_by_two_here, "_carries", lambda *given: True),
        },
    ),
    "order of a court edited": Attack(
        edit_court_order,
        sources_are_released,
        {
            "trigger": without_trigger("court_order_no_update"),
            "signature": without(court_orders_here, "carries_order", lambda *given: True),
            "check of the casebook": without(rows_by_two, "_orders", nothing),
        },
    ),
    "words of the office edited": Attack(
        edit_words,
        misleading_words_are_spoken,
        {
            "trigger": without_trigger("office_texts_no_update"),
            "signature": without(texts_by_two_here, "_carries", lambda *given: True),
        },
    ),
    "words of the office kept by their mover": Attack(
        carry_out_own_words,
        misleading_words_are_spoken,
        {
            "trigger": without_trigger("office_texts_are_seconded"),
            "signature": without(texts_by_two_here, "_carries", lambda *given: True),
        },
    ),
    "service user made a reviewer by SQL": Attack(
        promote_the_service,
        service_reviews,
        {
            "trigger": without_trigger("user_role_of_service"),
            "check of users": without_check("users"),
        },
    ),
    "service user writing of a case": Attack(
        write_as_service,
        service_wrote,
        {
            "rule": without(Session, "_require_role", nothing),
            "trigger": without_trigger("audit_entry_of_service"),
        },
    ),
    "words of a colleague edited and seconded": Attack(
        second_edited_words,
        misleading_words_are_spoken,
        {
            "trigger": without_trigger("motion_no_update"),
            "signature": without(stored_motions, "_fault", all_well),
        },
    ),
}
