"""What lists say of whom a chart shows: listed, by path, by unconfirmed identity, each for itself.

Whoever a listed holder stands above is not listed thereby: that is the claim *by path*. Where the
identity of the holder, or of anybody in between, is not settled, it is an *unconfirmed identity*.
An assessment is no listing and leads to no claim by path.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from landwaiter.domain.chart.chart_parts import ClaimKind, NodeClaim
from landwaiter.domain.entities.ownership.graph import Graph
from landwaiter.domain.entities.ownership.interests import joint
from landwaiter.domain.entities.ownership.shares import floor_text
from landwaiter.domain.entities.ownership.stated import ASSESSED, LISTED, HolderMark
from landwaiter.domain.lists.listing import Hit, JudgementValue
from landwaiter.i18n import _, plural

ASSESSING: Final = "institutions"
"""The kind of lists that assess and do not list."""
_SETTLED: Final = frozenset({LISTED, ASSESSED})
"""Claims of marks that a person or a strong number makes sure."""


class Claims:
    """Claims on everybody in a graph of holders, from what lists say of each."""

    def __init__(self, graph: Graph, marks: Iterable[HolderMark]) -> None:
        self._graph, self._sure = graph, graph.certain()
        self._marks: dict[str, list[HolderMark]] = {}
        every = tuple(marks)
        settled = {_listing(mark) for mark in every if mark.claim in _SETTLED}
        for mark in every:
            if mark.claim in _SETTLED or _listing(mark) not in settled:
                self._marks.setdefault(mark.holder, []).append(mark)

    def own(self, holder: str) -> tuple[NodeClaim, ...]:
        """What lists say of the holder itself."""
        return _each(map(_own, self._marks.get(holder, ())))

    def by_path(self, holder: str) -> tuple[NodeClaim, ...]:
        """What follows from those above it, nearest first."""
        return _each(
            claim
            for owner in self._graph.upstream(holder)[1:]
            for mark in self._marks.get(owner, ())
            if mark.list_kind != ASSESSING
            for claim in (self._from(holder, owner, mark),)
        )

    def _from(self, holder: str, owner: str, mark: HolderMark) -> NodeClaim:
        name, told = self._graph.name(owner), mark.told_list
        if mark.claim != LISTED:
            said = _("Unconfirmed identity: {owner} above it is perhaps listed in {list}")
            return NodeClaim(ClaimKind.UNCONFIRMED, said.format(owner=name, list=told))
        if owner not in self._sure.upstream(holder):
            said = _("Unconfirmed identity: {owner} above it by its name alone is listed in {list}")
            return NodeClaim(ClaimKind.UNCONFIRMED, said.format(owner=name, list=told))
        least = joint(self._sure, holder, (owner,)).least
        if least:
            said = _("By path: {percent} % at least of {owner}, who is listed in {list}")
        elif self._is_by_shares(holder, owner):
            said = _("By path: {owner} above it is listed in {list}, share not stated")
        else:
            said = _("By path: {owner} above it is listed in {list}, by control, not by shares")
        percent = floor_text(least)
        return NodeClaim(ClaimKind.BY_PATH, said.format(percent=percent, owner=name, list=told))

    def _is_by_shares(self, holder: str, owner: str) -> bool:
        """Whether a chain of shares alone leads up to the owner."""
        found = [holder]
        for one in found:
            found += (up.owner for up in self._sure.of(one) if up.owner not in found)
        return owner in found


def _own(mark: HolderMark) -> NodeClaim:
    return claim_of(mark.list_kind, mark.told_list, is_sure=mark.claim in _SETTLED)


def _listing(mark: HolderMark) -> tuple[str, str, str]:
    return mark.holder, mark.list_id, mark.listing_id


def claims_of_hits(hits: Iterable[Hit]) -> tuple[NodeClaim, ...]:
    """What the hits on a party claim that nobody judged different."""
    return _each(
        claim_of(one.list_kind, one.told_list, is_sure=_is_sure(one))
        for one in hits
        if one.judgement is None or one.judgement.value is not JudgementValue.DIFFERENT
    )


def _is_sure(hit: Hit) -> bool:
    is_same = hit.judgement is not None and hit.judgement.value is JudgementValue.SAME
    return is_same or hit.match.identifier_equal


def claim_of(list_kind: str, told_list: str, *, is_sure: bool) -> NodeClaim:
    """One claim of one list about somebody, sure where a person or a strong number says so."""
    is_assessed = list_kind == ASSESSING
    if not is_sure:
        said = (
            _("Unconfirmed identity: perhaps assessed in {list}")
            if is_assessed
            else _("Unconfirmed identity: perhaps listed in {list}")
        )
        return NodeClaim(ClaimKind.UNCONFIRMED, said.format(list=told_list))
    if is_assessed:
        return NodeClaim(ClaimKind.ASSESSED, _("Assessed in {list}").format(list=told_list))
    return NodeClaim(ClaimKind.LISTED, _("Listed in {list}").format(list=told_list))


def _each(claims: Iterable[NodeClaim]) -> tuple[NodeClaim, ...]:
    return tuple(dict.fromkeys(claims))


def kinds_on(claims: Iterable[NodeClaim]) -> Iterator[tuple[ClaimKind, tuple[NodeClaim, ...]]]:
    """Each kind of claim that is made, the gravest first, with the claims of that kind."""
    every = tuple(claims)
    for kind in ClaimKind:
        if found := tuple(one for one in every if one.kind is kind):
            yield kind, found


def tag_of(kind: ClaimKind, claims: tuple[NodeClaim, ...]) -> str:
    """The claims of one kind on a tag: the only one whole, several counted."""
    if len(claims) == 1:
        return claims[0].text
    return plural(len(claims), "{kind}, {n} time", "{kind}, {n} times", kind=kind.words)
