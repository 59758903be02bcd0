"""What an officer enters for the record of a seizure or detention."""

from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.cases.act_in_progress import ActDoing, Payload
from landwaiter.storage.base import records
from landwaiter.storage.cases.kind_files import record_form


def fill(deed: ActDoing) -> Payload:
    """One entry of the record; an empty value takes back what was entered before."""
    field = record_form().named(str(deed.stated("field")))
    if field.of_item != (deed.args.item is not None):
        raise Invalid(
            _("“{title}” is entered for an item.").format(title=_(field.title))
            if field.of_item
            else _("“{title}” is entered for the whole record.").format(title=_(field.title)),
            field="item",
            remedy=_("Name the item.") if field.of_item else _("Leave the item out."),
        )
    number = deed.item().no if field.of_item else None
    value = str(deed.args.value or "").strip()
    records.add(
        deed.work.conn,
        "record_entry",
        id=deed.work.new_id(),
        case_id=deed.case.id,
        field=field.name,
        item_no=number,
        value=value,
        author=deed.actor.name,
        at=deed.work.now,
    )
    return {"field": field.name, "item": number, "value": value}
