"""`template …`: model letters and what a letter may name; a person's template is checked."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import path_of
from landwaiter.i18n import N_, _

if TYPE_CHECKING:
    from landwaiter.domain.letters.letter_template import LetterTemplate

_KIND = N_("As “template list” prints them.")


def register(app: typer.Typer) -> None:
    templates = group(app, "template", "Model letters, and what the template of a letter may name.")
    command(templates, "list")(list_models)
    command(templates, "show")(show_model)
    command(templates, "fields")(list_fields)
    command(templates, "check")(check)


def list_models(call: Call) -> CommandAnswer:
    """The model letters of each language; it needs no casebook."""
    from landwaiter.services.letters.model_letters import model_letters

    found = model_letters()
    header = (_("Kind"), _("Language"), _("Edition"), _("Trust"), _("Title"))
    rows = [(one.kind, one.language, one.edition, _(one.trust), one.title) for one in found]
    return CommandAnswer([_head(one) for one in found], table(header, rows))


def show_model(
    call: Call, kind: Annotated[str, typer.Argument(metavar="KIND", help=_KIND)]
) -> CommandAnswer:
    """The model letter of a kind in the language that is spoken; it needs no casebook."""
    from landwaiter.services.letters.model_letters import model_spoken

    model = model_spoken(kind)
    answer = {**_head(model.template), "source": model.source}
    return CommandAnswer(answer, model.source.splitlines())


def list_fields(
    call: Call,
    *,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=_KIND)] = "",
) -> CommandAnswer:
    """The fields and blocks that letters may name, of one kind or of all."""
    from landwaiter.services.letters.model_letters import blocks_known, fields_known

    fields, blocks = fields_known(kind), blocks_known(kind)
    answer = {
        "fields": [
            {
                "path": one.path,
                "type": one.kind.value,
                "class": one.content.value,
                "example": one.example,
                "may_be_empty": one.may_be_empty,
                "letters": sorted(one.letters),
            }
            for one in fields
        ],
        "blocks": [
            {"name": one.name, "columns": one.columns, "letters": sorted(one.letters)}
            for one in blocks
        ],
    }
    header = (_("Name"), _("Type"), _("Content"), _("required"), _("Example"))
    rows = [
        *(
            (one.path, one.kind, one.content, "" if one.may_be_empty else _("yes"), one.example)
            for one in fields
        ),
        *((one.name, "block", "", "", ", ".join(one.columns)) for one in blocks),
    ]
    return CommandAnswer(answer, table(header, rows))


def check(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Template")],
) -> CommandAnswer:
    """Whether a template can be read and names only what its letters may say."""
    from landwaiter.services.letters.model_letters import checked_template

    template = checked_template(path_of(file))
    return CommandAnswer({**_head(template), "ok": True}, (_("no fault found"),))


def _head(template: "LetterTemplate") -> dict[str, Any]:
    return {
        "kind": template.kind.value,
        "language": template.language,
        "edition": template.edition,
        "trust": template.trust,
        "title": template.title,
        "model": template.model,
    }
