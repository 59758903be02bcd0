"""Tracks that a case gives grounds for, from its first page on: what for, on which basis, and why.

A proposal is made of declared goods that can still be held, before anything is held. A person opens
the track, or does not.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from landwaiter.domain.cases.case import Case, Stage, TrackLetter
from landwaiter.domain.cases.stages import ENDED
from landwaiter.domain.cases.tracks import BASIS
from landwaiter.domain.flags.absence.absence_routes import under_t1
from landwaiter.domain.flags.authorisations import is_authorised
from landwaiter.domain.flags.embargo.embargo_words import act_name, article, prohibited_words
from landwaiter.domain.flags.embargo.matrix import MatrixCell, Standing
from landwaiter.domain.flags.items_to_hold import (
    ANNEX_1,
    ARMS,
    ItemEntry,
    ItemToHold,
    OnFile,
    items_of,
    items_to_hold,
)
from landwaiter.domain.flags.rules.goods import declared_entries
from landwaiter.domain.flags.strength import MILITARY_GROUP
from landwaiter.domain.flags.view import View
from landwaiter.domain.law.arms_embargo import embargo_of
from landwaiter.i18n import _, joined

ARTICLE_OF: Final[Mapping[str, str]] = {
    "RF-P01": "asset freeze of the regulation that lists the party",
    "RF-P02": "Reg. 833/2014 Art. 2b",
    "RF-P18": "asset freeze of the regulation that lists the owner",
    "RF-C03": "transaction ban of the regulation that lists the bank",
}
"""Rules on parties that are a ground under sanctions law, and the article that a track S names."""
REPRESSION: Final = "RF-E04"
WEAPONS: Final = "RF-E02"
"""Weapons of mass destruction: a use of Art. 4(1)(a), wherever the goods go."""
UNLISTED_GROUNDS: Final = frozenset({"RF-E01", WEAPONS, "RF-P05"})
ORDER: Final = tuple(TrackLetter)
MOST_REASONS, MOST_CODES = 3, 4
"""Reasons and codes that a proposal spells out."""


@dataclass(frozen=True, slots=True)
class TrackProposal:
    """A track that the file gives grounds for; a person opens it or does not."""

    letter: TrackLetter
    basis: str
    items: tuple[int, ...]
    why: str
    codes: tuple[str, ...] = ()
    """Control entries that the items are of, or may be."""


@dataclass(frozen=True, slots=True)
class AbsentTracks:
    """Tracks that a case has no subject for, by a fact that is known."""

    letters: tuple[TrackLetter, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Ground:
    """What one item gives for one track."""

    letter: TrackLetter
    item: int
    basis: str
    why: str
    codes: tuple[str, ...] = ()


def proposed_tracks(on_file: OnFile) -> tuple[TrackProposal, ...]:
    """Tracks for what can still be held that entries, the matrix, flags and policy suggest.

    L: an entry of Annex I that no authorisation covers. S: a regulation prohibits the export to the
    destination or the transit through a country on the way, or a rule on parties under sanctions
    law is raised. N: the military list, with the Council's decision where one prohibits; equipment
    for internal repression. B: grounds of Art. 4(1) where the destination counts as embargoed. T:
    an entry of Annex I in transit of non-Union goods that may be meant for such a use. A needs a
    person's doubt about a granted authorisation, so it is never proposed.
    """
    if on_file.case.stage in ENDED or on_file.case.stage is Stage.MERGED:
        return ()
    items = tuple(items_to_hold(on_file))
    grounds = [
        ground
        for find in (
            _listed,
            _sanctioned,
            _military,
            _barred_by_decision,
            _repression,
            _unlisted,
            _in_transit,
        )
        for ground in find(on_file, items)
        if not _was_opened(on_file.case, ground)
    ]
    return tuple(_together(grounds))


def absent_tracks(view: View) -> tuple[AbsentTracks, ...]:
    """L, A and B of non-Union goods in transit: neither a licence nor Art. 21(3) is for them."""
    fact = under_t1(view)
    if fact is None:
        return ()
    exports = _("Art. 21(3) suspends exports, and non-Union goods in transit (T1) are none.")
    return (
        AbsentTracks((TrackLetter.L,), fact.text),
        AbsentTracks((TrackLetter.A, TrackLetter.B), exports),
    )


def _was_opened(case: Case, ground: _Ground) -> bool:
    return any(
        track.letter is ground.letter and ground.item in track.items for track in case.tracks
    )


def _together(grounds: Iterable[_Ground]) -> Iterator[TrackProposal]:
    """One proposal for each letter and basis, with the items that give grounds for it."""
    found: dict[tuple[TrackLetter, str], list[_Ground]] = {}
    for ground in grounds:
        found.setdefault((ground.letter, ground.basis), []).append(ground)
    for letter, basis in sorted(found, key=lambda key: ORDER.index(key[0])):
        same = found[letter, basis]
        codes = dict.fromkeys(code for one in same for code in one.codes)
        items = tuple(dict.fromkeys(one.item for one in same))
        yield TrackProposal(letter, basis, items, _why(same), tuple(codes))


def _why(same: list[_Ground]) -> str:
    """Each reason once, with its items where they differ; of many the first few."""
    reasons: dict[str, list[int]] = {}
    for one in same:
        reasons.setdefault(one.why, []).append(one.item)
    if len(reasons) == 1:
        return same[0].why
    said = [
        _("Item {items}: {why}").format(items=", ".join(map(str, items)), why=why)
        for why, items in list(reasons.items())[:MOST_REASONS]
    ]
    if len(reasons) > MOST_REASONS:
        said.append(_("And {count} more.").format(count=len(reasons) - MOST_REASONS))
    return joined(" ", said)


def _listed(on_file: OnFile, items: Iterable[ItemToHold]) -> Iterator[_Ground]:
    """L, of Annex I alone: in transit of non-Union goods Annex I asks for no licence."""
    if under_t1(on_file.view):
        return
    repression = set(_of_repression(on_file, items))
    for item in items:
        entries = [
            one for one in item.of_list(ANNEX_1) if one.outweighs_use or item.no not in repression
        ]
        if entries:
            groups = {group for one in entries for group in one.groups}
            barred = [cell for cell in item.prohibiting if cell.group in groups]
            found = _of_entries(TrackLetter.L, item.no, BASIS[TrackLetter.L], entries)
            yield replace(found, why=joined(" ", (found.why, *prohibited_words(barred))))


def _of_entries(letter: TrackLetter, no: int, basis: str, entries: list[ItemEntry]) -> _Ground:
    sure = [one for one in entries if one.is_confirmed]
    codes = tuple(dict.fromkeys(one.code for one in sure or entries))
    text = (
        _("It is confirmed as {codes}, and no authorisation that covers it is declared.")
        if sure
        else _(
            "It may fall under {codes} (candidate, not confirmed), and no authorisation that "
            "covers it is declared."
        )
    )
    return _Ground(letter, no, basis, text.format(codes=_listing(codes)), codes)


def _listing(codes: tuple[str, ...]) -> str:
    shown = ", ".join(codes[:MOST_CODES])
    rest = len(codes) - MOST_CODES
    return shown if rest <= 0 else _("{codes} and {count} more").format(codes=shown, count=rest)


def _sanctioned(on_file: OnFile, items: Iterable[ItemToHold]) -> Iterator[_Ground]:
    """S, on regulations alone, or on a rule about parties."""
    raised = on_file.raised
    rules = [rule for rule in ARTICLE_OF if rule in raised]
    for item in items:
        cells = [cell for cell in item.prohibiting if cell.is_regulation]
        about = [
            rule for rule in rules if item.no in items_of(raised[rule].evidence, on_file.numbers)
        ]
        articles = dict.fromkeys(
            (*(article(cell) for cell in cells), *(ARTICLE_OF[rule] for rule in about))
        )
        if articles:
            basis = joined("; ", (BASIS[TrackLetter.S], *articles))
            why = joined(" ", (*prohibited_words(cells), *_by_rules(about)))
            yield _Ground(TrackLetter.S, item.no, basis, why, _codes_of(item, cells))


def _by_rules(rules: Iterable[str]) -> Iterator[str]:
    if named := ", ".join(rules):
        yield _("Raised under sanctions law: {rules}.").format(rules=named)


def _codes_of(item: ItemToHold, cells: Iterable[MatrixCell]) -> tuple[str, ...]:
    groups = {cell.group for cell in cells}
    return tuple(
        dict.fromkeys(one.code for one in item.entries if one.is_strong and one.groups & groups)
    )


def _military(on_file: OnFile, items: Iterable[ItemToHold]) -> Iterator[_Ground]:
    """N, of the military list: by an entry, by its heading, by a code that is written."""
    for item in items:
        arms = [cell for cell in item.cells if cell.group == MILITARY_GROUP]
        decisions = [
            article(cell)
            for cell in arms
            if cell.standing is Standing.PROHIBITED and not cell.is_regulation
        ]
        basis = joined("; ", dict.fromkeys((_("national law (military list)"), *decisions)))
        entries = list(item.of_list(ARMS))
        found = (
            _of_entries(TrackLetter.N, item.no, basis, entries)
            if entries
            else _Ground(TrackLetter.N, item.no, basis, _written(on_file.view, item))
        )
        if found.why:
            yield replace(found, why=joined(" ", (found.why, *_not_set(arms))))


def _not_set(cells: Iterable[MatrixCell]) -> Iterator[str]:
    """What is not decided: the practice of the office's state on an embargo of the destination."""
    for cell in cells:
        if not cell.is_set:
            text = _("Practice of the office's state on “{act}” for {country}: not set.")
            yield text.format(act=act_name(cell), country=cell.destination)


