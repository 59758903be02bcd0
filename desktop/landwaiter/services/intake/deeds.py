"""Carries out the deeds by which cases come."""

import json

from landwaiter.domain.intake import deeds
from landwaiter.domain.intake.deeds import (
    ForgetTableMapping,
    KeepTableMapping,
    OpenCase,
    TakeIn,
)
from landwaiter.domain.intake.table_mapping import check_mapping_name
from landwaiter.services.deeds.handler import Account, Doing, Entries, Handler, Job
from landwaiter.services.intake.openings import CaseOrigin, open_without_declaration
from landwaiter.services.intake.table_mappings import PREFIX, check_columns, kept_under
from landwaiter.services.intake.taking_in import take_in
from landwaiter.storage.base import settings as stored


def open_case(doing: Doing, said: OpenCase, _none: None) -> Entries:
    """It is screened and evaluated before it is saved."""
    session = doing.session
    origin = CaseOrigin(said.kind, said.source, said.received or session.today())
    case = open_without_declaration(session, doing.work, origin, said.title, said.project)
    return Entries((case.id,), made=case.reference)


def keep_mapping(doing: Doing, said: KeepTableMapping, _none: None) -> Account | None:
    check_columns(said.mapping, check_mapping_name(said.name))
    text = json.dumps(said.mapping.as_json(), ensure_ascii=False, sort_keys=True)
    return _set(doing, said.name, text)


def forget_mapping(doing: Doing, said: ForgetTableMapping, _none: None) -> Account | None:
    kept_under(doing.conn, said.name)
    return _set(doing, said.name, "")


def _set(doing: Doing, name: str, text: str) -> Account | None:
    work, key = doing.work, f"{PREFIX}{name}"
    before = stored.setting(work.conn, key)
    if (before or "") == text:
        return None
    stored.set_setting(work.conn, key, text, by=work.actor, at=work.now)
    return Account(f"setting/{key}", {"value": [before, text]}, (key,))


_TAKE_IN: Job[TakeIn] = Job(deeds.TAKE_IN, take_in)
_OPEN_CASE: Handler[OpenCase, None] = Handler(deeds.OPEN_CASE, open_case)
_KEEP_MAPPING: Handler[KeepTableMapping, None] = Handler(deeds.KEEP_TABLE_MAPPING, keep_mapping)
_FORGET_MAPPING: Handler[ForgetTableMapping, None] = Handler(
    deeds.FORGET_TABLE_MAPPING, forget_mapping
)
HANDLERS = (_TAKE_IN, _OPEN_CASE, _KEEP_MAPPING, _FORGET_MAPPING)
