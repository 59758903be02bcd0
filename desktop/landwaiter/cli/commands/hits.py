"""`case hits` and `case hit`: what waits for a judgement, and what a person judges it by."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.answer import Answer
from landwaiter.cli.call import Call
from landwaiter.cli.values import of_one
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.hit_rows import Earlier
    from landwaiter.services.views import HitView


def hits(
    call: Call,
    reference: Annotated[str | None, typer.Argument(metavar="[REF]")] = None,
    *,
    everyone: Annotated[
        bool, typer.Option("--all", help="Those on everybody's cases, not on mine alone.")
    ] = False,
) -> Answer:
    """Hits that nobody has judged: by the running clock of their case, the best score first."""
    from landwaiter.services.hits import open_hits

    found = open_hits(call.session(), mine=not everyone, reference=reference)
    return Answer(list(found), found or (_("No hit waits for a judgement."),))


def hit(call: Call, hit_id: Annotated[str, typer.Argument(metavar="ID")]) -> Answer:
    """One hit: both sides, the words that met, what speaks against it, earlier judgements."""
    from landwaiter.services.hits import hit_view
    from landwaiter.services.viewing import note_case_opened

    session = call.session()
    view = hit_view(session, hit_id)
    note_case_opened(session, view.reference, through="hits")
    return Answer(_object(view), _lines(view))


def _object(view: "HitView") -> dict[str, Any]:
    match = view.hit.match
    return {
        "hit": view.hit.id,
        "reference": view.reference,
        "list": view.hit.list_id,
        "edition": view.hit.edition,
        "score": of_one(match.score),
        "threshold": of_one(view.hit.threshold),
        "claim": view.hit.claim,
        "judgement": view.hit.judgement,
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
        "against": view.against,
        "earlier": view.before,
        "equal": view.equal,
    }


def _lines(view: "HitView") -> Iterable[str]:
    hit, match = view.hit, view.hit.match
    yield _("{reference}: is {party} the listed {listed}?").format(
        reference=view.reference, party=view.party.name, listed=hit.listing.name
    )
    yield _("  {score} against {list} {edition}, threshold {threshold}; {claim}").format(
        score=of_one(match.score),
        list=hit.list_id,
        edition=hit.edition,
        threshold=of_one(hit.threshold),
        claim=hit.claim.replace("_", " "),
    )
    for name in view.listed:
        said = " · ".join(part for part in (name.note, name.script, name.reading) if part)
        yield f"  {name.name} ({said})"
    for pair in match.words:
        yield _("  {query} – {listed}: {method}, weight {weight}").format(
            query=pair.query or "·",
            listed=pair.listed or "·",
            method=pair.method,
            weight=of_one(pair.weight),
        )
    yield from _section(_("Speaks against it"), (one.said for one in view.against))
    yield from _section(_("Judged before"), map(_earlier, view.before))
    yield from _section(
        _("Equal hits"),
        (
            _("{reference}, {role}, {id}").format(
                reference=one.reference, role=one.role.replace("_", " "), id=one.hit_id
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
        day=one.at.date().isoformat(),
        reason=one.reason,
    )
    if one.revoked_at is not None:
        said += " " + _("(revoked)")
    if not one.same_party:
        return said + " " + _("(about {party})").format(party=one.party)
    if one.changed:
        changed = "; ".join(
            _("{side} {field}: {was} → {now}").format(
                side=c.side, field=c.field.replace("_", " "), was=c.was or "–", now=c.now or "–"
            )
            for c in one.changed
        )
        said += " " + _("Changed since: {changes}.").format(changes=changed)
    return said
