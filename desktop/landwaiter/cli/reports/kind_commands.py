"""`report classes` and `report kinds`: what reports there are, and who reads what in them."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.output import table
from landwaiter.domain.reports.profiles import Profile
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.reports.kinds.paper_kinds import KindNow


def classes(call: Call) -> CommandAnswer:
    """The class of all that is stored in words, and what each reader gets of each class.

    No casebook is opened.
    """
    from landwaiter.domain.base.facts import Content
    from landwaiter.domain.base.terms import low
    from landwaiter.domain.reports.profiles import right_of
    from landwaiter.services.reports.content_classes import content_classes

    rights = {one: {who: right_of(who, one) for who in Profile} for one in Content}
    fields = tuple(content_classes())
    heads = (_("Class"), *(low(who) for who in Profile))
    granted = [(one, *(low(right) for right in of.values())) for one, of in rights.items()]
    rows = [
        (one.field, one.content, one.in_confidence if one.in_confidence != one.content else None)
        for one in fields
    ]
    lines = (
        *table(heads, granted),
        "",
        *table((_("Field"), _("Class"), _("In confidence")), rows),
    )
    data = {
        "classes": [{"class": one, "rights": of} for one, of in rights.items()],
        "fields": [
            {"field": one.field, "class": one.content, "in_confidence": one.in_confidence}
            for one in fields
        ],
    }
    return CommandAnswer(data, lines)


def kinds(
    call: Call,
    reference: Annotated[str | None, typer.Argument(metavar="REF", help="Case.")] = None,
) -> CommandAnswer:
    """Kinds of document with letters; of a case, which may be made now and why others may not."""
    from landwaiter.domain.base.terms import low
    from landwaiter.services.reports.kinds.paper_kinds import KindNow, paper_kinds

    if reference is None:
        rows = tuple(KindNow(one, "") for one in paper_kinds().values())
    else:
        from landwaiter.services.letters.documents_of_case import documents_now

        rows = documents_now(call.session(), reference)
    heads = (_("Kind"), _("What"), _("For"), _("Made while"))
    lines = [
        (
            one.kind.name,
            _(one.kind.title),
            low(one.kind.audience) if one.kind.audience else _("the office"),
            _("not now: {why}").format(why=one.why_not) if one.why_not else _(one.kind.condition),
        )
        for one in rows
    ]
    data = {"reference": reference, "kinds": [_kind_data(one, reference) for one in rows]}
    return CommandAnswer(data, table(heads, lines))


def _kind_data(now: "KindNow", reference: str | None) -> dict[str, Any]:
    kind = now.kind
    return {
        "kind": kind.name,
        "title": _(kind.title),
        "about": kind.about,
        "audience": kind.audience,
        "basis": kind.basis,
        "signed": kind.signed,
        "language": kind.language,
        "form": kind.form,
        "condition": _(kind.condition),
        "possible": not now.why_not if reference else None,
        "why_not": now.why_not or None,
    }
