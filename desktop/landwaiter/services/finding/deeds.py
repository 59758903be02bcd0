"""Carries out the deeds on tags: of the office's list, and of cases."""

from landwaiter.domain.finding import deeds
from landwaiter.domain.finding.deeds import AddTag, RetireTag, TagCase, UntagCase
from landwaiter.errors import Conflict, Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload
from landwaiter.services.deeds.handler import Account, Doing, Handler
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.finding.tag_rows import OfficeTag, office_tags, tag_key

LONGEST = 40
"""Letters of a tag."""


def tags_known(session: Session) -> tuple[OfficeTag, ...]:
    """The office's list by name, those that were retired behind the others."""
    with session.reading() as conn:
        return office_tags(conn)


def add_tag(doing: Doing, said: AddTag, _none: None) -> Account:
    name = " ".join(said.tag.split())
    if not tag_key(name) or len(name) > LONGEST:
        raise Invalid(
            _("A tag has a name of at most {most} letters.").format(most=LONGEST),
            field="tag",
            value=said.tag,
            remedy=_("Give it a short name."),
        )
    if _standing(doing.conn, name):
        raise Conflict(_("This tag is on the list already."), field="tag", value=name)
    tag_id = doing.work.new_id()
    records.add(
        doing.conn,
        "office_tag",
        id=tag_id,
        name=name,
        name_key=tag_key(name),
        author=doing.actor.name,
        at=doing.work.now,
    )
    return Account(f"tag/{tag_id}", {"tag": name}, (tag_id,), made=name)


def retire_tag(doing: Doing, said: RetireTag, _none: None) -> Account:
    tag = _named(doing.conn, said.tag)
    records.add(
        doing.conn,
        "office_tag_end",
        tag_id=tag.id,
        author=doing.actor.name,
        at=doing.work.now,
    )
    return Account(f"tag/{tag.id}", {"tag": tag.name}, (tag.id,), made=tag.name)


def tag_case(doing: CaseDoing[TagCase]) -> Payload:
    tag = _named(doing.work.conn, doing.said.tag)
    if any(tag_key(one.name) == tag_key(tag.name) for one in doing.case.tags):
        raise Conflict(_("The case has this tag already."), field="tag", value=tag.name)
    records.add(
        doing.work.conn,
        "case_tag",
        id=doing.work.new_id(),
        case_id=doing.case.id,
        tag_id=tag.id,
        author=doing.actor.name,
        at=doing.work.now,
    )
    return {"tag": tag.name}


def untag_case(doing: CaseDoing[UntagCase]) -> Payload:
    wanted = tag_key(doing.said.tag)
    found = next((one for one in doing.case.tags if tag_key(one.name) == wanted), None)
    if found is None:
        raise NotFound(
            _("The case has no such tag."),
            field="tag",
            value=doing.said.tag,
            remedy=_("It has: {tags}.").format(tags=", ".join(one.name for one in doing.case.tags)),
        )
    records.add(
        doing.work.conn,
        "case_tag_end",
        case_tag_id=found.id,
        author=doing.actor.name,
        at=doing.work.now,
    )
    return {"tag": found.name}


def _standing(conn: Reader, name: str) -> OfficeTag | None:
    known = (one for one in office_tags(conn) if not one.retired)
    return next((one for one in known if tag_key(one.name) == tag_key(name)), None)


def _named(conn: Reader, name: str) -> OfficeTag:
    """The tag of the office's list with this name; NotFound."""
    found = _standing(conn, name)
    if found is None:
        raise NotFound(
            _("The office has no such tag."),
            field="tag",
            value=name,
            remedy=_("A head adds it to the list: landwaiter tag add."),
        )
    return found


_ADD_TAG: Handler[AddTag, None] = Handler(deeds.ADD_TAG, add_tag)
_RETIRE_TAG: Handler[RetireTag, None] = Handler(deeds.RETIRE_TAG, retire_tag)
HANDLERS = (
    _ADD_TAG,
    _RETIRE_TAG,
    CaseHandler(deeds.TAG, tag_case),
    CaseHandler(deeds.UNTAG, untag_case),
)
