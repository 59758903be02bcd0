"""Deeds that can still be undone: each is a draft of the person until it is sealed.

A draft is quiet: nothing of it stands in any case or in the audit chain. It outlives the window,
and is never done by itself: whoever comes back is asked.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, cast

import msgspec

from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.deed_on_case import ACT, CaseDeed
from landwaiter.domain.table.deeds import BY_ARGS, ON_CASE
from landwaiter.i18n import joined, plural
from landwaiter.services.audit.audit_history import history_row
from landwaiter.services.audit.entry_places import ChainNames
from landwaiter.services.cases.case_reads import load
from landwaiter.services.deeds.engine import do_within
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.unit_of_work import Changes, UnitOfWork
from landwaiter.storage.base import settings as stored
from landwaiter.storage.base.records import from_plain, to_json

KEY = "deed/"
"""Begins the key of such a draft."""


@dataclass(frozen=True, slots=True)
class DeedDraft:
    """What somebody is about to do."""

    key: str
    said: tuple[Any, ...]
    """Deeds of one kind on cases, in their order: all of them are done, or none."""
    seen: int | None
    """The revision of the case that the person looked at."""
    words: str
    """As the history of the case would tell it."""
    after: tuple[Case, ...] = field(default=(), compare=False, repr=False)
    """The cases as they would be; of what was left over they are not known."""

    @property
    def deed(self) -> CaseDeed[Any]:
        return deed_of(self.said)

    @property
    def reference(self) -> str:
        """The one case it is on, else how many there are."""
        found = dict.fromkeys(str(one.reference) for one in self.said)
        if len(found) == 1:
            return next(iter(found))
        return plural(len(found), "{n} case", "{n} cases")

    @property
    def told(self) -> str:
        """Its words, with the number of cases where there are several."""
        is_one = self.reference == str(self.said[0].reference)
        return self.words if is_one else joined(": ", (self.reference, self.words))


def deed_of(said: Sequence[Any]) -> CaseDeed[Any]:
    """The row of deeds that are all of one kind."""
    (kind,) = {type(one) for one in said}
    return cast("CaseDeed[Any]", BY_ARGS[kind])


def begin(session: Session, said: Sequence[Any], *, seen: int | None = None) -> DeedDraft:
    """Keep what is said until it is sealed or undone.

    It is tried out first and taken back, so that whatever would refuse it refuses it here.
    """
    deed = deed_of(said)
    words, after = _tried(session, said, seen)
    with session.writing("save_draft") as work:
        work.quiet()
        draft = DeedDraft(f"{KEY}{work.new_id()}", tuple(said), seen, words, after)
        content = to_json({"deed": deed.act, "said": draft.said, "seen": seen, "words": words})
        _save(session, work, draft, content)
    return draft


def seal(session: Session, draft: DeedDraft) -> Changes | None:
    """Do it, at the time of now; None where it does not wait any more, whoever ended that.

    Refused, it waits still.
    """
    with session.writing(draft.deed.name) as work:
        if not _waits(session, work, draft):
            work.quiet()
            return None
        _save(session, work, draft, "")
        _each(session, work, draft.said, draft.seen)
    return work.changes


def forget(session: Session, draft: DeedDraft) -> None:
    """Undo it: nothing was done, and nothing is kept."""
    with session.writing("save_draft") as work:
        work.quiet()
        _save(session, work, draft, "")


def left_over(session: Session) -> tuple[DeedDraft, ...]:
    """What this person was about to do when a window ended without a word, oldest first."""
    me = session.casebook.user.id
    with session.reading() as conn:
        kept = stored.drafts_with(conn, user_id=me, prefix=KEY)
    return tuple(_read(key, content) for key, content in kept.items())


class _Trial(Exception):
    """Leaves a unit of work, so that nothing of it stays."""


def _tried(session: Session, said: Sequence[Any], seen: int | None) -> tuple[str, tuple[Case, ...]]:
    """What the history would tell, and the cases as they would be; every refusal of the deed."""
    words: list[str] = []
    after: tuple[Case, ...] = ()
    references = dict.fromkeys(str(one.reference) for one in said)
    with suppress(_Trial), session.writing(deed_of(said).name) as work:
        before = work.head.seq
        _each(session, work, said, seen)
        rows = chain.entries(work.conn, after_seq=before, limit=None)
        names = ChainNames(work.conn, session.casebook.member_state)
        told = (history_row(row, names) for row in rows if row.deed.startswith(ACT))
        words = [one.text for one in told]
        registry = session.registry(work.conn)
        after = tuple(load(session, work.conn, one, registry) for one in references)
        raise _Trial
    return "; ".join(words if len(references) == 1 else dict.fromkeys(words)), after


def _each(session: Session, work: UnitOfWork, said: Sequence[Any], seen: int | None) -> None:
    """What others did meanwhile is looked for before the first."""
    for number, one in enumerate(said):
        do_within(session, work, one, seen=None if number else seen)


def _waits(session: Session, work: UnitOfWork, draft: DeedDraft) -> bool:
    me = session.casebook.user.id
    return bool(stored.draft_of(work.conn, user_id=me, key=draft.key))


def _save(session: Session, work: UnitOfWork, draft: DeedDraft, content: str) -> None:
    me = session.casebook.user.id
    stored.save_draft(work.conn, user_id=me, key=draft.key, content=content, at=work.now)


def _read(key: str, content: str) -> DeedDraft:
    kept = msgspec.json.decode(content)
    args = ON_CASE[kept["deed"]].args
    said = tuple(from_plain(one, args) for one in kept["said"])
    return DeedDraft(key, said, kept["seen"], kept["words"])
