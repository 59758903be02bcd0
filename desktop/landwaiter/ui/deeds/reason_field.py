"""The field of a reason: the templates that it may begin from, and gaps that stand open in it."""

from collections.abc import Sequence
from dataclasses import replace

from landwaiter.domain.office.reason_templates import gaps
from landwaiter.i18n import plural
from landwaiter.ui.kit.fields import Field, TemplateLine


def with_templates(field: Field, templates: Sequence[TemplateLine]) -> Field:
    """The field with these templates; a text with a gap that stands open is no reason yet."""
    if not templates:
        return field
    return replace(
        field, templates=tuple(templates), check=lambda text: field.check(text) or _open_gaps(text)
    )


def _open_gaps(text: str) -> str:
    left = gaps(text)
    if not left:
        return ""
    return plural(left, "{n} field of the template is open", "{n} fields of the template are open")
