"""Watch lists and the second person: asked about what judges already, and about a removal."""

from collections.abc import Mapping, Sequence
from typing import Any

from landwaiter.domain.lists.deeds import CONFIRM
from landwaiter.domain.lists.listing import ListEdition
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds import writing_motions
from landwaiter.services.law.keeping import drop_list
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.hits import rescreening
from landwaiter.storage.lists import list_editions
from landwaiter.storage.lists.list_editions import StoredEdition

Given = Mapping[str, Any]


def ask_about(
    session: Session, work: UnitOfWork, edition: ListEdition, answered: Sequence[str]
) -> str:
    """Move that another person looks at an edition that judges from now on; the motion.

    `answered` are doubts about its files.
    """
    args = {
        "list": edition.list_id,
        "edition": edition.edition,
        "kind": edition.kind,
        "source": edition.source,
        "listings": edition.listings,
        "edition_sha256": edition.sha256,
        **({"answered": list(answered)} if answered else {}),
    }
    actor = session.actor(session.registry(work.conn))
    motion_id = writing_motions.move(
        session,
        work,
        actor,
        deed=CONFIRM,
        about=list_object(args),
        title=confirm_title(args, {}),
        args=args,
        facts={"listings": edition.listings},
        reason=_("A new edition of the list {list}.").format(list=edition.list_id),
        waits=False,
    )
    if not actor.alone:
        work.say(
            _("It counts at once, marked “not seconded” until another person looks at it.")
            + f" {writing_motions.seconders_said(session, work, CONFIRM)}"
        )
    return motion_id


def list_object(args: Given) -> str:
    return f"list/{args['list']}"


def confirm_title(args: Given, facts: Given) -> str:
    said = _("Confirm the list {list}, edition {edition}; listings: {listings}").format(
        list=args["list"], edition=args["edition"], listings=args["listings"]
    )
    if "answered" not in args:
        return said
    return _("{said}; answered with yes: {doubts}").format(
        said=said, doubts=" ".join(args["answered"])
    )


def _say_what_is_left(work: UnitOfWork, list_id: str) -> None:
    if any(order.list_id == list_id for order in rescreening.pending(work.conn)):
        said = _("Open cases are still to be screened again for {list}: “list rescreen”.")
        work.say(said.format(list=list_id))


def confirm_facts(session: Session, conn: Reader, args: Given) -> Given:
    """How many entries the edition has; NotFound where it no longer stands."""
    return {"listings": _standing(conn, args).edition.listings}


def _standing(conn: Reader, args: Given) -> StoredEdition:
    kept = list_editions.known_edition(conn, str(args["list"]), str(args["edition_sha256"]))
    if kept is None or kept.removed:
        raise NotFound(_("There is no such list."), field="list", value=str(args["list"]))
    return kept


def confirm(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    """The mark goes with the second signature: nothing else is written."""
    work.changed("reference", str(args["list"]))
    return dict(args)


def take_out(work: UnitOfWork, args: Given) -> None:
    """What another person refused judges no longer."""
    kept = _standing(work.conn, args)
    drop_list(work, kept.edition.list_id, kept.edition.sha256)
    work.say(
        _("The edition {edition} of {list} counts no more.").format(
            edition=kept.edition.edition, list=kept.edition.list_id
        )
    )
    _say_what_is_left(work, kept.edition.list_id)


def remove_title(args: Given, facts: Given) -> str:
    if "edition" in args:
        return _("Remove the edition {edition} of the list {list}").format(**args)
    return _("Remove the list {list}").format(list=args["list"])


def remove_facts(session: Session, conn: Reader, args: Given) -> Given:
    """The editions screened against now, which the removal ends or follows."""
    current = [e for _row, e in list_editions.current_lists(conn) if e.list_id == args["list"]]
    if not current:
        raise NotFound(_("There is no such list."), field="list", value=str(args["list"]))
    return {"current": [[one.edition, one.sha256] for one in current]}


def remove(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    drop_list(work, str(args["list"]), str(args.get("edition", "")))
    _say_what_is_left(work, str(args["list"]))
    return dict(args)