def _written(view: View, item: ItemToHold) -> str:
    """Why an item without an entry is of the military list; empty where it is not."""
    if item.line is None or is_authorised(view, item.line, ARMS, ""):
        return ""
    codes = declared_entries(view, item.line)
    if codes:
        return _("{codes} is written in the declaration.").format(codes=", ".join(codes))
    if view.under_heading(item.line, "military_heading"):
        return _("Heading {cn} is one of the military list.").format(cn=item.line.cn)
    return ""


def _barred_by_decision(on_file: OnFile, items: Iterable[ItemToHold]) -> Iterator[_Ground]:
    """N, of other goods that a decision of the Council bars: it binds the state, whose act bars."""
    for item in items:
        for cell in item.prohibiting:
            if not cell.is_regulation and cell.group != MILITARY_GROUP:
                law = _("national law ({group})").format(group=cell.group_title)
                why = joined(" ", prohibited_words([cell]))
                yield _Ground(TrackLetter.N, item.no, joined("; ", (law, article(cell))), why)


def _repression(on_file: OnFile, items: Iterable[ItemToHold]) -> Iterator[_Ground]:
    """N, of goods in hand: where no regulation bars them the state's own law decides."""
    of_repression = set(_of_repression(on_file, items))
    for item in items:
        if item.is_in_hand and item.no in of_repression and not item.prohibiting:
            yield _Ground(
                TrackLetter.N,
                item.no,
                _("national law (equipment for internal repression)"),
                _("Goods of this kind may be used for internal repression."),
            )


