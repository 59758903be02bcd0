"""Break one promise at a time and see that a test turns red.

    python tests/mutations.py [WORD]

Works on a copy of the checkout, never on the checkout itself. With a WORD only the promises that
hold it are broken. Run by hand: each mutation starts pytest once. Prints a Markdown table and ends
with 1 when a mutation survives.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("desktop", "resources", "installer", "tests", "conftest.py", "pyproject.toml")
CODE = "desktop/landwaiter"


@dataclass(frozen=True, slots=True)
class Mutation:
    """In `file`, the one place that says `before` says `after`; then one of `tests` must fail.

    `tests` are arguments of pytest: paths, and what chooses among them.
    """

    promise: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]


MUTATIONS = (
    Mutation(
        "time: the last day of validity is a day of validity",
        "storage/base/reference.py",
        ".where(or_(pack.valid_to.is_(None), pack.valid_to >= day))",
        ".where(or_(pack.valid_to.is_(None), pack.valid_to > day))",
        ("tests/properties/test_time_machine.py",),
    ),
    Mutation(
        "time: the edition imported last counts",
        "storage/base/reference.py",
        "select(pack.pack_id, func.max(pack.id))",
        "select(pack.pack_id, func.min(pack.id))",
        ("tests/properties/test_time_machine.py",),
    ),
    Mutation(
        "time: another day is judged by its own editions",
        "services/flags/evaluation.py",
        "references.packs(conn, day).items()",
        "references.packs(conn, case.judged_as_of).items()",
        ("tests/properties/test_time_machine.py",),
    ),
    Mutation(
        "time: institutions are those of the day",
        "services/cases/as_of.py",
        "session.references.lists(conn, day), count(1)",
        "session.references.lists(conn, case.judged_as_of), count(1)",
        ("tests/properties/test_time_machine.py",),
    ),
    Mutation(
        "time: a recheck judges what was known then",
        "services/cases/recheck.py",
        "facts = _facts(conn, case, kept, _grounds(session, conn, kept.verdict))",
        "facts = evaluated(conn, case, session.references, session.today()).facts",
        ("tests/services/cases/test_recheck.py",),
    ),
    Mutation(
        "identity: what says nothing is not hashed",
        "canonical.py",
        "        if is_empty and not held and (held is None or type(held) in (str, tuple)):\n"
        "            continue\n"
        "        said = stated(held)\n"
        "        if not _is_default(said, default):\n"
        "            found[name] = said",
        "        found[name] = stated(held)",
        ("tests/services/base/test_later_fields.py",),
    ),
    Mutation(
        "identity: an empty field is left out only where its default is empty",
        "canonical.py",
        "if said in _EMPTY and default in _EMPTY:",
        "if said in _EMPTY:",
        ("tests/properties/test_identity_of_content.py",),
    ),
    Mutation(
        "identity: bytes that a case has are a duplicate",
        "services/intake/readings.py",
        "if raw.is_known and declarations.is_file_of(",
        "if not raw.is_known and declarations.is_file_of(",
        ("tests/services/intake/test_readings.py",),
    ),
    Mutation(
        "identity: of a file that was taken in half an amendment is none that is known",
        "storage/intake/declarations.py",
        "        declaration.first_row.is_not_distinct_from(row),\n",
        "",
        ("tests/faults/test_intake_killed.py",),
    ),
    Mutation(
        "intake: a file that changes between two readings is refused",
        "formats/base/marked_file.py",
        "if _mark(piece) != self._marks",
        "if False and _mark(piece) != self._marks",
        ("tests/formats/tables/test_streamed.py", "tests/services/intake/test_intake.py"),
    ),
    Mutation(
        "intake: rows that stand apart come together",
        "formats/intake/declaration_stream.py",
        "for number, cells in self._apart(marks, owner):",
        "for number, cells in ():",
        ("tests/formats/tables/test_streamed.py",),
    ),
    Mutation(
        "identity: a file is read again with its columns named as then",
        "services/intake/readings.py",
        "content = read_file(data, name, instructions)",
        "content = read_file(data, name, TableInstructions())",
        ("tests/services/intake/test_readings.py",),
    ),
    Mutation(
        "identity: what only the reader reads otherwise reopens nothing",
        "services/intake/readings.py",
        "return Arrival.REREADING",
        "return Arrival.AMENDMENT",
        ("tests/services/intake/test_readings.py",),
    ),
    Mutation(
        "identity: what a form cannot say counts from the approval on",
        "domain/cases/decision.py",
        "if any(at > moment for at in rows(case))",
        "if any(rows(case))",
        ("tests/services/base/test_forms.py",),
    ),
    Mutation(
        "identity: a proposal in an older form is not approved",
        "services/cases/stages.py",
        "if kind is APPROVING and form_of(decision.text) != newest_form():",
        "if kind is APPROVING and not form_of(decision.text):",
        ("tests/services/base/test_forms.py",),
    ),
    Mutation(
        "time: an edition that is not valid on its day touches no case",
        "services/law/edition_tasks.py",
        "if new.in_force(case.day):",
        "if new:",
        ("tests/services/law/test_edition_tasks.py",),
    ),
    Mutation(
        "rule: the predicate of RF-G01",
        "domain/flags/rules/goods.py",
        '"items.cn8": view.on_priority_list(line),',
        '"items.cn8": not view.on_priority_list(line),',
        ("tests/domain/flags", "tests/domain/flags/test_scenario_flags.py"),
    ),
    Mutation(
        "rule: the predicate of RF-P01",
        "domain/flags/rules/party.py",
        "return is_on(EU_AND_UN, hit) and (is_strong(hit) or hit.match.name_equal)",
        "return is_on(EU_AND_UN, hit) and is_strong(hit)",
        ("tests/domain/flags", "tests/domain/flags/test_scenario_flags.py"),
    ),
    Mutation(
        "gate: an intermediary alone may be the new firm",
        "domain/flags/gates/party_gates.py",
        '(is_known("consignee.incorporated"), is_known("intermediary.incorporated")),',
        '(is_known("consignee.incorporated"),),',
        ("tests/domain/flags/gates/test_gates.py",),
    ),
    Mutation(
        "gate: a hub is a hub where the consignee is, too",
        "domain/flags/gates/route_gates.py",
        "(is_bound_for_hub, is_by_hub),",
        "(is_bound_for_hub,),",
        ("tests/domain/flags/gates/test_gates.py",),
    ),
    Mutation(
        "gate: a denied buyer is known however its name is written",
        "domain/flags/gates/register_gates.py",
        "return any(folded(name) in names for name in view.buyers)",
        "return any(name in names for name in view.buyers)",
        ("tests/domain/flags/gates/test_gates.py",),
    ),
    Mutation(
        "candidates: a word counts for more where all of its term was met",
        "domain/goods/classification/evidence.py",
        "counts = whole[number] or counts",
        "counts = 1000",
        ("tests/domain/goods/classification/test_left_out.py",),
    ),
    Mutation(
        "rule: no release while a track holds the item",
        "services/cases/goods_status.py",
        "_refuse_held(doing, item.no) if status is GoodsStatus.RELEASED else ()",
        "()",
        ("tests/services/cases/test_goods_and_tracks.py",),
    ),
    Mutation(
        "rule: track B only by the office's policy",
        "services/cases/goods_status.py",
        "embargo.counts is True or",
        "embargo.counts is not False or",
        ("tests/services/cases/test_goods_and_tracks.py",),
    ),
    Mutation(
        "transition: only what is in review is approved",
        "domain/cases/deeds.py",
        '    stages=frozenset({REVIEW}),\n    to=DECIDED,\n    lacks=_no_proposal("proposed"',
        "    stages=frozenset({REVIEW, ASSESSMENT}),\n    to=DECIDED,\n"
        '    lacks=_no_proposal("proposed"',
        ("tests/domain/cases/test_workflow.py",),
    ),
    Mutation(
        "transition: who may approve",
        "domain/cases/deeds.py",
        '    command="case act REF approve",\n    roles=APPROVERS,',
        '    command="case act REF approve",\n    roles=WORKERS,',
        ("tests/domain/cases/test_workflow.py", "tests/services/review/test_review.py"),
    ),
    Mutation(
        "transition: a change of substance voids the proposal",
        "services/cases/deeds_on_cases.py",
        "    return doing.deed.substance or (",
        "    return False and (",
        ("tests/services/review/test_review.py",),
    ),
    Mutation(
        "net 1: an author never approves",
        "domain/cases/deeds.py",
        "    refuses=_first_of(_own_proposal, why_unread, _unsent_remarks),",
        "    refuses=_first_of(why_unread, _unsent_remarks),",
        ("tests/domain/cases/test_policy.py",),
    ),
    Mutation(
        "net 2: the trigger on the author",
        "storage/schema/guards/deeds.py",
        "(d.author_id = NEW.approver_id OR d.author = NEW.approver)",
        "(d.author_id = '' OR d.author = '')",
        ("tests/properties/test_plain_sql.py",),
    ),
    Mutation(
        "net 2: the trigger on the stage",
        "storage/schema/guards/cases.py",
        "_BECOMES_DECIDED}\n  AND NOT EXISTS (\n    SELECT 1 FROM decision",
        "_BECOMES_DECIDED}\n  AND 0 AND NOT EXISTS (\n    SELECT 1 FROM decision",
        ("tests/properties/test_plain_sql.py",),
    ),
    Mutation(
        "net 2: the authorizer",
        "storage/sqlite/authorizer.py",
        "    if act in _SCHEMA_ACTS:\n",
        "    if act < 0:\n",
        ("tests/properties/test_plain_sql.py",),
    ),
    Mutation(
        "net 3: the signature check",
        "trust/pairs.py",
        "    if len(signed.signatures) != 1 or not signed.is_sound:\n",
        "    if len(signed.signatures) != 1:\n",
        ("tests/properties/test_plain_sql.py",),
    ),
    Mutation(
        "net 3: the key is the person's who is shown",
        "storage/deeds/approvals.py",
        "    if not _is_of(registry, made, name):\n",
        "    if not made:\n",
        ("tests/properties/test_plain_sql.py",),
    ),
    Mutation(
        "net 3: the role that is shown was held",
        "storage/deeds/approvals.py",
        '{*roles} & {str(row["role"])}',
        "{*roles}",
        ("tests/properties/test_plain_sql.py",),
    ),
    Mutation(
        "net 3: a signature stands where it says",
        "trust/pairs.py",
        "    if not _names(own, deed, signed):\n",
        "    if not own:\n",
        ("tests/storage/audit/test_forged_chain.py", "-k", "deed or one_that"),
    ),
    Mutation(
        "net 3: the author signed what is shown",
        "storage/deeds/approvals.py",
        "    if not _text_says(decision, case_id):",
        "    if False:",
        ("tests/properties/test_plain_sql.py",),
    ),
    Mutation(
        "net 3: the key is somebody else's",
        "trust/pairs.py",
        "    if author.user_id == approver.user_id:\n",
        "    if author.public == approver.public:\n",
        ("tests/storage/people/test_users.py", "tests/trust/test_attacks.py"),
    ),
    Mutation(
        "net 3: who gave out a key is no counterpart to it",
        "trust/pairs.py",
        "        if key.issuer == other.user_id and not _looked_at(key, other):\n",
        "        if key.issuer == other.public:\n",
        ("tests/services/office/test_office.py", "tests/storage/people/test_users.py"),
    ),
    Mutation(
        "keys: who gave one out is not the first to confirm it",
        "trust/kinds.py",
        "    if key.since is None and by == key.issuer and not registry.is_alone:\n",
        "    if not by:\n",
        ("tests/storage/people/test_users.py",),
    ),
    Mutation(
        "keys: one confirmation lets nobody approve",
        "trust/registry.py",
        "(key.is_founders or len(key.confirmers) > 1)",
        "(key.is_founders or len(key.confirmers) > 0)",
        ("tests/storage/people/test_users.py",),
    ),
    Mutation(
        "keys: a first password opens nothing but the first sign-in",
        "storage/casebook/lifecycle.py",
        "    if casebook.makes_key:\n        casebook.close()\n        raise FirstSignIn(",
        "    if not casebook.user:\n        casebook.close()\n        raise FirstSignIn(",
        ("tests/storage/people/test_users.py",),
    ),
    Mutation(
        "keys: an old key file with its password opens nothing",
        "storage/people/entry.py",
        "    if casebook.public_key != in_force:\n",
        "    if not casebook.public_key:\n",
        ("tests/storage/casebook/test_key_change.py", "tests/storage/people/test_users.py"),
    ),
    Mutation(
        "keys: as many halves open it as was signed for",
        "storage/casebook/rekey_slots.py",
        "        and keys.recovery.needed == registry.recovery_needs\n",
        "",
        ("tests/storage/keys/test_keys.py",),
    ),
    Mutation(
        "seals: a retired key seals nothing",
        "storage/audit/unit_of_work.py",
        "    if key is None or key.until is not None:\n",
        "    if key is None:\n",
        ("tests/storage/people/test_users.py",),
    ),
    Mutation(
        "seals: nobody seals the entries of others",
        "storage/audit/unit_of_work.py",
        "    if sealed_chain.end_of_seals(conn) != begun_at:\n",
        "    if begun_at < 0:\n",
        ("tests/storage/audit/test_forged_chain.py",),
    ),
    Mutation(
        "seals: an entry is of whom it names",
        "storage/audit/verification.py",
        "    if not data.startswith(begin):\n",
        "    if not data:\n",
        ("tests/storage/audit/test_forged_chain.py",),
    ),
    Mutation(
        "net 3: the case still is what was approved",
        "domain/cases/decision.py",
        "for name in names if then.get(name) != now.get(name)",
        "for name in names if name not in then",
        ("tests/properties/test_plain_sql.py", "tests/domain/cases/test_decision.py"),
    ),
    Mutation(
        "audit: an entry holds the hash of the one before",
        "storage/audit/chain.py",
        '            "prev": last.sha256,\n',
        '            "prev": GENESIS,\n',
        ("tests/storage/audit/test_audit.py",),
    ),
    Mutation(
        "audit: an act writes its entry",
        "services/cases/deeds_on_cases.py",
        "    work.audit(deed.name,",
        "    work.quiet() or work.head or work.audit(deed.name,",
        ("tests/services/cases/test_acts.py",),
    ),
    Mutation(
        "audit: who wrote cannot say that nothing was to be done",
        "services/deeds/handler.py",
        "            work.nothing_done(since=before)\n",
        "            work.quiet()\n",
        ("tests/services/deeds/test_engine.py",),
    ),
    Mutation(
        "audit: what is verified is what is stored",
        "storage/audit/chain.py",
        "hashlib.sha256(salt + content).hexdigest()",
        "hashlib.sha256(content).hexdigest()",
        ("tests/storage/audit/test_audit.py",),
    ),
    Mutation(
        "one write: deed, line and entry together",
        "services/cases/refresh.py",
        "    update_case(work.conn, before, **{**columns, **values})\n",
        "    update_case(work.conn, before, **values)\n",
        (
            "tests/properties/test_workflow_and_audit.py",
            "tests/services/cases/test_goods_and_tracks.py",
        ),
    ),
    Mutation(
        "two people: an approval of what was not looked at is a conflict",
        "services/cases/stale_saves.py",
        "if save.seen is None or save.seen == case.revision:",
        "if save.seen is None or save.seen <= case.revision:",
        ("tests/attacks/test_attacks.py", "-k", "look and click"),
    ),
    Mutation(
        "two people: acts on the same field collide",
        "services/cases/stale_saves.py",
        "met = since.touching(scope | {STAGE} if reads_stage(deed) else scope)",
        "met = since.touching(frozenset())",
        ("tests/services/cases/test_two_sessions.py", "tests/services/cases/test_conflicts.py"),
    ),
    Mutation(
        "motion, net 1: nobody seconds the own",
        "services/deeds/writing_motions.py",
        "    if motion.author == actor.name:\n",
        "    if not motion.author:\n",
        ("tests/attacks/test_attacks.py", "-k", "mover"),
    ),
    Mutation(
        "motion, net 1: nobody seconds what they wrote a part of",
        "services/deeds/writing_motions.py",
        "    if actor.name in motion.not_by:\n",
        "    if actor.name in ():\n",
        ("tests/services/listings", "tests/attacks/test_attacks.py", "-k", "listing"),
    ),
    Mutation(
        "motion, net 2: the trigger on its author",
        "storage/schema/guards/deeds.py",
        "(m.author_id = NEW.seconder_id OR m.author = NEW.seconder)",
        "(m.author_id = '' OR m.author = '')",
        ("tests/attacks/test_attacks.py", "-k", "mover"),
    ),
    Mutation(
        "motion, net 2: the trigger on its text",
        "storage/schema/guards/deeds.py",
        'WHERE m.id = NEW.motion_id\n      AND {value_of("NEW.statement", "motion")} = m.id\n',
        "WHERE m.id = NEW.motion_id OR 1 = 1\n"
        '      OR {value_of("NEW.statement", "motion")} = m.id\n',
        ("tests/attacks/test_attacks.py", "-k", "second and replayed"),
    ),
    Mutation(
        "evidence, net 2: the trigger on its wiping",
        "storage/schema/guards/evidence.py",
        '"""NOT EXISTS (\n    SELECT 1 FROM motion AS m\n',
        '"""0 AND NOT EXISTS (\n    SELECT 1 FROM motion AS m\n',
        ("tests/attacks/test_attacks.py", "-k", "wiped"),
    ),
    Mutation(
        "evidence, net 3: the check asks who wanted the wiping",
        "services/casebook/rows_by_two.py",
        'if not _carries(motions.get(row["motion_id"]), "wipe_evidence", about):',
        'if not row["motion_id"]:',
        ("tests/attacks/test_attacks.py", "-k", "wiped"),
    ),
    Mutation(
        "policy, net 2: the trigger on the table of four eyes",
        "storage/schema/guards/office.py",
        "f\"NEW.key LIKE 'four_eyes.%' AND {wanted}\"",
        "f\"NEW.key LIKE 'nothing.%' AND {wanted}\"",
        ("tests/attacks/test_attacks.py", "-k", "table and eyes"),
    ),
    Mutation(
        "policy, net 3: the check asks who wanted the value",
        "services/casebook/rows_by_two.py",
        'if not carried or carried[-1].args.get("value") != value:',
        "if not value:",
        ("tests/attacks/test_attacks.py", "-k", "table and eyes"),
    ),
    Mutation(
        "audit: an anchor is compared",
        "storage/audit/verification.py",
        "            if anchor.sha256 == digest:\n",
        "            if anchor.sha256:\n",
        ("tests/attacks/test_attacks.py", "-k", "tail"),
    ),
    Mutation(
        "audit: a payload is erased by two persons",
        "storage/schema/guards/audit.py",
        "WHERE m.deed = 'erase_payload' AND m.object = 'audit/' || OLD.seq)",
        "WHERE m.deed = 'erase_payload') OR OLD.seq > 0",
        ("tests/services/audit/test_erasure.py",),
    ),
    Mutation(
        "vault: a file is the one of its name",
        "storage/keys/vault.py",
        "        if not hmac.compare_digest(self.name_of(found), name):\n",
        "        if not found:\n",
        ("tests/attacks/test_attacks.py", "-k", "vault"),
    ),
    Mutation(
        "users: no name looks like another",
        "storage/people/users.py",
        "    if double:\n",
        "    if not name:\n",
        ("tests/attacks/test_attacks.py", "-k", "homoglyph"),
    ),
    Mutation(
        "users: sign-ins that fail slow the next one down",
        "storage/keys/throttle.py",
        "    if wait:\n        raise Unavailable(",
        "    if wait < 0:\n        raise Unavailable(",
        ("tests/storage/keys/test_throttle.py",),
    ),
    Mutation(
        "keys: the file that was committed is in force",
        "storage/people/key_change.py",
        "if sha256_hex(waiting.read_bytes()) == in_force:",
        "if sha256_hex(waiting.read_bytes()) != in_force:",
        ("tests/storage/casebook/test_key_change.py",),
    ),
    Mutation(
        "keys: an older key file is found",
        "storage/people/key_change.py",
        "    return recorded(connection) == sha256_hex(",
        "    return recorded(connection) != sha256_hex(",
        ("tests/storage/casebook/test_key_change.py",),
    ),
    Mutation(
        "one write: the file beside the row",
        "storage/people/key_change.py",
        "    work.with_file(lay_beside, lambda: waiting[-1].unlink(missing_ok=True))\n"
        "    work.after_commit(lambda: _take_place(waiting[-1]))\n",
        "    work.with_file(lambda: (lay_beside(), _take_place(waiting[-1])), lambda: None)\n",
        ("tests/storage/casebook/test_key_change.py",),
    ),
)


