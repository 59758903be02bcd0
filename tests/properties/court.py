"""A court's view of an office at work: everybody signed in, and an oracle that reads audit lines.

After each step three things are asked, from outside: whether the exported lines tell of anything
against the rules (`tests/audit_oracle.py`, which imports nothing of the program), whether any fact
changed without a line, and whether every old decision still reads the same bytes.

    python -m tests.properties.court --steps 10000     prints a table of what was tried
"""
# ruff: noqa: S608, T201 (statements of an attacker, and a table that is printed)

import argparse
import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests import audit_oracle
from tests.deeds.said import said
from tests.machines import unseen
from tests.properties import moves
from tests.services.sample_office import ADMIN, ANALYST, PASSWORD, REASON, Office, write_csv
from tests.taking_in import taken_in

from landwaiter.domain.audit.deeds import ExportChain
from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.domain.deeds.motion_deeds import (
    DeclineOpenMotion,
    SecondOpenMotions,
    WithdrawOpenMotion,
)
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.errors import Fault
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.deeds.validity import why_not_valid
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.schema.columns import KEY_ORDERED
from landwaiter.storage.schema.tables import metadata

EVERYBODY = (*moves.PEOPLE, ADMIN)
NOT_FACTS = frozenset(
    {"draft", "presence", "audit_entry", "audit_payload", "anchor"}
    | {"case_search", "text_place", "text_search", "evidence_reading", "saved_search"}
    | {"entity_words", "entity_worded", "trade_search", "register_words", "register_worded"}
    | {"batch_run", "batch_part", "list_index", "joint_index"}
)
"""Tables nobody is answerable for, and the chain itself."""
LARGE = frozenset({"listing_body", "pack_edition"})
"""Whose rows never change: counted, and told apart by their identity."""
WITHOUT_ROWS_OF_THEIR_OWN = frozenset(
    name for name, table in metadata.tables.items() if KEY_ORDERED.items() <= table.info.items()
)
"""SQLite's WITHOUT ROWID: in the order of their key."""
TABLES = sorted(name for name, table in metadata.tables.items() if not table.info.get("virtual"))
EXAMPLES_OF_A_SITTING, STEPS_OF_AN_EXAMPLE = 5, 60
STEPS_DONE_OF_AN_EXAMPLE = 50
ACTS_OF_A_STEP = 2
"""Acts are what an office does most."""


class Undone(Exception):
    """Takes plain SQL back after it was looked at."""


