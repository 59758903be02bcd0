"""Carries out the deeds by which cases come."""

from landwaiter.domain.intake import deeds
from landwaiter.domain.intake.deeds import (
    DealWithFile,
    ForgetTableMapping,
    KeepTableMapping,
    OpenCase,
    TakeIn,
    WatchFolder,
)
from landwaiter.domain.intake.table_mapping import check_mapping_name
from landwaiter.services.deeds.handler import Account, Doing, Entries, Handler, Job
from landwaiter.services.intake.openings import CaseOrigin, open_without_declaration
from landwaiter.services.intake.table_mappings import MAPPINGS, check_columns
from landwaiter.services.intake.taking_in import take_in
from landwaiter.services.intake.watched_files import (
    RefusedFile,
    deal_with_file,
    refused_file,
)
from landwaiter.services.intake.watching import watch


def open_case(doing: Doing, said: OpenCase, _none: None) -> Entries:
    """It is screened and evaluated before it is saved."""
    session = doing.session
    origin = CaseOrigin(said.kind, said.source, said.received or session.today())
    case = open_without_declaration(session, doing.work, origin, said.title, said.project)
    return Entries((case.id,), made=case.reference)


def keep_mapping(doing: Doing, said: KeepTableMapping, _none: None) -> Account | None:
    check_columns(said.mapping, check_mapping_name(said.name))
    return MAPPINGS.keep(doing, said.name, said.mapping)


def forget_mapping(doing: Doing, said: ForgetTableMapping, _none: None) -> Account | None:
    return MAPPINGS.forget(doing, said.name)


_TAKE_IN: Job[TakeIn] = Job(deeds.TAKE_IN, take_in)
_WATCH: Job[WatchFolder] = Job(deeds.WATCH_FOLDER, watch)
_DEAL_WITH: Handler[DealWithFile, RefusedFile] = Handler(
    deeds.DEAL_WITH_FILE, deal_with_file, refused_file
)
_OPEN_CASE: Handler[OpenCase, None] = Handler(deeds.OPEN_CASE, open_case)
_KEEP_MAPPING: Handler[KeepTableMapping, None] = Handler(deeds.KEEP_TABLE_MAPPING, keep_mapping)
_FORGET_MAPPING: Handler[ForgetTableMapping, None] = Handler(
    deeds.FORGET_TABLE_MAPPING, forget_mapping
)
HANDLERS = (_TAKE_IN, _WATCH, _DEAL_WITH, _OPEN_CASE, _KEEP_MAPPING, _FORGET_MAPPING)
