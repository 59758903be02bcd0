"""A change of a register sets a task on each open case whose result it may change; none changes.

Cases that meet an entry by party, code or reference are judged with the register as it was and as
it is now: a case has a task where a rule that reads the register says something else. Where the
whole register came or went every open case is judged so, and counts where a flag is raised or
ends; that a rule can be evaluated now, or no longer, is said once for all of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from landwaiter.domain.cases.case import Evaluation, FlagResult
from landwaiter.domain.flags.evaluate import evaluate
from landwaiter.domain.flags.rule import Rule, rules_of
from landwaiter.domain.flags.verdict_basis import REGISTER
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_differences import Touches
from landwaiter.domain.law.pack_index import derived
from landwaiter.domain.law.word_lists import folded
from landwaiter.domain.registers.register_columns import BAR, RegisterKind
from landwaiter.domain.registers.register_entries import RegisterContent, RegisterEntry
from landwaiter.domain.registers.registers_on_day import NAMES
from landwaiter.i18n import _, plural
from landwaiter.services.flags.evaluation import facts_of
from landwaiter.services.law.edition_tasks import TouchedCase, keep_tasks
from landwaiter.services.warm.registers_read import registers_in
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.law import edition_tasks as stored
from landwaiter.storage.law.edition_tasks import OpenCaseRow
from landwaiter.storage.registers import register_rows

FLAG_RULES: Final = "flag_rules"
_NAMES: Final = ("holder", "exporter", "consignee", "end_user", "end_users")
_CODES: Final = ("item", "items")


@dataclass(frozen=True, slots=True)
class _Met:
    """What a changed entry says that a case can say too."""

    names: frozenset[str]
    """Folded, and identifiers."""
    touches: Touches
    references: frozenset[str]


def open_register_tasks(
    session: Session,
    work: UnitOfWork,
    register: RegisterKind,
    issuer: str,
    *,
    before: RegisterContent,
    entries: Sequence[RegisterEntry],
    whole: bool,
) -> Iterator[str]:
    """The tasks, and sentences about what they came to.

    `before` is the content until now, `entries` what was stated, `whole` that the register as a
    whole came or went.
    """
    if not stored.any_open_case(work.conn):
        return
    after = session.references.registers.content(work.conn)
    former = {one.ref: one.entry for one in before.standing(register) if one.issuer == issuer}
    both = (*entries, *(former[one.ref] for one in entries if one.ref in former))
    met = _met(both)
    names = _cases_by_name(work.conn, met.names) if not whole else frozenset()
    found: list[TouchedCase] = []
    only_evaluable = 0
    for case in stored.open_cases(work.conn):
        if not (whole or case.id in names or _meets(case, met)):
            continue
        changes = _changes(session, work.conn, case, register, (before, after))
        rules = tuple(rule for rule, raised in changes.items() if raised or not whole)
        if rules:
            found.append(TouchedCase(case.id, case.reference, rules))
        elif changes:
            only_evaluable += 1
    yield from keep_tasks(
        work,
        found,
        of=f"{REGISTER}{register.value}/{issuer}",
        edition=work.now.isoformat(timespec="seconds"),
        sha256=register_rows.state_sha256(after, register.value, issuer),
        counted=_counted,
    )
    if only_evaluable:
        yield _(
            "Open cases on which rules that read it can be evaluated now, or no longer, and raise "
            "nothing: {count}. Judging such a case anew shows it."
        ).format(count=only_evaluable)


def _counted(count: int) -> str:
    return plural(
        count,
        "It may change {n} open case, which has a task now.",
        "It may change {n} open cases; each has a task now.",
    )


def _met(entries: Iterable[RegisterEntry]) -> _Met:
    known = tuple(entries)
    cells = [(name, cell) for one in known for name, cell in one.values.items()]
    lines = [line.get("code", "") for one in known for line in one.items]
    codes = {*lines, *(c for name, cell in cells if name in _CODES for c in cell.split(BAR))} - {""}
    return _Met(
        names=frozenset(
            folded(part)
            for name, cell in cells
            if name in (*_NAMES, "eori")
            for part in cell.split(BAR)
        ),
        touches=Touches(
            codes=frozenset(code for code in codes if not code.isdecimal()),
            headings=frozenset(code for code in codes if code.isdecimal()),
        ),
        references=frozenset(folded(one.ref) for one in known),
    )


def _meets(case: OpenCaseRow, met: _Met) -> bool:
    declared = frozenset(map(folded, case.references))
    return bool(declared & met.references or met.touches.met_by(case.touches))


def _cases_by_name(conn: Reader, names: frozenset[str]) -> frozenset[str]:
    """Open cases with a party of one of these names or identifiers, declared or learned of."""
    parties = (
        case_id
        for (name, _country, identifier), cases in stored.open_names(conn).items()
        if {folded(name), folded(identifier or "")} & names
        for case_id in cases
    )
    learned = (
        case_id for case_id, said in stored.open_learned(conn) if _says_one_of(folded(said), names)
    )
    return frozenset((*parties, *learned))


def _says_one_of(said: str, names: frozenset[str]) -> bool:
    return any(name in said for name in names if name)


def _changes(
    session: Session,
    conn: Reader,
    case: OpenCaseRow,
    register: RegisterKind,
    contents: tuple[RegisterContent, RegisterContent],
) -> Mapping[str, bool]:
    """Rule that reads the register and comes out otherwise → whether it was raised or is now.

    `contents` are the register as it was and as it is.
    """
    loaded = load_case(conn, case.id, session.registry(conn))
    facts = facts_of(conn, loaded, session.references, session.today())
    if FLAG_RULES not in facts.packs:
        return {}
    facts = replace(facts, case=replace(facts.case, candidates=loaded.candidates))
    was, now = (
        {
            one.rule: one
            for one in evaluate(
                replace(
                    facts, registers=registers_in(content, facts.packs, facts.day, case.reference)
                )
            )
        }
        for content in contents
    )
    rules = derived(_readers, facts.packs[FLAG_RULES])[NAMES[register]]
    return {
        rule: Evaluation.RAISED in (was[rule].evaluation, now[rule].evaluation)
        for rule in rules
        if _differ(was[rule], now[rule])
    }


def _differ(one: FlagResult, other: FlagResult) -> bool:
    return replace(one, editions=()) != replace(other, editions=())


def _readers(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """Register → rules that read it."""
    rules = rules_of(pack)
    return {name: tuple(one.id for one in rules if _reads(one, name)) for name in NAMES.values()}


def _reads(rule: Rule, register: str) -> bool:
    return any(f"register:{register}" in need.names for need in rule.needs)
