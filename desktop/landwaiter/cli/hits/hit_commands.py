"""`case hits` and `case hit`: what waits for a judgement, and what a person judges it by."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.pages import every_row
from landwaiter.cli.base.values import of_one
from landwaiter.domain.base.terms import low
from landwaiter.i18n import _, figure

if TYPE_CHECKING:
    from landwaiter.services.hits.hit_rows import ChangedHit, Earlier, HitView, WaitingHit


def hits(
    call: Call,
    reference: Annotated[str | None, typer.Argument(metavar="[REF]")] = None,
    *,
    everyone: Annotated[
        bool, typer.Option("--all", help="Those on everybody's cases, not on mine alone.")
    ] = False,
    changed: Annotated[
        bool,
        typer.Option("--changed", help="Judged ones whose listing a newer edition changed since."),
    ] = False,
) -> CommandAnswer:
    """Hits that nobody has judged: by the running clock of their case, the best score first."""
    from landwaiter.services.hits.waiting_hits import hits_to_look_at_again, waiting_hits

    session = call.session()
    if changed:
        again = every_row(
            lambda after: hits_to_look_at_again(
                session, mine=not everyone, reference=reference, after=after
            )
        )
        lines = map(_changed_line, again) if again else (_("No judged hit was changed since."),)
        return CommandAnswer([_changed_object(one) for one in again], lines)
    found = every_row(
        lambda after: waiting_hits(session, mine=not everyone, reference=reference, after=after)
    )
    lines = map(_waiting_line, found) if found else (_("No hit waits for a judgement."),)
    return CommandAnswer([_waiting_object(one) for one in found], lines)


def _waiting_object(one: "WaitingHit") -> dict[str, Any]:
    from landwaiter.services.hits.addresses import compared

    listing = one.hit.listing
    return {
        "hit": one.hit.id,
        "reference": one.reference,
        "role": one.party.role,
        "party": one.party.name,
        "list": one.hit.list_id,
        "edition": one.hit.edition,
        "listing_id": listing.listing_id,
        "name": listing.name,
        "score": of_one(one.hit.match.score),
        "address": compared(one.party, listing),
    }


def _waiting_line(one: "WaitingHit") -> str:
    from landwaiter.services.hits.addresses import compared

    return _("{hit}  {reference}  {score}  {party} = {name}; {address}").format(
        hit=one.hit.id,
        reference=one.reference,
        score=figure(of_one(one.hit.match.score)),
        party=one.party.name,
        name=one.hit.listing.name,
        address=compared(one.party, one.hit.listing).said,
    )


def _changed_object(one: "ChangedHit") -> dict[str, Any]:
    return {
        "hit": one.hit.id,
        "reference": one.reference,
        "list": one.hit.list_id,
        "edition": one.hit.edition,
        "listing_id": one.hit.listing.listing_id,
        "name": one.hit.listing.name,
        "judgement": one.hit.judgement,
        "changed_since": one.since,
    }


def _changed_line(one: "ChangedHit") -> str:
    from landwaiter.services.lists.listing_changes import since_sentence

    return _("{hit}  {reference}, {name}, judged {value}: {since}").format(
        hit=one.hit.id,
        reference=one.reference,
        name=one.hit.listing.name,
        value=one.hit.judgement.value if one.hit.judgement else "–",
        since=since_sentence(one.since),
    )


def hit(call: Call, hit_id: Annotated[str, typer.Argument(metavar="ID")]) -> CommandAnswer:
    """One hit: both sides, the words that met, what speaks against it, earlier judgements."""
    from landwaiter.services.audit.viewing import note_case_opened
    from landwaiter.services.hits.waiting_hits import hit_view

    session = call.session()
    view = hit_view(session, hit_id)
    note_case_opened(session, view.reference, through="hits")
    return CommandAnswer(_object(view), _lines(view))


def _object(view: "HitView") -> dict[str, Any]:
    from landwaiter.services.hits.addresses import compared

    match = view.hit.match
    return {
        "hit": view.hit.id,
        "reference": view.reference,
        "list": view.hit.list_id,
        "edition": view.hit.edition,
        "assent": view.edition.assent,
        "score": of_one(match.score),
        "threshold": of_one(view.hit.threshold),
        "claim": view.hit.claim,
        "judgement": view.hit.judgement,
        "changed_since": view.since,
        "party": view.party,
        "listing": view.hit.listing,
        "names": {"party": view.stated, "listing": view.listed},
        "pairs": [
            {
                "name": pair.name,
                "listed": pair.matched_name,
                "score": of_one(pair.score),
                "words": pair.words,
            }
            for pair in view.pairs
        ],
        "reasons": match.reasons,
        "address": compared(view.party, view.hit.listing),
        "against": view.against,
        "earlier": view.before,
        "equal": view.equal,
    }


def _lines(view: "HitView") -> Iterable[str]:
    from landwaiter.services.hits.addresses import compared
    from landwaiter.services.hits.hit_sides import method_word

    hit, match = view.hit, view.hit.match
    yield _("{reference}: is {party} the listed {listed}?").format(
        reference=view.reference, party=view.party.name, listed=hit.listing.name
    )
    yield _("  {score} against {list} {edition}, threshold {threshold}; {claim}").format(
        score=figure(of_one(match.score)),
        list=hit.list_id,
        edition=hit.edition,
        threshold=figure(of_one(hit.threshold)),
        claim=low(hit.claim),
    )
    if view.edition.assent:
        yield _("  The edition is {assent}.").format(assent=_(view.edition.assent))
    if view.since is not None:
        from landwaiter.services.lists.listing_changes import (
            look_again_said,
            since_head,
            since_lines,
        )

        yield f"{since_head(view.since)}:"
        yield from (f"  {line}" for line in since_lines(view.since))
        if view.since.look_again:
            yield look_again_said()
    for name in view.listed:
        said = " · ".join(part for part in (name.note, name.script, name.reading) if part)
        yield f"  {name.name} ({said})"
    for pair in match.words:
        yield _("  {query} – {listed}: {method}, weight {weight}").format(
            query=pair.query or "·",
            listed=pair.listed or "·",
            method=method_word(pair.method),
            weight=figure(of_one(pair.weight)),
        )
    yield f"  {compared(view.party, hit.listing).said}"
    yield from _section(_("Speaks against it"), (one.said for one in view.against))
    yield from _section(_("Judged before"), map(_earlier, view.before))
    yield from _section(
        _("Equal hits"),
        (
            _("{reference}, {role}, {id}").format(
                reference=one.reference, role=low(one.role), id=one.hit_id
            )
            for one in view.equal
        ),
    )


def _section(title: str, lines: Iterable[str]) -> Iterable[str]:
    for number, line in enumerate(lines):
        if not number:
            yield f"{title}:"
        yield f"  {line}"


def _earlier(one: "Earlier") -> str:
    said = _("{value} by {author} on {reference}, {day}: {reason}").format(
        value=one.value.value,
        author=one.author,
        reference=one.reference,
        day=one.at.date(),
        reason=one.reason,
    )
    if one.revoked_at is not None:
        said += " " + _("(revoked)")
    if not one.same_party:
        return said + " " + _("(about {party})").format(party=one.party)
    if one.changed:
        changed = "; ".join(
            _("{side} {field}: {was} → {now}").format(
                side=c.side, field=low(c.field), was=c.was or "–", now=c.now or "–"
            )
            for c in one.changed
        )
        said += " " + _("Changed since: {changes}.").format(changes=changed)
    return said
