"""A stored evaluation judged again, with exactly what it rested on. It never rewrites."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from landwaiter.canonical import instant, sha256_hex
from landwaiter.domain.cases.case import Case
from landwaiter.domain.flags.inputs_of_rules import Facts, Registers
from landwaiter.domain.flags.verdict_basis import (
    REGISTER,
    Difference,
    Verdict,
    compared,
    facts_changed,
    ground_said,
    result_said,
)
from landwaiter.domain.law.pack import Pack, UsedEdition
from landwaiter.domain.lists.listing import ListEdition
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.base.changes import leaves_changed
from landwaiter.services.base.content_forms import identity, in_form, number_of
from landwaiter.services.cases.case_reads import load
from landwaiter.services.flags.evaluation import evaluated, facts_from, judged, verdict_of
from landwaiter.services.flags.used_grounds import grounds_of
from landwaiter.services.warm.registers_read import registers_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.lists import list_editions
from landwaiter.storage.review import verdicts
from landwaiter.storage.review.verdicts import StoredVerdict


@dataclass(frozen=True, slots=True)
class Recheck:
    """What judging a stored evaluation again came to."""

    reference: str
    evaluation: str
    """Identity of the evaluation that was judged again: the one that counts."""
    evaluated_at: datetime
    author: str
    as_of: date
    form: str
    """Of the stored verdict, in which both are hashed and compared: `verdict/1`."""
    sha256: str
    """The identity of the stored verdict."""
    again_sha256: str
    """Of the verdict as it comes out now, from the same grounds."""
    changed: tuple[Difference, ...]
    """Rules and candidates that come out otherwise."""
    members: tuple[str, ...]
    """Every value of the verdict that is not the same: `flags[3].severity: low → high`."""
    why: tuple[Difference, ...]
    """What was another at the second judging: the engine."""
    since: tuple[Difference, ...]
    """What has changed since: facts entered, editions in force, thresholds, policies, engine."""
    would_change: tuple[Difference, ...]
    """What evaluating anew today would find otherwise."""

    @property
    def is_same(self) -> bool:
        return self.sha256 == self.again_sha256


def recheck(session: Session, reference: str) -> Recheck:
    """The newest evaluation of a case judged again; NotFound where an edition is missing."""
    with session.reading() as conn:
        case = load(session, conn, reference, session.registry(conn))
        kept = verdicts.newest_verdict(conn, case.id)
        if kept is None:
            raise NotFound(
                _("The case {reference} was never evaluated.").format(reference=case.reference),
                field="reference",
                value=reference,
            )
        facts = _facts(conn, case, kept, _grounds(session, conn, kept.verdict))
        found = judged(facts)
        now = evaluated(conn, case, session.references, session.today())
    again = _stripped(verdict_of(found), kept)
    current = verdict_of(now)
    would_change = compared(kept.verdict, current)
    return Recheck(
        reference=case.reference,
        evaluation=kept.id,
        evaluated_at=kept.at,
        author=kept.author,
        as_of=facts.day,
        form=kept.form,
        sha256=identity(kept.verdict, kept.form),
        again_sha256=identity(again, kept.form),
        changed=compared(kept.verdict, again),
        members=leaves_changed(
            in_form(kept.verdict, kept.form)["content"], in_form(again, kept.form)["content"]
        ),
        why=grounds_of(case, kept.verdict, again),
        since=(
            *facts_changed(facts.case, now.facts.case),
            *grounds_of(case, _with_day(kept.verdict, facts), current),
            *_time(facts, now.facts, bool(would_change)),
        ),
        would_change=would_change,
    )


@dataclass(frozen=True, slots=True)
class _Grounds:
    """Packs and lists by id: exactly the editions that a verdict names."""

    packs: dict[str, Pack]
    lists: dict[str, ListEdition]


def _grounds(session: Session, conn: Reader, verdict: Verdict) -> _Grounds:
    """All of them, or NotFound."""
    rows = verdicts.pack_editions(conn, verdict.editions)
    heads = {(one.list_id, one.sha256): one for _row, one in list_editions.all_lists(conn)}
    found = _Grounds({}, {})
    for used in verdict.editions:
        key = (used.id, used.sha256)
        if key in rows:
            found.packs[used.id] = session.references.edition(conn, rows[key])
        elif key in heads:
            found.lists[used.id] = heads[key]
        elif not used.id.startswith(REGISTER):
            raise _missing(used)
    return found


def _missing(used: UsedEdition) -> NotFound:
    return NotFound(
        _(
            "The edition {edition} of {id}, which the evaluation rests on, is not in the casebook."
        ).format(edition=used.edition, id=used.id),
        field="edition",
        value=f"{used.id}@{used.edition} {used.sha256}",
        remedy=_("Import exactly this edition again, then recheck."),
    )


def _facts(conn: Reader, case: Case, kept: StoredVerdict, found: _Grounds) -> Facts:
    bare = facts_from(kept.facts, found.packs, Registers())
    return replace(bare, registers=_registers(conn, case, kept, bare))


def _registers(conn: Reader, case: Case, kept: StoredVerdict, facts: Facts) -> Registers:
    """The registers as they were known; what came in that very second came before or after."""
    wanted = tuple(one for one in kept.verdict.editions if one.id.startswith(REGISTER))
    known = partial(registers_of, conn, facts.packs, facts.day, reference=case.reference)
    before = known(known=kept.at - timedelta(seconds=1))
    return before if before.editions == wanted else known(known=kept.at)


def _stripped(again: Verdict, kept: StoredVerdict) -> Verdict:
    """The facts are those that were kept, in the words of the version that kept them.

    A field that came later and says nothing is no difference.
    """
    return replace(again, facts=sha256_hex(kept.facts))


def _with_day(verdict: Verdict, facts: Facts) -> Verdict:
    return replace(verdict, as_of=facts.day)


def _time(then: Facts, now: Facts, matters: bool) -> tuple[Difference, ...]:
    if not matters or then.today == now.today:
        return ()
    return (Difference("time", "", then.today.isoformat(), now.today.isoformat()),)


def sentences(found: Recheck) -> tuple[str, ...]:
    """What a person is told: the same or what changed, and what has happened since."""
    said = [_verdict_said(found)]
    said += [result_said(one) for one in found.changed]
    if not found.is_same and not found.changed:
        said += [_("Not as it was kept: {what}.").format(what=one) for one in found.members]
    said += [_("Why: {why}.").format(why=ground_said(one)) for one in found.why]
    said += [_("Since then: {what}.").format(what=ground_said(one)) for one in found.since]
    if found.would_change:
        said.append(_("Evaluated anew today, the case would be judged otherwise:"))
        said += [result_said(one) for one in found.would_change]
    elif found.since:
        said.append(_("Evaluated anew today, the case would be judged the same."))
    return tuple(said)


def _verdict_said(found: Recheck) -> str:
    if found.is_same:
        template = _(
            "The same (in form {form}): {sha256} ({reference}, evaluated {at} by {author})."
        )
    else:
        template = _(
            "Not the same (in form {form}): {again} in the place of {sha256} ({reference}, "
            "evaluated {at} by {author})."
        )
    return template.format(
        form=number_of(found.form),
        sha256=found.sha256,
        again=found.again_sha256,
        reference=found.reference,
        at=instant(found.evaluated_at),
        author=found.author,
    )
