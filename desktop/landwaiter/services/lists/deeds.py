"""Carries out the deeds on watch lists."""
# ruff: noqa: PLC0415 (imported where needed: what reads lists and screens is slow to load)

from dataclasses import fields
from typing import TYPE_CHECKING

from landwaiter.domain.lists import deeds
from landwaiter.domain.lists.column_mapping import NAMING, check_name
from landwaiter.domain.lists.deeds import (
    ForgetMapping,
    ImportList,
    KeepMapping,
    RemoveList,
)
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Account, Doing, Handler, Job, Mover, Tell
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.services.law import seconded_lists
from landwaiter.services.warm.session import Session

if TYPE_CHECKING:
    from landwaiter.services.lists.list_files import ListResult


def import_list(session: Session, said: ImportList, tell: Tell) -> "tuple[ListResult, ...]":
    """A rejected row saves nothing, nor do files that look cut, unless the person is sure."""
    from landwaiter.services.lists.list_imports import ListHead, import_list_files

    head = ListHead(**{one.name: getattr(said, one.name) for one in fields(ListHead)})
    return import_list_files(
        session, said.files, head, mapping=said.mapping, tell=tell, sure=said.sure
    )


def removed(doing: Doing, said: RemoveList, _none: None) -> Plain:
    return {"list": said.list_id, **({"edition": said.edition} if said.edition else {})}


def _why_removed(said: RemoveList) -> str:
    return _("The list {list} is not to be used any more.").format(list=said.list_id)


def keep_mapping(doing: Doing, said: KeepMapping, _none: None) -> Account | None:
    if not any(one in said.mapping.fields for one in NAMING):
        raise Invalid(
            _("The mapping says of no column that it is the name."),
            field="name",
            remedy=_("Say which column is the name."),
        )
    from landwaiter.services.lists.column_mappings import MAPPINGS

    return MAPPINGS.keep(doing, check_name(said.name), said.mapping)


def forget_mapping(doing: Doing, said: ForgetMapping, _none: None) -> Account | None:
    from landwaiter.services.lists.column_mappings import MAPPINGS

    return MAPPINGS.forget(doing, said.name)


_IMPORT_LIST: Job[ImportList] = Job(
    deeds.IMPORT_LIST,
    import_list,
    MotionForm(
        seconded_lists.confirm_title,
        seconded_lists.list_object,
        seconded_lists.confirm_facts,
        seconded_lists.confirm,
        declined=seconded_lists.take_out,
    ),
)
_REMOVE_LIST: Mover[RemoveList, None] = Mover(
    deeds.REMOVE_LIST,
    removed,
    MotionForm(
        seconded_lists.remove_title,
        seconded_lists.list_object,
        seconded_lists.remove_facts,
        seconded_lists.remove,
        at_once=True,
    ),
    why=_why_removed,
)
_KEEP_MAPPING: Handler[KeepMapping, None] = Handler(deeds.KEEP_MAPPING, keep_mapping)
_FORGET_MAPPING: Handler[ForgetMapping, None] = Handler(deeds.FORGET_MAPPING, forget_mapping)
HANDLERS = (_IMPORT_LIST, _REMOVE_LIST, _KEEP_MAPPING, _FORGET_MAPPING)
