"""`template …`: model letters and what a letter may name; a person's template is checked."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import path_of
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.letters.template_deeds import PROPOSE_TEMPLATE, WITHDRAW_TEMPLATE
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
    command(templates, "own")(list_own)
    command(templates, "diff")(diff)
    command(templates, "preview")(preview)
    add_deeds(app, PROPOSE_TEMPLATE)
    add_deeds(app, WITHDRAW_TEMPLATE)


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


def list_own(call: Call) -> CommandAnswer:
    """The templates of the office: each version that two persons wanted."""
    from landwaiter.services.letters.office_templates import templates_kept

    found = templates_kept(call.session())
    data = [
        {
            "kind": one.kind.value,
            "language": one.language,
            "number": one.number,
            "model": not one.body,
            "sha256": one.sha256,
            "since": one.since.isoformat(),
            "until": one.until.isoformat() if one.until else None,
            "author": one.author,
            "seconder": one.seconder or None,
        }
        for one in found
    ]
    header = (
        *(_("Kind"), _("Language"), _("Version"), _("Valid from"), _("Valid until")),
        *(_("SHA-256"), _("Moved by"), _("Second person")),
    )
    rows = [
        (
            one.kind,
            one.language,
            str(one.number) if one.body else _("the model again"),
            one.since.isoformat(),
            one.until.isoformat() if one.until else "",
            one.sha256[:12],
            one.author,
            one.seconder,
        )
        for one in found
    ]
    return CommandAnswer(data, table(header, rows))


def diff(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Template")],
) -> CommandAnswer:
    """What a template says otherwise than the one that such letters are written with today."""
    from landwaiter.services.letters.office_templates import changes_of_file

    found = changes_of_file(call.session(), path_of(file))
    data = [{"place": one.id, "now": one.now, "proposed": one.proposed} for one in found]
    lines: list[str] = []
    for one in found:
        lines.append(f"@@ {one.id} @@")
        lines += [f"- {line}" for line in one.now.split("\n") if one.now]
        lines += [f"+ {line}" for line in one.proposed.split("\n") if one.proposed]
    return CommandAnswer(data, lines or (_("no line differs"),))


def preview(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Template")],
    *,
    pdf: Annotated[str, typer.Option("--pdf", metavar="F")],
    bare: Annotated[
        bool, typer.Option("--bare", help="As of a case of which no condition holds.")
    ] = False,
) -> CommandAnswer:
    """Draft pages of a template with invented values; it needs no casebook."""
    from datetime import date

    from landwaiter.services.letters.letter_output import letter_lines, write_draft
    from landwaiter.services.letters.model_letters import ModelLetter, checked_template
    from landwaiter.services.letters.sample_letters import sample_letter

    template = checked_template(path_of(file))
    draft = sample_letter(ModelLetter(template, ""), date.today(), holds=not bare)
    write_draft(draft, path_of(pdf))
    lines = tuple(letter_lines(draft))
    return CommandAnswer({**_head(template), "lines": lines, "pdf": pdf}, (*lines, "", pdf))


def _head(template: "LetterTemplate") -> dict[str, Any]:
    return {
        "kind": template.kind.value,
        "language": template.language,
        "edition": template.edition,
        "trust": template.trust,
        "title": template.title,
        "model": template.model,
    }
