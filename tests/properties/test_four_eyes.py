"""One signed-in person, whatever the roles and whatever is tried, never ends in an approval."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select
from tests.deeds.proposals import do_with_care
from tests.deeds.said import said
from tests.properties import moves
from tests.properties.length import LONGER
from tests.services.sample_office import ANALYST, EVERYTHING, REASON, REF, Office, write_csv
from tests.taking_in import taken_in

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.errors import Fault
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds.engine import do
from landwaiter.storage.schema.cases import case_file

APPROVED = frozenset({Stage.DECIDED, Stage.EXECUTED, Stage.CLOSED})


class OnePerson(RuleBasedStateMachine):
    """Only `who` does anything; a refusal ends nothing."""

    office: Office
    who: str

    @initialize(who=st.sampled_from(moves.PEOPLE))
    def sign_in(self, who: str) -> None:
        self.office, self.folder = moves.an_office()
        self.who = who
        self.looked_at = dict[str, int]()

    @rule(data=st.data())
    def act(self, data: st.DataObject) -> None:
        session = self.office.session(self.who)
        reference = data.draw(st.sampled_from(sorted(self._revisions())))
        view = moves.looked_at(data.draw, session, reference)
        act = moves.act_on(data.draw, view)
        given = moves.arguments(data.draw, act, view.case, self.office)
        self._try(lambda: do(session, said(act.act, reference=reference, **given)))

    @rule()
    def propose_and_approve(self) -> None:
        session = self.office.session(self.who)
        proposed = {"outcome": "release", "reason": REASON}
        for name, given in (("assess", {}), ("propose", proposed), ("approve", {})):
            self._try(partial(do_with_care, session, name, REF, **given))

    @rule(rows=moves.declared_rows())
    def take_in(self, rows: Any) -> None:
        path = write_csv(self.office.path.parent / "d.csv", rows)
        self._try(lambda: taken_in(self.office.session(self.who), TakeIn((path,))))

    @rule(name=st.sampled_from(sorted(moves.OTHER_DEEDS)))
    def do(self, name: str) -> None:
        self._try(lambda: moves.OTHER_DEEDS[name](self.office, self.who))

    @staticmethod
    def _try(deed: Callable[[], object]) -> None:
        try:
            deed()
        except Fault:
            return

    @invariant()
    def nothing_is_approved(self) -> None:
        """Of the cases that changed since they were looked at; of all of them in the end."""
        if hasattr(self, "who"):
            now = self._revisions()
            self._look_at(ref for ref, number in now.items() if self.looked_at.get(ref) != number)
            self.looked_at = now

    def _look_at(self, references: Iterable[str]) -> None:
        for reference in references:
            view = case_view(self.office.session(self.who), reference)
            assert view.case.stage not in APPROVED
            assert not view.approved_valid
            assert all(decision.approval is None for decision in view.case.decisions)

    def _revisions(self) -> dict[str, int]:
        with self.office.session(self.who).reading() as conn:
            rows = conn.execute(select(case_file.c.reference, case_file.c.revision))
            return {row.reference: row.revision for row in rows}

    def teardown(self) -> None:
        if hasattr(self, "who"):
            try:
                self._look_at(self._revisions())
            finally:
                self.office.close()
                self.folder.cleanup()


TestOnePerson = OnePerson.TestCase
TestOnePerson.settings = settings(
    max_examples=8 * LONGER, stateful_step_count=20, deadline=None, database=None, derandomize=True
)


def test_the_machine_can_see_an_approval(office: Office) -> None:
    """The invariant would fail if there were one: it is not empty."""
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    office.act(EVERYTHING, "approve")
    view = office.view()
    assert view.case.stage in APPROVED
    assert view.approved_valid
