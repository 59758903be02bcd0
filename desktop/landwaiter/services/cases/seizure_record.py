"""What an officer enters for the record of a seizure or detention."""

from landwaiter.domain.cases.deeds_on_goods import FILL_RECORD, FillRecord
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload
from landwaiter.storage.base import records
from landwaiter.storage.cases.kind_files import record_form


def fill(doing: CaseDoing[FillRecord]) -> Payload:
    """One entry of the record; an empty value takes back what was entered before."""
    field = record_form().named(doing.said.field)
    if field.of_item != (doing.said.item is not None):
        raise Invalid(
            _("“{title}” is entered for an item.").format(title=_(field.title))
            if field.of_item
            else _("“{title}” is entered for the whole record.").format(title=_(field.title)),
            field="item",
            remedy=_("Name the item.") if field.of_item else _("Leave the item out."),
        )
    number = doing.item(doing.said.item).no if doing.said.item is not None else None
    value = str(doing.said.value or "").strip()
    records.add(
        doing.work.conn,
        "record_entry",
        id=doing.work.new_id(),
        case_id=doing.case.id,
        field=field.name,
        item_no=number,
        value=value,
        author=doing.actor.name,
        at=doing.work.now,
    )
    return {"field": field.name, "item": number, "value": value}


HANDLERS = (CaseHandler(FILL_RECORD, fill),)