WINDOW = (
    Mutation(
        "window: no answer of a read arrives after signing out",
        "ui/kit/jobs_of_session.py",
        "        if self.over.is_set():\n            return  # asked",
        "        if False:\n            return  # asked",
        ("tests/ui/frame/test_desk.py", "-k", "after_signing_out"),
    ),
    Mutation(
        "window: no answer of a read that runs arrives after signing out",
        "ui/kit/jobs.py",
        "        self._sign_outs += 1\n",
        "",
        ("tests/ui/frame/test_desk.py", "-k", "after_signing_out"),
    ),
    Mutation(
        "window: no answer of a deed arrives after signing out",
        "ui/kit/jobs_of_session.py",
        "            if self.over.is_set():\n                return\n",
        "",
        ("tests/ui/frame/test_desk.py", "-k", "after_signing_out"),
    ),
)
WHO_MAY = "tests/services/deeds/test_who_may.py"
EVERY_DEED = "tests/deeds/test_every_deed.py"
ROLES = (
    Mutation(
        "roles: a deed asks who may do it",
        "services/warm/session.py",
        "        if deed in BY_NAME:\n",
        "        if False:\n",
        (EVERY_DEED, "-k", "unit_of_work"),
    ),
    Mutation(
        "roles: who runs a long deed, such as looking for a person or giving the answer out",
        "services/deeds/engine.py",
        "    refuse(handler.deed, signed_in(session), None)\n",
        "",
        ("tests/services/retention/test_access_requests.py",),
    ),
    Mutation(
        "reports: no report on rows that were taken away",
        "services/reports/freezing.py",
        "                refuse_missing(conn, view.case.id)\n",
        "                pass\n",
        ("tests/attacks", "-k", "refusal"),
    ),
    Mutation(
        "reports: rows that were taken away are named",
        "services/casebook/rows_by_two.py",
        "    yield from _told(conn)\n",
        "",
        ("tests/attacks", "-k", "removed and check"),
    ),
    Mutation(
        "reports: a gist is of the case that two persons signed",
        "storage/reports/gist_rows.py",
        "    kept = (\n        case_id,\n",
        '    kept = (\n        motion.args["case"],\n',
        ("tests/attacks", "-k", "gist and moved"),
    ),
    Mutation(
        "reports: of two words on a find the later one counts",
        "trust/pairs.py",
        '    return int(json.loads(text)["head"]["seq"])\n',
        "    return 0\n",
        ("tests/attacks", "-k", "dated"),
    ),
    Mutation(
        "roles: who sees the requests",
        "services/retention/access_requests.py",
        "        session.require(conn, *ROLES)\n        return tuple(_request(row)",
        "        return tuple(_request(row)",
        ("tests/services/retention/test_access_requests.py",),
    ),
    Mutation(
        "roles: who sees the answer to a request",
        "services/reports/access_answer.py",
        "        session.require(conn, *ROLES)\n        return _answer(session, conn, number)",
        "        return _answer(session, conn, number)",
        ("tests/services/retention/test_access_requests.py",),
    ),
    Mutation(
        "roles: who puts content into the vault",
        "services/base/staging.py",
        "        session.require(conn, *allowed)",
        "        pass",
        ("tests/services/intake/test_staging.py",),
    ),
    Mutation(
        "roles: who begins long work",
        "services/deeds/engine.py",
        "    refuse(handler.deed, signed_in(session), None)\n",
        "",
        ("tests/deeds", "-k", "engine and rescreened"),
    ),
    Mutation(
        "roles: who may do an act",
        "domain/cases/deed_on_case.py",
        'return self.refusal_by_role(actor) or (""',
        'return "" or (""',
        (EVERY_DEED, "-k", "who_may_is_as_written_by_hand"),
    ),
    Mutation(
        "roles: who signed what two sign held the role",
        "trust/pairs.py",
        "if not registry.people[found.key.user_id].roles(found.place) & {*roles}:",
        "if False:",
        ("tests/trust/test_deputies.py",),
    ),
    Mutation(
        "roles: who confirms a key holds one",
        "trust/kinds.py",
        "    if not registry.people[by.user_id].roles(said.place):\n"
        '        raise NoEffect(_("who confirms holds no role"))',
        "    pass",
        ("tests/trust", "tests/storage/people/test_users.py"),
    ),
    Mutation(
        "roles: who seconds a change of users",
        "trust/kinds.py",
        "    if not registry.people[user_id].roles_now & SECONDERS:",
        "    if False:",
        ("tests/trust", "-k", "has_no_say"),
    ),
    Mutation(
        "roles: who declines a change of users",
        "trust/kinds.py",
        "(by.user_id == waiting.about or not may)",
        "by.user_id == waiting.about",
        ("tests/trust", "-k", "has_no_say"),
    ),
    Mutation(
        "roles: administrators administer",
        "trust/kinds.py",
        "found.user_id not in registry.administrators()",
        "False",
        (WHO_MAY, "tests/trust/test_attacks.py", "-k", "statements_refuse or test_26"),
    ),
)


