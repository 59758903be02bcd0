"""What a process finds of a declaration for the first time, found before a lock is taken.

What it reads and works out for that (packs, lists, what is derived of them) takes it half a second
and, with long lists, several, in which nobody should wait for a lock.
"""

from landwaiter.domain.intake.declaration import Declaration
from landwaiter.services.intake.bare_verdict import bare_case, bare_verdict
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader


class FirstVerdict:
    """Whether a process has judged a case; kept with what it has read."""

    def __init__(self) -> None:
        self.is_made = False

    def make(self, session: Session, conn: Reader, declaration: Declaration) -> None:
        """Judge a declaration that is to be opened, once; what is found its case finds again."""
        if self.is_made:
            return
        self.is_made = True
        today = session.today()
        case = bare_case(declaration, member_state=session.casebook.member_state, received=today)
        bare_verdict(conn, case, session.references, today)
