"""What sifting again came to, and why a declaration is there again, in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from landwaiter.i18n import _, plural
from landwaiter.services.trade.again_difference import ChangedList
from landwaiter.services.trade.again_plan import WaitingAgain, waiting_again
from landwaiter.services.warm.session import Session

if TYPE_CHECKING:
    from landwaiter.services.trade.sifting_again import AgainResult


def sentences(found: "AgainResult") -> Iterator[str]:
    """What one command came to; one sentence where nothing waited."""
    if not found.batches:
        yield _("Everything was judged with what counts now.")
        return
    yield from (change_said(one) for one in found.lists)
    if found.parties:
        yield plural(
            found.parties,
            "{like} of {n} distinct party is like what lists say otherwise.",
            "{like} of {n} distinct parties are like what lists say otherwise.",
            like=found.like,
        )
    yield plural(
        found.judged,
        "{n} declaration judged again, {changed} otherwise: new hits {new}, gone {gone}.",
        "{n} declarations judged again, {changed} otherwise: new hits {new}, gone {gone}.",
        changed=found.changed,
        new=found.new_hits,
        gone=found.gone_hits,
    )
    yield _(
        "With a new reason {new}, without one that they had {gone}; set aside before, and back "
        "again: {returned}."
    ).format(new=found.new_reasons, gone=found.gone_reasons, returned=found.returned)
    if found.restricted:
        yield plural(
            found.restricted,
            "{n} of these is restricted, or names a party that is: the queue says so.",
            "{n} of these are restricted, or name a party that is: the queue says so.",
        )


def change_said(one: ChangedList) -> str:
    """How the newest edition of a list changed."""
    if not one.before:
        return _("{list}: new, edition {after}.").format(list=one.list_id, after=one.after)
    if not one.after:
        return _("{list}: removed, it was edition {before}.").format(
            list=one.list_id, before=one.before
        )
    if one.before == one.after:
        return _("{list}: edition {after}, otherwise than before.").format(
            list=one.list_id, after=one.after
        )
    return _("{list}: edition {after} after {before}.").format(
        list=one.list_id, after=one.after, before=one.before
    )


def waiting_said(found: WaitingAgain) -> str:
    """What waits for other editions; empty where nothing does."""
    if not found.declarations:
        return ""
    if not found.lists:
        return plural(
            found.declarations,
            "{n} declaration was sifted with other packs, rules or programmes than count now.",
            "{n} declarations were sifted with other packs, rules or programmes than count now.",
        )
    return plural(
        found.declarations,
        "{n} declaration sifted before waits for lists that changed: {lists}.",
        "{n} declarations sifted before wait for lists that changed: {lists}.",
        lists=", ".join(one.list_id for one in found.lists),
    )


def waiting_sentence(session: Session) -> str:
    """The same of a casebook as it stands."""
    with session.reading() as conn:
        return waiting_said(waiting_again(conn))


def _editions(told: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list({one["sha256"]: one for one in told.get("hits", ())}.values())


def changed_lists(session: Session) -> Sequence[ChangedList]:
    """Those that anything sifted before waits for."""
    with session.reading() as conn:
        return waiting_again(conn).lists


def why_back(told: Mapping[str, Any]) -> str:
    """Why what was set aside waits again; empty where it does not."""
    if not told.get("returns"):
        return ""
    named = ", ".join(f"{one['list']} {one['edition']}" for one in _editions(told))
    if named:
        return _("It was set aside, and is back: {editions} has a new hit.").format(editions=named)
    return _("It was set aside, and is back with a new reason.")
