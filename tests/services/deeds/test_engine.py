"""The engine audits what a handler wrote, and refuses one that says it wrote nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.services.sample_office import ADMIN, ANALYST, Office

from landwaiter.domain.lists.column_mapping import ColumnMapping
from landwaiter.domain.lists.deeds import KeepMapping
from landwaiter.domain.office.deeds import CHANGE_SETTING, ChangeSetting
from landwaiter.services.deeds.engine import do, do_all
from landwaiter.services.deeds.handler import Account, Doing, Handler
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.unit_of_work import UnauditedWrite
from landwaiter.storage.base.settings import set_setting, setting

KEY = "age_limit.watched"
SAID = ChangeSetting(KEY, "30")
CarryOut = Callable[[Doing, ChangeSetting, None], Account | None]


def told(session: Session, carry_out: CarryOut) -> Session:
    """The same session with this in the place of what changes a setting."""
    handler: Handler[ChangeSetting, None] = Handler(CHANGE_SETTING, carry_out)
    return replace(session, handlers=lambda: {ChangeSetting: handler})


def kept(session: Session) -> tuple[str | None, int]:
    """What the setting is, and the newest entry of the chain."""
    with session.reading() as conn:
        return setting(conn, KEY), chain.head(conn).seq


def write(doing: Doing, said: ChangeSetting) -> None:
    set_setting(doing.conn, said.key, said.value, by=doing.work.actor, at=doing.work.now)


def lying(doing: Doing, said: ChangeSetting, _none: None) -> None:
    write(doing, said)


def honest_once(doing: Doing, said: ChangeSetting, _none: None) -> Account | None:
    """The first of several says what it wrote, and the next does not."""
    write(doing, said)
    return Account(f"setting/{said.key}", {}) if said is SAID else None


def test_what_wrote_and_says_that_nothing_was_to_be_done_is_not_saved(office: Office) -> None:
    session = office.session(ADMIN)
    before = kept(session)
    with pytest.raises(UnauditedWrite, match="nothing was to be done"):
        do(told(session, lying), SAID)
    assert kept(session) == before


def test_it_hides_behind_no_other_deed_of_the_same_unit(office: Office) -> None:
    session = office.session(ADMIN)
    before = kept(session)
    with pytest.raises(UnauditedWrite, match="nothing was to be done"):
        do_all(told(session, honest_once), (SAID, ChangeSetting(KEY, "31")))
    assert kept(session) == before


def test_what_had_nothing_to_do_adds_no_entry(office: Office) -> None:
    session = office.session(ANALYST)
    said = KeepMapping("ours", ColumnMapping({"name": ("Name",)}))
    do(session, said)
    before = kept(session)
    result = do(session, said)
    assert result.done
    assert result.changes.topics == frozenset()
    assert kept(session) == before