class Court(RuleBasedStateMachine):
    """Rules are deeds of people; invariants are what a court asks."""

    tally: ClassVar[Counter[str]] = Counter()
    office: Office

    @initialize()
    def open(self) -> None:
        self.office, self.folder = moves.an_office()
        self.oracle, self.read_to, self.head = audit_oracle.Oracle(), 0, "0" * 64
        self.facts, self.decisions = "", dict[str, tuple[bytes, bytes, bytes]]()
        self.ever = dict(self.decisions)
        self.backups: list[tuple[Path, int]] = []
        self.approved: set[str] | None = None

    @rule(who=st.sampled_from(moves.PEOPLE), data=st.data())
    def act(self, who: str, data: st.DataObject) -> None:
        for _time in range(ACTS_OF_A_STEP):
            self._act(who, data)

    def _act(self, who: str, data: st.DataObject) -> None:
        session = self._signed_in(who)
        if session is None:
            return
        reference = data.draw(st.sampled_from(self._references()))
        view = moves.looked_at(data.draw, session, reference)
        act = moves.act_on(data.draw, view)
        given = moves.arguments(data.draw, act, view.case, self.office)
        self._try(
            f"act {act.act}", lambda: do(session, said(act.act, reference=reference, **given))
        )

    @rule(
        who=st.sampled_from(EVERYBODY),
        which=st.integers(0, 3),
        name=st.sampled_from(("second", "decline", "withdraw")),
    )
    def answer_a_motion(self, who: str, which: int, name: str) -> None:
        session = self._signed_in(who)
        open_now = motions.waiting(session) if session else ()
        if session is None or not open_now:
            return
        motion = open_now[which % len(open_now)].motion.id
        deeds: dict[str, Callable[[], object]] = {
            "second": partial(do, session, SecondOpenMotions((motion,))),
            "decline": partial(do, session, DeclineOpenMotion(motion, REASON)),
            "withdraw": partial(do, session, WithdrawOpenMotion(motion, REASON)),
        }
        self._try(f"motion {name}", deeds[name])

    @rule(rows=moves.declared_rows())
    def take_in(self, rows: Any) -> None:
        path = write_csv(self.office.path.parent / "d.csv", rows)
        self._try("intake", partial(taken_in, self.office.session(ANALYST), TakeIn((path,))))

    @rule(who=st.sampled_from(EVERYBODY), name=st.sampled_from(sorted(moves.OTHER_DEEDS)))
    def do(self, who: str, name: str) -> None:
        self._try(f"deed {name}", partial(moves.OTHER_DEEDS[name], self.office, who))

    @rule(hours=st.sampled_from((1, 20, -3)))
    def time_passes(self, hours: int) -> None:
        self.office.clock.move(hours=hours)
        self.tally["clock"] += 1

    @rule()
    def back_up(self) -> None:
        if len(self.backups) < 2:
            file = self.office.path.parent / f"{self.read_to}.backup"
            self._try("backup", partial(run, self.office.session(ADMIN), BackUp(file)))
            if file.exists():
                self.backups.append((file, self.read_to))

    @rule(which=st.integers(0, 1))
    def restore(self, which: int) -> None:
        """The office goes on from an older state; what it said after is gone, and nothing else."""
        if len(self.backups) <= which:
            return
        file, _seq = self.backups[which]
        folder = Path(tempfile.mkdtemp(dir=self.office.path.parent)) / "casebook"
        casebooks.restore(file, folder, user=ANALYST, password=PASSWORD)
        self.office.close()
        unseen(folder)  # on a new machine: on this one nothing would be approved any more
        self.office = Office(folder, self.office.clock)
        self.oracle, self.read_to, self.head, self.facts = audit_oracle.Oracle(), 0, "0" * 64, ""
        known = self._stored_decisions()
        assert {name: self.ever.get(name) for name in known} == known
        self.decisions, self.approved = known, None
        self.tally["restore"] += 1

    @rule(who=st.sampled_from(moves.PEOPLE), data=st.data())
    def plain_sql(self, who: str, data: st.DataObject) -> None:
        """Through the application's own connection: refused, or no new approval comes of it."""
        session = self._signed_in(who)
        if session is None:
            return
        statement = self._statement(data)
        try:
            with session.writing("plain_sql") as work:
                before = self._approved_now(session, work.conn)
                work.conn.exec_driver_sql(statement)
                assert self._approved(session, work.conn) <= before, statement
                raise Undone
        except Undone:
            self.tally["sql looked at"] += 1
        except (DBAPIError, Fault):
            self.tally["sql refused"] += 1

    def _statement(self, data: st.DataObject) -> str:
        table = data.draw(st.sampled_from(TABLES))
        names = [column.name for column in metadata.tables[table].columns]
        column, other = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
        value = data.draw(st.sampled_from((f'"{other}"', "'x'", "NULL", "1", "'decided'", "'Rev'")))
        return str(
            data.draw(
                st.sampled_from(
                    (
                        f'UPDATE "{table}" SET "{column}" = {value}',
                        f'DELETE FROM "{table}"',
                        f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"',
                        f"UPDATE case_file SET stage = {value}",
                        "DROP TRIGGER approval_is_anothers",
                        "INSERT INTO approval SELECT 'x', d.id, 'Rev', a.approver_id, 'reviewer', "
                        "a.key, a.statement, a.signature, a.at FROM decision d, approval a",
                    )
                )
            )
        )

    def _signed_in(self, who: str) -> Session | None:
        """None for somebody who was shut out meanwhile."""
        try:
            return self.office.session(who)
        except Fault:
            self.tally["sign in: refused"] += 1
            return None

    def _try(self, what: str, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Fault:
            self.tally[f"{what}: refused"] += 1
        else:
            self.tally[f"{what}: done"] += 1

    def _references(self) -> list[str]:
        with self.office.session(ANALYST).reading() as conn:
            found = conn.execute(text("SELECT reference FROM case_file ORDER BY serial")).scalars()
            return [str(reference) for reference in found]

    def _approved_now(self, session: Session, conn: Reader) -> set[str]:
        """The same as long as no line was added since it was asked last."""
        if self.approved is None:
            self.approved = self._approved(session, conn)
        return self.approved

    @staticmethod
    def _approved(session: Session, conn: Reader) -> set[str]:
        """Cases that are shown as validly decided, derived from signatures on this connection."""
        registry, found = session.registry(conn), set()
        for (case_id,) in conn.execute(text("SELECT id FROM case_file")).all():
            try:
                case = load_case(conn, case_id, registry)
            except (Fault, ValueError, TypeError, KeyError):
                continue
            decision = case.decision
            if decision and decision.state == "approved" and not why_not_valid(case):
                found.add(f"{case_id} {decision.text_sha256}")
        return found

    def _stored_decisions(self) -> dict[str, tuple[bytes, bytes, bytes]]:
        with self.office.session(ANALYST).reading() as conn:
            rows = conn.execute(text("SELECT id, text, statement, signature FROM decision")).all()
        return {str(row[0]): (row[1], row[2], row[3]) for row in rows}

    @invariant()
    def the_lines_tell_of_nothing_against_the_rules(self) -> None:
        if not hasattr(self, "office"):
            return
        with self.office.session(ANALYST).reading() as conn:
            rows = conn.execute(
                text(
                    "SELECT e.seq, e.entry, e.sha256, p.content FROM audit_entry e "
                    "JOIN audit_payload p ON p.seq = e.seq WHERE e.seq > :seq ORDER BY e.seq"
                ),
                {"seq": self.read_to},
            ).all()
            facts = self._facts(conn)
        for _seq, entry, stored, content in rows:
            self._read(entry, stored, content)
        if rows:
            self.approved = None
        assert self.oracle.violations == (), self.oracle.violations
        assert rows or not self.facts or facts == self.facts, "a fact changed without a line"
        self.facts = facts

    def _read(self, entry: str, stored: str, content: str | None) -> None:
        said = json.loads(entry)
        digest = hashlib.sha256(entry.encode()).hexdigest()
        assert (said["prev"], digest) == (self.head, stored)
        payload = json.loads(content) if content is not None else None
        about = audit_oracle.SIGNED.sub("", said["object"])
        line = audit_oracle.Line(int(said["seq"]), said["actor"], said["deed"], about, payload)
        self.oracle.take(line)
        self.read_to, self.head = line.seq, digest

    @staticmethod
    def _facts(conn: Reader) -> str:
        digest = hashlib.sha256()
        for name in TABLES:
            if name in NOT_FACTS:
                continue
            shown = "count(*), max(rowid)" if name in LARGE else "*"
            order = "1, 2" if name in WITHOUT_ROWS_OF_THEIR_OWN else "rowid"
            rows = conn.exec_driver_sql(f'SELECT {shown} FROM "{name}" ORDER BY {order}').all()
            digest.update(repr((name, [tuple(row) for row in rows])).encode())
        return digest.hexdigest()

    @invariant()
    def every_old_decision_reads_the_same_bytes(self) -> None:
        if not hasattr(self, "office"):
            return
        stored = self._stored_decisions()
        assert {name: stored.get(name) for name in self.decisions} == self.decisions
        self.decisions = stored
        self.ever |= stored

    @invariant()
    def what_is_shown_as_approved_was_signed_by_another(self) -> None:
        """What the program derives from signatures is what the oracle reads from the lines."""
        if not hasattr(self, "office"):
            return
        session = self.office.session(ANALYST)
        with session.reading() as conn:
            approved = {key.split()[0] for key in self._approved_now(session, conn)}
        for case_id in approved:
            proposal = self.oracle.stories[case_id].proposals[-1]
            assert proposal.approver not in {"", proposal.author}

    def teardown(self) -> None:
        if not hasattr(self, "office"):
            return
        session = self.office.session(ADMIN)
        assert verify_chain(session).sound
        assert audit_oracle.read(do(session, ExportChain()).outcome).violations == ()
        found = casebooks.check(session).findings
        assert found == (), [(one.check, one.message) for one in found]
        self.office.close()
        self.folder.cleanup()


def hold_court(steps: int, *, with_seed: int) -> Counter[str]:
    """Run the machine until so many steps did or tried something; what, and how often."""
    Court.tally = Counter()
    sitting = with_seed
    # Of the steps of an example some find nothing to do; a short sitting has fewer examples.
    examples = min(EXAMPLES_OF_A_SITTING, max(1, steps // STEPS_DONE_OF_AN_EXAMPLE))
    while Court.tally.total() < steps:
        run_state_machine_as_test(
            seed(sitting)(Court),
            settings=settings(
                max_examples=examples,
                stateful_step_count=STEPS_OF_AN_EXAMPLE,
                deadline=None,
                database=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
        )
        sitting += 1
    return Court.tally


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    tally = hold_court(given.steps, with_seed=given.seed)
    for name, count in sorted(tally.items()):
        print(f"{name:44} {count:7}")
    print(f"{'steps that did or tried something':44} {tally.total():7}")


if __name__ == "__main__":
    main()
