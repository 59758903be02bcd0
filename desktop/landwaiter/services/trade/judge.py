"""A declaration as the sift judges it, in whichever process."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.prefilter import raised_of
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.screening import Query
from landwaiter.services.entities.party_matches import thresholds_of
from landwaiter.services.intake.bare_verdict import bare_case, bare_verdict
from landwaiter.services.trade.day_knowledge import PartyAnswers
from landwaiter.services.trade.trade_rows import TradeFinding, finding_of, grounds_of
from landwaiter.services.trade.watched_lines import watched_lines
from landwaiter.services.warm.references import References
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade.sifted_rows import versions_before


@dataclass(slots=True)
class SiftJudge:
    """Judges declarations one after another, and remembers what it judged them with."""

    member_state: str
    today: date
    references: References
    answers: PartyAnswers
    _facts: list[Facts] = field(default_factory=list)

    def finding(
        self, conn: Reader, declared: Declaration, *, replaces: int | None, case_id: str | None
    ) -> TradeFinding:
        """What is found of it with what the casebook has seen by now.

        `replaces` is the version that came before it, `case_id` the case that it has already.
        """
        case = bare_case(declared, member_state=self.member_state, received=self.today)
        verdict = bare_verdict(
            conn,
            case,
            self.references,
            self.today,
            asking=self.answers.reading(conn),
            rules=raised_of,
            before=versions_before(conn, replaces),
            case_id=case_id or "",
        )
        self._facts.append(verdict.facts)
        watched = watched_lines(conn, self.references, declared, case.judged_as_of)
        return finding_of(verdict, watched)

    def ask(self, conn: Reader, day: date, names: Iterable[Query]) -> None:
        """The lists of a day for names that will be judged."""
        lists = self.references.lists(conn, day)
        thresholds, asking = thresholds_of(conn, lists), self.answers.reading(conn)
        for name in names:
            asking(name, lists, thresholds)

    def grounds(self) -> Mapping[str, Any]:
        """What was judged with since the last time."""
        facts, self._facts = self._facts, []
        return grounds_of(facts)
