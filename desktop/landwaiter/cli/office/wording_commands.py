"""`wording …`: texts that the office supplies in a language, instead of those of the program."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import path_of
from landwaiter.cli.deeds.commands import add_deeds, said_in_short
from landwaiter.domain.office.deeds import SUPPLY_TEXTS, WITHDRAW_TEXTS, SupplyTexts
from landwaiter.domain.office.office_texts import (
    BY,
    EDITION,
    ID,
    LANGUAGE,
    SECONDED_BY,
    SHA256,
    SHIPPED,
    TEXTS,
    TRUST,
    TRUSTED,
    WHEN,
)
from landwaiter.i18n import _, plural

if TYPE_CHECKING:
    from landwaiter.domain.office.office_texts import OfficeTexts
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.warm.session import Session

_LANG = Annotated[str, typer.Argument(metavar="LANG", help="Such as pl.")]


def register(app: typer.Typer) -> None:
    wording = group(app, "wording", "Texts that the office supplies in a language.")
    command(wording, "list")(list_wording)
    command(wording, "export")(export)
    add_deeds(app, SUPPLY_TEXTS, shown=_supplied)
    add_deeds(app, WITHDRAW_TEXTS)


def list_wording(
    call: Call,
    lang: Annotated[
        str | None, typer.Argument(metavar="[LANG]", help="Every text in this language.")
    ] = None,
) -> CommandAnswer:
    """What the office supplies in each language; or each text beside that of the program."""
    from landwaiter.services.office import office_texts

    session = call.session()
    if lang is not None:
        rows = office_texts.text_rows(session, lang)
        beside = (_(ID), _("Text of the office"), _(SHIPPED))
        return CommandAnswer(rows, table(beside, [(r.id, r.text, r.shipped) for r in rows]))
    found = tuple(office_texts.texts_of_office(session).values())
    header = [_(one) for one in (LANGUAGE, EDITION, TEXTS, TRUSTED, SHA256, BY, SECONDED_BY, WHEN)]
    lines = table(
        header,
        [
            (
                *(t.language, t.edition, t.count, _(TRUST), t.sha256[:12]),
                *(t.author, t.seconder, t.at.date()),
            )
            for t in found
        ],
    )
    return CommandAnswer(
        [_object(one) for one in found],
        lines if found else (_("The office supplies no texts."),),
    )


def _object(texts: "OfficeTexts") -> dict[str, Any]:
    return {
        "language": texts.language,
        "edition": texts.edition,
        "texts": texts.count,
        "trust": TRUST,
        "sha256": texts.sha256,
        "by": texts.author,
        "seconder": texts.seconder or None,
        "at": texts.at,
    }


def export(
    call: Call,
    lang: _LANG,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A new file, .po.")],
    *,
    every: Annotated[
        bool, typer.Option("--all", help="All texts as they are spoken, to begin from.")
    ] = False,
) -> CommandAnswer:
    """Write the texts of the office as a file of gettext."""
    from landwaiter.services.office.office_texts import export_texts

    path = path_of(file)
    count = export_texts(call.session(), lang, path, every=every)
    said = plural(count, "{n} text is in {file}.", "{n} texts are in {file}.", file=path)
    return CommandAnswer({"file": str(path), "texts": count}, (said,))


def _supplied(session: "Session", said: SupplyTexts, result: "Result") -> CommandAnswer:
    """What is proposed, or in an office of one spoken, beside what is said of every deed."""
    from landwaiter.services.office.office_texts import same_said

    made, short = result.outcome, said_in_short(session, said, result)
    data = {
        "language": said.lang,
        "edition": said.edition,
        "texts": made.count,
        "sha256": made.sha256,
        "same": made.same,
        "long": made.long,
        "motion": result.motion_id,
        "said": result.changes.said,
    }
    count = plural(made.count, "{n} text of the office.", "{n} texts of the office.")
    same = (same_said(made),) if made.same else ()
    first, *more = short.text
    return CommandAnswer(data, (first, count, *same, *more))
