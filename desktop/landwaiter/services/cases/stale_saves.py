"""Stale saves: what does not collide is merged, what does is shown field by field.

Each act on a case is audited with the revision it made and with its scope. Whoever saves on an
older revision meets the acts since then: without a shared scope both stand; with one it is a
Conflict that says base, theirs and mine. Acts that move the stage or concern the decision are
only ever done on exactly what was seen.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landwaiter.canonical import plain
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.table.scope import STAGE, needs_exact, reads_stage, scope_of
from landwaiter.errors import Collision, Conflict
from landwaiter.i18n import N_, _
from landwaiter.services.audit.audit_history import history_row
from landwaiter.services.audit.deed_titles import deed_title
from landwaiter.services.audit.entry_places import ChainNames
from landwaiter.services.base.wording import shown_value
from landwaiter.storage.audit import chain
from landwaiter.storage.base.reader import Reader

_MOST = 1_000
"""Entries of one case that are looked at: more than a person leaves a form open for."""
_LISTED = 20


@dataclass(frozen=True, slots=True)
class Facet:
    """One field of an act: its title, the argument that gives it, and its name in the audit."""

    title: str
    arg: str
    fact: str


_REASON = Facet("Reason", "reason", "reason")
_BASIS = Facet("Basis", "basis", "basis")
_FACETS: Mapping[str, tuple[Facet, ...]] = {
    "goods_entry": (Facet("Finding", "outcome", "state"), _BASIS, _REASON),
    "hit": (Facet("Judgement", "outcome", "judgement"), _REASON),
    "flag": (Facet("Status", "", "state"), _REASON),
    "enrichment": (
        Facet("Value", "value", "value"),
        Facet("Source", "source", "source"),
        Facet("Date", "date", "date"),
    ),
    "goods": (
        Facet("Status", "", "status"),
        Facet("Place", "place", "place"),
        Facet("Seal", "seal", "seal"),
        _REASON,
    ),
    "track": (_BASIS, Facet("Items", "item", "items"), _REASON),
    "action": (
        Facet("To whom", "to", "to"),
        Facet("Reply", "outcome", "reply"),
        Facet("Answer", "reason", "answer"),
        Facet("Question", "reason", "question"),
        Facet("Due", "date", "due"),
    ),
    "entity": (Facet("Entity", "to", "name"), _BASIS, _REASON),
    "stage": (
        Facet("Holder", "to", "assignee"),
        Facet("Until", "date", "until"),
        Facet("Outcome", "outcome", "outcome"),
        _REASON,
    ),
}
"""Group of the table of acts → its fields as people compare them."""
_CONSTANT = {"substantiate": N_("substantiated"), "dismiss_flag": N_("dismissed")}


def stamp(case: Case, deed: CaseDeed[Any], said: Any) -> dict[str, Any]:
    """What the audit entry of a deed carries, so that later saves can be held against it."""
    return {"revision": case.revision + 1, "scope": sorted(scope_of(deed, said, case))}


@dataclass(frozen=True, slots=True)
class PastDeed:
    """One entry of the chain on this case, as far as it still says what it did."""

    row: chain.AuditRow
    facts: Mapping[str, Any]

    @property
    def revision(self) -> int | None:
        found = self.facts.get("revision")
        return int(found) if found is not None else None

    @property
    def scope(self) -> frozenset[str]:
        moved = {STAGE} if "stage" in self.facts or "voided" in self.facts else set()
        return frozenset(self.facts.get("scope", ())) | moved


@dataclass(frozen=True, slots=True)
class Since:
    """The acts after the revision that was seen, oldest first, and those before."""

    acts: tuple[PastDeed, ...]
    before: tuple[PastDeed, ...]
    complete: bool
    """False when a change did not say what it touched."""
    names: ChainNames

    def touching(self, words: frozenset[str]) -> tuple[PastDeed, ...]:
        return tuple(done for done in self.acts if done.scope & words)


@dataclass(frozen=True, slots=True)
class Save:
    """An act that somebody is about to do on a case as it is now, having seen an older one."""

    case: Case
    deed: CaseDeed[Any]
    said: Any
    me: str
    seen: int | None
    """The revision the person looked at; None: nobody says."""


def merged(conn: Reader, save: Save) -> str:
    """Empty, or what others did meanwhile beside this act; a collision is a Conflict."""
    case, deed = save.case, save.deed
    if save.seen is None or save.seen == case.revision:
        return ""
    since = _since(conn, case, save.seen)
    if needs_exact(deed) or save.seen > case.revision:
        raise _conflict(save, since.acts, _all_of(since, save))
    scope = scope_of(deed, save.said, case)
    met = since.touching(scope | {STAGE} if reads_stage(deed) else scope)
    if met:
        raise _conflict(save, met, _field_by_field(since, met, save, scope))
    if scope and not since.complete:
        raise _conflict(save, since.acts, _all_of(since, save))
    others = [done for done in since.acts if done.row.actor != save.me]
    if not others:
        return ""
    return _("Meanwhile on this case: {deeds}. It does not touch what you did; both stand.").format(
        deeds="; ".join(_briefly(done) for done in others[-3:])
    )


def _since(conn: Reader, case: Case, seen: int) -> Since:
    rows = chain.entries(conn, object=f"case/{case.id}", limit=_MOST, newest_first=True)
    known = [
        PastDeed(row, json.loads(row.payload) if row.payload else {}) for row in reversed(rows)
    ]
    later = [done for done in known if (done.revision or 0) > seen]
    told = {done.revision for done in later}
    complete = told >= set(range(seen + 1, case.revision + 1))
    if not complete:
        last = max((d.row.seq for d in known if d.revision and d.revision <= seen), default=0)
        later = [done for done in known if done.row.seq > last]
    first = later[0].row.seq if later else 0
    earlier = tuple(done for done in known if done.row.seq < first)
    return Since(tuple(later), earlier, complete, ChainNames(conn, case.member_state))


def _conflict(save: Save, met: Sequence[PastDeed], collisions: tuple[Collision, ...]) -> Conflict:
    people = list(dict.fromkeys(done.row.actor for done in met))
    who = ", ".join(_("you, elsewhere") if name == save.me else name for name in people)
    return Conflict(
        _("{who} changed the case {reference} since you looked at it.").format(
            who=who or _("Somebody"), reference=save.case.reference
        ),
        collisions=collisions,
        revision=save.case.revision,
        remedy=_("Look at what changed, then repeat what you did; what you typed is kept."),
    )


def _briefly(done: PastDeed) -> str:
    return _("{deed} by {actor}").format(deed=deed_title(done.row.deed), actor=done.row.actor)


def _all_of(since: Since, save: Save) -> tuple[Collision, ...]:
    """Every act since, one row each, then what this person was about to say."""
    theirs = [
        Collision(told.deed, "", told.text, "", told.actor)
        for told in (history_row(done.row, since.names) for done in since.acts[-_LISTED:])
    ]
    mine = [
        Collision(f"{_(save.deed.title)}: {_(facet.title)}", "", "", text)
        for facet in _FACETS.get(save.deed.group, (_REASON,))
        if (text := _mine(facet, save))
    ]
    return (*theirs, *mine)


def _field_by_field(
    since: Since, met: Sequence[PastDeed], save: Save, scope: frozenset[str]
) -> tuple[Collision, ...]:
    rows: list[Collision] = []
    for words in sorted(scope):
        touching = [done for done in met if words in done.scope]
        if touching:
            rows += _rows_of(words, touching, since.before, save)
    moved = [done for done in met if STAGE in done.scope and "stage" in done.facts]
    if moved and STAGE not in scope:
        before, after = moved[0].facts["stage"][0], moved[-1].facts["stage"][1]
        rows.append(
            Collision(_("Stage"), stage_title(before), stage_title(after), "", moved[-1].row.actor)
        )
    return tuple(rows) or _all_of(since, save)


def _rows_of(
    words: str, touching: Sequence[PastDeed], before: Iterable[PastDeed], save: Save
) -> list[Collision]:
    """The fields of one thing that both touched, those alone where somebody said something."""
    newest = touching[-1]
    earlier = [done for done in before if words in done.scope]
    rows = []
    for facet in _FACETS.get(save.deed.group, (_REASON,)):
        base = _was(facet, touching[0]) or (_is(facet, earlier[-1]) if earlier else "")
        theirs, mine = _is(facet, newest), _mine(facet, save)
        if theirs or mine:
            title = _("{thing}: {field}").format(thing=words, field=_(facet.title))
            rows.append(Collision(title, base, theirs, mine, newest.row.actor))
    return rows


def _is(facet: Facet, done: PastDeed) -> str:
    """The field as the act left it; a pair is old and new."""
    pair = _pair(facet, done)
    return _said(pair[1] if pair else done.facts.get(facet.fact))


def _was(facet: Facet, done: PastDeed) -> str:
    pair = _pair(facet, done)
    return _said(pair[0]) if pair else ""


def _pair(facet: Facet, done: PastDeed) -> Sequence[Any]:
    value = done.facts.get(facet.fact)
    is_pair = facet.fact in {"status", "assignee"} and isinstance(value, list) and len(value) == 2
    return value if is_pair and value is not None else ()


def _mine(facet: Facet, save: Save) -> str:
    if facet.fact == "status":
        return _said(save.deed.goods)
    if facet.fact == "state" and save.deed.act in _CONSTANT:
        return _(_CONSTANT[save.deed.act])
    return _said(getattr(save.said, facet.arg, None)) if facet.arg else ""


def _said(value: Any) -> str:
    return "" if value is None or value == "" else shown_value(plain(value))
