"""Several people at one office: after any sequence, chain, check, revisions and list agree."""

from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.deeds.said import said
from tests.properties import moves
from tests.properties.length import LONGER
from tests.services.sample_office import ANALYST, EVERYTHING, REF, Office, write_csv
from tests.taking_in import taken_in

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.deeds.shape import arguments
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.errors import Fault
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.services.casebook import casebooks
from landwaiter.services.cases.calendars_in_force import calendars
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.cases.projection import read_model
from landwaiter.services.deeds.engine import do
from landwaiter.services.flags.evaluation import policy_of
from landwaiter.storage.base.records import columns
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.schema import cases as tables

Snapshot = tuple[int, dict[str, int]]
"""Entries of the chain, and the revision of each case."""
FINAL = frozenset({Stage.DECIDED, Stage.EXECUTED, Stage.CLOSED})


class ManyPeople(RuleBasedStateMachine):
    """Everybody does what comes to mind."""

    office: Office

    @initialize()
    def open(self) -> None:
        self.office, self.folder = moves.an_office()

    @rule(who=st.sampled_from(moves.PEOPLE), data=st.data())
    def act(self, who: str, data: st.DataObject) -> None:
        session = self.office.session(who)
        reference = data.draw(st.sampled_from(sorted(self._snapshot()[1])))
        view = moves.looked_at(data.draw, session, reference)
        act = moves.act_on(data.draw, view)
        given = moves.arguments(data.draw, act, view.case, self.office)
        done = self._try(lambda: do(session, said(act.act, reference=reference, **given)))
        grown = self._snapshot()[1][reference] - view.case.revision
        assert grown == int(done), act.act

    @rule(rows=moves.declared_rows())
    def take_in(self, rows: Any) -> None:
        path = write_csv(self.office.path.parent / "d.csv", rows)
        self._try(partial(taken_in, self.office.session(ANALYST), TakeIn((path,))))

    @rule(
        who=st.sampled_from(moves.PEOPLE),
        name=st.sampled_from(sorted(moves.OTHER_DEEDS.keys() - {"disable the reviewer"})),
    )
    def do(self, who: str, name: str) -> None:
        self._try(partial(moves.OTHER_DEEDS[name], self.office, who))

    def _try(self, deed: Callable[[], object]) -> bool:
        """Whether it was done; what is refused leaves everything as it was."""
        entries, revisions = self._snapshot()
        try:
            deed()
        except Fault:
            assert self._snapshot() == (entries, revisions)
            return False
        later, grown = self._snapshot()
        assert later >= entries
        assert all(grown[reference] >= before for reference, before in revisions.items())
        assert later > entries or grown == revisions
        return True

    def _snapshot(self) -> Snapshot:
        session = self.office.session(EVERYTHING)
        with session.reading() as conn:
            entries = conn.exec_driver_sql("SELECT count(*) FROM audit_entry").scalar_one()
            rows = conn.exec_driver_sql("SELECT reference, revision FROM case_file").all()
        return int(entries), {str(reference): int(revision) for reference, revision in rows}

    @invariant()
    def the_chain_verifies(self) -> None:
        if hasattr(self, "office"):
            assert verify_chain(self.office.session(EVERYTHING)).findings == ()

    @invariant()
    def the_list_shows_what_the_cases_are_and_another_approved(self) -> None:
        if not hasattr(self, "office"):
            return
        session = self.office.session(EVERYTHING)
        with session.reading() as conn:
            registry = session.registry(conn)
            for row in conn.execute(tables.case_file.select()).mappings().all():
                case = load_case(conn, row["id"], registry)
                policy = policy_of(conn, session.references, case)
                expected = columns(read_model(case, calendars(session, conn, case), policy))
                assert {name: row[name] for name in expected} == expected
                if case.decision and case.decision.approval:
                    assert case.decision.approval.approver != case.decision.author

    @invariant()
    def what_is_decided_is_approved(self) -> None:
        if not hasattr(self, "office"):
            return
        session = self.office.session(EVERYTHING)
        for row in list_cases(session).rows:
            if row.stage in FINAL:  # the list shows the stage that the case has
                view = case_view(session, row.reference)
                assert view.approved_valid, view.why_not_valid

    def teardown(self) -> None:
        if hasattr(self, "office"):
            assert casebooks.check(self.office.session(EVERYTHING)).findings == ()
            self.office.close()
            self.folder.cleanup()


TestManyPeople = ManyPeople.TestCase
TestManyPeople.settings = settings(
    max_examples=6 * LONGER, stateful_step_count=20, deadline=None, database=None, derandomize=True
)


def test_the_moves_say_all_that_a_deed_needs() -> None:
    """A new argument without a value here would be no refusal but a failure."""
    office, folder = moves.an_office()
    case = case_view(office.session(ANALYST), REF).case
    drawn = {*moves.names_of(case, office), "reference", "outcome", "value", "field"}
    for name in moves.NAMES:
        needed = (one for one in arguments(ON_CASE[name].args) if one.needed)
        missing = [one.name for one in needed if one.name not in drawn and not one.choices()]
        assert not missing, name
    office.close()
    folder.cleanup()