def _of_repression(on_file: OnFile, items: Iterable[ItemToHold]) -> tuple[int, ...]:
    """Items that RF-E04 names and no control entry speaks for more."""
    flag = on_file.raised.get(REPRESSION)
    if flag is None:
        return ()
    named = items_of(flag.evidence, on_file.numbers)
    listed = {item.no for item in items if any(one.outweighs_use for one in item.entries)}
    return tuple(no for no in named if no not in listed)


def _unlisted(on_file: OnFile, items: Iterable[ItemToHold]) -> Iterator[_Ground]:
    """B: by law or by the office's policy the destination is under an arms embargo.

    Of exports alone: neither Art. 4 nor the suspension of Art. 21(3) speaks of transit.
    """
    why = _embargoed(on_file)
    if not why or under_t1(on_file.view):
        return
    every = on_file.numbers if UNLISTED_GROUNDS.intersection(on_file.raised) else ()
    for no in _of_repression(on_file, items) or every:
        yield _Ground(TrackLetter.B, no, BASIS[TrackLetter.B], why)


def _embargoed(on_file: OnFile) -> str:
    """Why Art. 4(1)(b) applies to the destination; empty where it does not."""
    declared = on_file.case.declaration
    destination = declared.country_destination if declared else None
    embargo = embargo_of(destination, on_file.policy)
    if embargo is None or embargo.counts is not True:
        return ""
    why = (
        _("{country} is under an arms embargo (Art. 2(19)), so Art. 4(1)(b) applies.")
        if embargo.by_law
        else _("The office counts {country} as under an arms embargo for Art. 4(1)(b).")
    )
    return why.format(country=destination)


def _in_transit(on_file: OnFile, items: Iterable[ItemToHold]) -> Iterator[_Ground]:
    """T: non-Union goods of Annex I that may be meant for a use of Art. 4(1) (Art. 7(1)).

    No authorisation is asked for, so none that is declared counts against it.
    """
    if not under_t1(on_file.view):
        return
    for item in items:
        entries = [one for one in item.entries if one.list == ANNEX_1]
        use = _use_of_art_4(on_file, item.no)
        if entries and use:
            sure = [one for one in entries if one.is_confirmed]
            codes = tuple(dict.fromkeys(one.code for one in sure or entries))
            text = (
                _("It is confirmed as {codes}, in transit of non-Union goods.")
                if sure
                else _(
                    "It may fall under {codes} (candidate, not confirmed), in transit of "
                    "non-Union goods."
                )
            )
            why = joined(" ", (text.format(codes=_listing(codes)), use))
            yield _Ground(TrackLetter.T, item.no, BASIS[TrackLetter.T], why, codes)


def _use_of_art_4(on_file: OnFile, no: int) -> str:
    """Why the item may be meant for a use of Art. 4(1): (a) anywhere, (b) under an embargo."""
    embargoed = _embargoed(on_file)
    rules = [
        rule
        for rule in sorted(UNLISTED_GROUNDS)
        if (flag := on_file.raised.get(rule)) is not None
        and no in items_of(flag.evidence, on_file.numbers)
        and (rule == WEAPONS or embargoed)
    ]
    if not rules:
        return ""
    said = _("It may be meant for a use of Art. 4(1): {rules}.").format(rules=", ".join(rules))
    return joined(" ", (said, embargoed)) if embargoed else said
