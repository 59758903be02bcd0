"""A verdict with everything it rests on, and how two of them differ."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from landwaiter.domain.cases.case import (
    Candidate,
    Case,
    Evaluation,
    FlagResult,
    FlagReview,
    GoodsStatus,
    Stage,
)
from landwaiter.domain.flags.view import PRACTICE
from landwaiter.domain.law.pack import UsedEdition
from landwaiter.i18n import N_, _, joined

REGISTER: Final = "register:"
"""Begins the id of a state of an office register among the editions of a verdict."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found on a case as of a day, and what it rests on: its canonical form is hashed."""

    as_of: date
    engine: str
    editions: tuple[UsedEdition, ...]
    """Packs, watch lists, and states of the office's registers."""
    settings: Mapping[str, str]
    """`RF-P12.n` → the threshold that counted, of the pack or the office; and what else is set."""
    policy: Mapping[str, bool | None]
    facts: str
    """SHA-256 of the facts judged."""
    candidates: tuple[Candidate, ...]
    flags: tuple[FlagResult, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was."""

    kind: str
    """Of a result: raised, ended, changed, candidate_added, candidate_gone, candidate_changed.
    Of a ground: fact, edition, threshold, policy, engine, day, time."""
    subject: str
    was: str
    now: str
    why: tuple[str, ...] = ()


def unreviewed(flags: Iterable[FlagResult]) -> tuple[FlagResult, ...]:
    """The results as the rules gave them, without what people made of them."""
    return tuple(
        replace(
            flag,
            review=FlagReview.OPEN,
            review_reason="",
            review_author="",
            review_unsound="",
            seconder="",
        )
        for flag in flags
    )


def judged_part(case: Case) -> Case:
    """The case as rules may look at it: what was declared and learned, not how work on it goes.

    Of the goods only their release counts: a rule asks whether they left after it.
    """
    return replace(
        case,
        stage=Stage.NEW,
        assignee=None,
        revision=0,
        title="",
        requests=(),
        items=(),
        tracks=(),
        flags=(),
        decisions=(),
        notes=(),
        candidates=(),
        goods_events=tuple(e for e in case.goods_events if e.status == GoodsStatus.RELEASED),
        links=(),
        hearing_exceptions=(),
        stays=(),
        continued=(),
        own_clocks=(),
        leads=(),
        appeals=(),
        motions=(),
        conflicts=(),
        delegation=None,
        remarks=(),
        return_feedback=(),
        grounds=(),
    )


def compared(before: Verdict, after: Verdict) -> tuple[Difference, ...]:
    """What the second finds that the first does not; each with the grounds that moved under it."""
    moved = tuple(grounds(before, after))
    return (*_rules(before, after, moved), *_candidates(before, after, moved))


def grounds(before: Verdict, after: Verdict) -> Iterator[Difference]:
    """Day, engine, editions, thresholds and policies that differ."""
    if before.as_of != after.as_of:
        yield Difference("day", "", before.as_of.isoformat(), after.as_of.isoformat())
    if before.engine != after.engine:
        yield Difference("engine", "", before.engine, after.engine)
    yield from _moved("edition", _editions(before), _editions(after))
    yield from _moved("threshold", _thresholds(before), _thresholds(after))
    yield from _moved("policy", _policies(before), _policies(after))


def _editions(verdict: Verdict) -> Mapping[str, str]:
    """Of a list the edition of the day and, where there is one, the newer one."""
    found: dict[str, list[str]] = {}
    for one in verdict.editions:
        found.setdefault(one.id, []).append(f"{one.edition} ({one.sha256[:12]})")
    return {name: ", ".join(editions) for name, editions in found.items()}


def _thresholds(verdict: Verdict) -> Mapping[str, str]:
    stated = verdict.settings.items()
    return {name: value for name, value in stated if not name.startswith(PRACTICE)}


def _policies(verdict: Verdict) -> Mapping[str, str]:
    """Policies on arms embargoes, and how the state practises an embargo."""
    words = {True: _("yes"), False: _("no"), None: _("not set")}
    stated = verdict.settings.items()
    return {
        **{name: words[value] for name, value in verdict.policy.items()},
        **{name: value for name, value in stated if name.startswith(PRACTICE)},
    }


def _moved(kind: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            yield Difference(kind, name, was, now)


def _rules(before: Verdict, after: Verdict, moved: tuple[Difference, ...]) -> Iterator[Difference]:
    old = {flag.rule: flag for flag in before.flags}
    new = {flag.rule: flag for flag in after.flags}
    for rule in dict.fromkeys((*old, *new)):
        was, now = old.get(rule), new.get(rule)
        if _found(was) != _found(now):
            why = tuple(_why_rule(rule, was, now, moved))
            yield Difference(_kind_of(was, now), rule, _said(was), _said(now), why)


def _found(flag: FlagResult | None) -> tuple[Any, ...]:
    """What a rule says, whatever the editions are called."""
    if flag is None:
        return ()
    return (flag.evaluation, flag.severity, flag.explanation, flag.evidence, flag.missing)


def _kind_of(was: FlagResult | None, now: FlagResult | None) -> str:
    stood = was is not None and was.evaluation is Evaluation.RAISED
    stands = now is not None and now.evaluation is Evaluation.RAISED
    if stood == stands:
        return "changed"
    return "raised" if stands else "ended"


def _said(flag: FlagResult | None) -> str:
    if flag is None:
        return _("no such rule")
    word = _EVALUATIONS[flag.evaluation]
    template = _("{evaluation} ({severity}): {explanation}")
    return template.format(
        evaluation=_(word), severity=_(flag.severity.value), explanation=flag.explanation
    )


_EVALUATIONS: Final[Mapping[Evaluation, str]] = {
    Evaluation.RAISED: "raised",
    Evaluation.NOT_RAISED: "not raised",
    Evaluation.NOT_EVALUATED: "not evaluated",
    Evaluation.NOT_APPLICABLE: "not applicable",
}


def _why_rule(
    rule: str, was: FlagResult | None, now: FlagResult | None, moved: tuple[Difference, ...]
) -> Iterator[str]:
    """The grounds of this rule that moved: editions it read, its thresholds, engine and day."""
    read = {edition.partition("@")[0] for flag in (was, now) if flag for edition in flag.editions}
    for one in moved:
        mine = {
            "edition": one.subject in read,
            "threshold": one.subject.startswith(f"{rule}."),
        }
        if mine.get(one.kind, True):
            yield ground_said(one)


def _candidates(
    before: Verdict, after: Verdict, moved: tuple[Difference, ...]
) -> Iterator[Difference]:
    old, new = _by_entry(before.candidates), _by_entry(after.candidates)
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        kind = "candidate_added" if not was else "candidate_gone" if not now else ""
        subject = _("item {no}: {list} {code}").format(no=key[0], list=key[1], code=key[2])
        why = tuple(ground_said(one) for one in moved if one.kind in {"edition", "engine", "day"})
        yield Difference(kind or "candidate_changed", subject, was or "", now or "", why)


def _by_entry(found: Iterable[Candidate]) -> Mapping[tuple[int, str, str], str]:
    return {
        (one.item_no, one.list, one.code): " ".join((*one.entries, *one.reasons)) for one in found
    }


_GROUNDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "fact": (
        N_("entered since: {subject}: {now}"),
        N_("no longer there: {subject}: {was}"),
        N_("changed since: {subject}: {now}"),
    ),
    "edition": (
        N_("{subject} {now} counts now; none was in force before"),
        N_("no edition of {subject} is in force; {was} was"),
        N_("another edition of {subject} is in force: {now} in the place of {was}"),
    ),
    "threshold": (
        N_("the threshold {subject} is {now} now; none was kept before"),
        N_("{subject} counts no longer; it was {was}"),
        N_("the threshold {subject} is {now}; it was {was}"),
    ),
    "policy": (
        N_("the policy {subject} is {now}"),
        N_("the policy {subject} counts no longer; it was {was}"),
        N_("the policy {subject} is {now}; it was {was}"),
    ),
    "engine": (
        N_("the version of the rules' code is {now}"),
        N_("the version of the rules' code is not known; it was {was}"),
        N_("the version of the rules' code is {now}; it was {was}"),
    ),
    "time": (
        N_("evaluated on {now}"),
        N_("evaluated on {was}"),
        N_("evaluated on {now}; then it was {was}, and some periods have ended since"),
    ),
    "day": (
        N_("judged as of {now}"),
        N_("judged as of the day of the declaration, not of {was}"),
        N_("judged as of {now} in the place of {was}"),
    ),
}
"""Per ground: what is said where it is new, gone, or another."""


def ground_said(ground: Difference) -> str:
    """One ground in words, without a full stop."""
    new, gone, other = _GROUNDS[ground.kind]
    template = other if ground.was and ground.now else new if ground.now else gone
    return _(template).format(subject=ground.subject, was=ground.was, now=ground.now)


_RESULTS: Final[Mapping[str, str]] = {
    "raised": N_("{subject} is raised: {now} Before: {was}"),
    "ended": N_("{subject} is raised no more: {now} Before: {was}"),
    "changed": N_("{subject}: {now} Before: {was}"),
    "candidate_added": N_("{subject} is a candidate: {now}"),
    "candidate_gone": N_("{subject} is no candidate any more; it was: {was}"),
    "candidate_changed": N_("{subject}: {now} Before: {was}"),
}


def result_said(one: Difference) -> str:
    """One difference of a result in words, with why."""
    text = _(_RESULTS[one.kind]).format(subject=one.subject, was=one.was, now=one.now)
    if not one.why:
        return text
    return _("{text} Why: {why}.").format(text=text, why=joined("; ", one.why))


Row = Any


def facts_changed(before: Case, after: Case) -> tuple[Difference, ...]:
    """What was entered, ended or changed on a case between two looks at it."""
    found: list[Difference] = []
    for name, key, said in _FACTS:
        old = {key(row): row for row in getattr(before, name)}
        new = {key(row): row for row in getattr(after, name)}
        for one in dict.fromkeys((*old, *new)):
            was, now = old.get(one), new.get(one)
            if was != now:
                (subject, said_was), (about, said_now) = _both(was, now, said)
                found.append(Difference("fact", about or subject, said_was, said_now))
    if before.project != after.project:
        found.append(Difference("fact", _("project"), str(before.project), str(after.project)))
    return tuple(found)


def _both(was: Row, now: Row, said: "Said") -> tuple[tuple[str, str], tuple[str, str]]:
    return said(was) if was is not None else ("", ""), said(now) if now is not None else ("", "")


def _by(row: Row) -> str:
    return _("by {author} on {day}").format(author=row.author, day=row.at.date())


def _version_said(row: Row) -> tuple[str, str]:
    return _("version {no} of the declaration").format(no=row.version), _by(row)


def _party_said(row: Row) -> tuple[str, str]:
    return _("party in the role {role}").format(
        role=row.role.value
    ), row.name or row.identifier or "–"


def _learned_said(row: Row) -> tuple[str, str]:
    subject = _("{field}, from {source}").format(field=row.field, source=row.source)
    return subject, _by(row)


def _classification_said(row: Row) -> tuple[str, str]:
    subject = _("item {no}: {list} {code}").format(no=row.item_no, list=row.list, code=row.code)
    return subject, _("{state}, {by}").format(state=row.state.value, by=_by(row))


def _hit_said(row: Row) -> tuple[str, str]:
    subject = _("hit on “{name}” in {list}").format(name=row.listing.name, list=row.list_id)
    judged = row.judgement.value.value if row.judgement else _("not judged")
    return subject, judged


def _action_said(row: Row) -> tuple[str, str]:
    answered = _("answered") if row.answered_at else _("open")
    return _("{kind} to {to}").format(kind=row.kind.value, to=row.addressee), answered


def _evidence_said(row: Row) -> tuple[str, str]:
    return row.label, row.name


Said = Callable[[Row], tuple[str, str]]
_FACTS: Final[tuple[tuple[str, Callable[[Row], Any], Said], ...]] = (
    ("versions", lambda row: row.version, _version_said),
    ("parties", lambda row: row.id, _party_said),
    ("enrichment", lambda row: row.id, _learned_said),
    ("classifications", lambda row: row.id, _classification_said),
    ("hits", lambda row: row.id, _hit_said),
    ("actions", lambda row: row.id, _action_said),
    ("evidence", lambda row: row.id, _evidence_said),
)
"""Parts of a case that rules look at: where, what tells rows apart, and how one is said."""