def main(word: str = "") -> int:
    with tempfile.TemporaryDirectory(prefix="landwaiter-mutations-") as folder:
        copy = Path(folder) / "checkout"
        copy.mkdir()
        for name in COPIED:
            take = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
            take(ROOT / name, copy / name)
        say("| promise | broken in | turns red |")
        say("|---|---|---|")
        chosen = [one for one in (*MUTATIONS, *WINDOW, *ROLES) if word in one.promise]
        survived = sum(not told(mutation, copy) for mutation in chosen)
    say(f"\n{len(chosen) - survived} of {len(chosen)} mutations turn a test red.")
    return int(survived > 0)


def told(mutation: Mutation, copy: Path) -> bool:
    """One line of the table; True when a test turned red."""
    red = first_red(mutation, copy)
    say(f"| {mutation.promise} | `{mutation.file}` | {f'`{red}`' if red else '**nothing**'} |")
    return bool(red)


def first_red(mutation: Mutation, copy: Path) -> str:
    """The first test that fails under the mutation; empty when all pass."""
    path = copy / CODE / mutation.file
    original = path.read_text(encoding="utf-8")
    if original.count(mutation.before) != 1:
        raise SystemExit(f"{mutation.file} does not say once: {mutation.before!r}")
    path.write_text(original.replace(mutation.before, mutation.after), encoding="utf-8")
    try:
        return _failing(mutation.tests, copy)
    finally:
        path.write_text(original, encoding="utf-8")


def _failing(tests: tuple[str, ...], copy: Path) -> str:
    command = [sys.executable, "-m", "pytest", "-x", "--no-header", "-p", "no:cacheprovider"]
    paths = os.pathsep.join([str(copy / "desktop"), str(copy)])
    done = subprocess.run(
        [*command, *tests],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stdout + done.stderr)
    red = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return red[0].split()[1] if red else ""


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a report for a person


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:2]))
