"""The case that a declaration would open, judged once before a lock is taken.

What a process reads and works out when it judges its first case (packs, lists, what is derived of
them) takes it half a second and, with long lists, several, in which nobody should wait for a lock.
"""

from datetime import UTC, date, datetime
from itertools import count
from typing import Final

from landwaiter.domain.cases.case import Case, DeclarationVersion, Stage
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.services.entities.party_matches import hits_on
from landwaiter.services.flags.evaluation import facts_of, judged
from landwaiter.services.intake.openings import goods_of, parties_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.kind_files import kind_named

NO_INSTANT: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Of what has no instant yet: no rule reads it."""


def bare_case(declaration: Declaration, *, member_state: str, received: date) -> Case:
    """The case that the declaration would open, before anything is found; its parties numbered."""
    kind = CaseKind.TRANSIT if declaration.has_t1 else CaseKind.EXPORT
    numbers = count(1)
    return Case(
        id="",
        reference="",
        kind=kind,
        stage=Stage.NEW,
        title="",
        member_state=member_state,
        source="",
        received=received,
        created_at=NO_INSTANT,
        created_by="",
        assignee=None,
        revision=1,
        of_kind=kind_named(kind),
        versions=(DeclarationVersion(1, declaration, "", "", NO_INSTANT, ""),),
        items=goods_of(declaration, NO_INSTANT),
        parties=parties_of(declaration, lambda: f"p{next(numbers)}"),
    )


class FirstVerdict:
    """Whether a process has judged a case; kept with what it has read."""

    def __init__(self) -> None:
        self._is_done = False

    def make(self, session: Session, conn: Reader, declaration: Declaration) -> None:
        """Judge a declaration that is to be opened, once; what is found its case finds again."""
        if self._is_done:
            return
        self._is_done = True
        today = session.today()
        case = bare_case(declaration, member_state=session.casebook.member_state, received=today)
        lists = session.references.lists(conn, case.judged_as_of)
        hits_on(conn, case.parties, lists, new_id=str, at=NO_INSTANT)
        judged(facts_of(conn, case, session.references, today))
