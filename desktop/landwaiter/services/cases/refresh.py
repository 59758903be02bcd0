"""After a deed: screen, evaluate and write the line of the case anew, in the same unit of work."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.stages import SETTLED
from landwaiter.domain.finding.case_texts import texts_of
from landwaiter.services.cases.calendars_in_force import calendars
from landwaiter.services.cases.party_screening import screen_case
from landwaiter.services.cases.projection import read_model, search_words
from landwaiter.services.deeds.handler import Doing
from landwaiter.services.flags.evaluation import evaluate_case, evaluated, policy_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Writer
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import index_words, index_words_of_new, update_case
from landwaiter.storage.cases.load_rows import add_stage_left
from landwaiter.storage.finding.text_rows import keep_case_texts
from landwaiter.trust.registry import Registry


def refresh(
    session: Session,
    work: UnitOfWork,
    before: Case,
    registry: Registry,
    *,
    rescreen: bool,
    **values: Any,
) -> Case:
    """The case as it stands after the deed; `values` are columns that the deed itself sets."""
    case = load_case(work.conn, before.id, registry)
    if rescreen:
        screen_case(work, case, session.references.lists(work.conn, case.judged_as_of))
        case = load_case(work.conn, before.id, registry)
    if values.get("stage", before.stage) not in SETTLED:
        case = evaluate_now(session, work, case, registry)
    columns = read_model(
        _with(case, values),
        calendars(session, work.conn, case),
        policy_of(work.conn, session.references, case),
    )
    update_case(work.conn, before, **{**columns, **values})
    if (stage := values.get("stage", before.stage)) is not before.stage:
        add_stage_left(work, before, stage)
    found_otherwise = rescreen or case.mrn != before.mrn
    index_texts(work.conn, _with(case, values), found_otherwise=found_otherwise)
    return case


def index_texts(conn: Writer, case: Case, *, found_otherwise: bool) -> None:
    """What a search finds the case by, and what officers wrote on it."""
    words = search_words(case)
    if found_otherwise:
        index_words(conn, case.id, words)
    keep_case_texts(conn, case.id, texts_of(case, words))


def index_new_case(conn: Writer, case: Case, serial: int) -> None:
    """The same of a case that comes to be: nothing of it is found yet."""
    words = search_words(case)
    index_words_of_new(conn, serial, words)
    keep_case_texts(conn, case.id, texts_of(case, words), is_new=True)


def screen_anew(doing: Doing, case_ids: Collection[str]) -> None:
    """Cases after something outside them changed under which their parties are screened."""
    session, work = doing.session, doing.work
    registry = session.registry(work.conn)
    for case_id in case_ids:
        refresh(session, work, load_case(work.conn, case_id, registry), registry, rescreen=True)
        work.changed("cases", case_id)


def evaluate_now(session: Session, work: UnitOfWork, case: Case, registry: Registry) -> Case:
    """The case with candidates and flags by the editions of today's casebook."""
    result = evaluated(work.conn, case, session.references, session.today())
    if evaluate_case(work, case, result, author=session.casebook.user.name):
        return load_case(work.conn, case.id, registry)
    return case


def rewrite_line(session: Session, work: UnitOfWork, case_id: str) -> None:
    """The line of a case after something outside it changed, such as a policy of the office."""
    case = load_case(work.conn, case_id, session.registry(work.conn))
    update_case(
        work.conn,
        case,
        **read_model(
            case,
            calendars(session, work.conn, case),
            policy_of(work.conn, session.references, case),
        ),
    )


def _with(case: Case, values: dict[str, Any]) -> Case:
    return replace(case, **{k: v for k, v in values.items() if k in {"stage", "assignee", "title"}})
