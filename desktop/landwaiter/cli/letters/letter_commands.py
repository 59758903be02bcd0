"""`letter …`: letters to the parties of a case, and the texts of the office in them."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.named_commands import named_command
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import date_of, path_of
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.letters import deeds_on_letters
from landwaiter.domain.letters.deeds import ISSUE_LETTER, KEEP_LETTER_TEXT, IssueLetter
from landwaiter.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from landwaiter.services.letters.issuing import IssueResult
    from landwaiter.services.letters.letter_draft import LetterDraft
    from landwaiter.services.letters.letters_kept import LetterFacts
    from landwaiter.services.warm.session import Session

_REFERENCE = Annotated[str, typer.Argument(metavar="REF")]
_KINDS = {
    "hold": "The hold notice: which goods are held, and why by track.",
    "information": "The request for information and documents.",
    "reminder": "The reminder of a request that nobody answered in full.",
    "hearing": "What is intended, and the right to be heard before.",
    "decision": "The decision with its remedy.",
    "release": "Which goods are released, and what stays held.",
    "advice": "The advice against a research cooperation.",
}
"""Kind of letter → what its command says of itself."""


def register(app: typer.Typer) -> None:
    letters = group(app, "letter", "Letters to the parties of a case.")
    for name, said in _KINDS.items():
        command(letters, name)(named_command(letter, name, said))
    command(letters, "kinds")(list_kinds)
    texts = group(letters, "text", "What the office says of national law in its letters.")
    command(texts, "list")(list_texts)
    command(letters, "list")(list_letters)
    command(letters, "show")(show_letter)
    add_deeds(app, ISSUE_LETTER, shown=_issued, seals=True)
    add_deeds(app, KEEP_LETTER_TEXT, *deeds_on_letters.DEEDS)


def letter(
    call: Call,
    reference: _REFERENCE,
    *,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="NAME",
            help="A role such as declarant, or a name: of a party or an entity linked to the case.",
        ),
    ],
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="CODE",
            help="Of the letter; else of the recipient's state, else the office's.",
        ),
    ] = None,
    say: Annotated[
        list[str] | None,
        typer.Option("--say", metavar="FIELD=TEXT", help="What no record says; may be repeated."),
    ] = None,
    row: Annotated[
        list[str] | None,
        typer.Option(
            "--row",
            metavar="TEXT",
            help="A question or a source, its columns parted by |; may be repeated.",
        ),
    ] = None,
    exhibit: Annotated[
        list[str] | None,
        typer.Option("--exhibit", metavar="LABEL", help="Evidence listed; may be repeated."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="DATE", help="The day by which an answer is asked for."),
    ] = None,
    pdf: Annotated[str | None, typer.Option("--pdf", metavar="F")] = None,
    name: str = "hold",
) -> CommandAnswer:
    """A letter of the kind `name`: a draft without a number; nothing is written to the case."""
    from landwaiter.domain.letters.letter_fields import LetterKind
    from landwaiter.domain.letters.letter_order import order_said
    from landwaiter.services.letters.letter_draft import draft_letter
    from landwaiter.services.letters.letter_form import note_letter_opened
    from landwaiter.services.letters.letter_output import letter_lines, write_draft

    kind = LetterKind(name)
    order = order_said(
        kind,
        reference,
        to,
        language=language or "",
        say=say or (),
        rows=row or (),
        exhibits=exhibit or (),
        by=date_of(by, "by"),
    )
    session = call.session()
    note_letter_opened(session, reference, through="letter")
    draft = draft_letter(session, order)
    file = path_of(pdf) if pdf else None
    if file is not None:
        write_draft(draft, file)
    lines = tuple(letter_lines(draft))
    about = _("Language: {language}, {why}. {model}").format(
        language=draft.language.code, why=draft.language.why, model=draft.model
    )
    shown = (*lines, "", about, *draft.remarks, *((str(file),) if file else ()))
    return CommandAnswer(_object(draft, lines, str(file) if file else None), shown)


def _object(draft: "LetterDraft", lines: tuple[str, ...], pdf: str | None) -> dict[str, Any]:
    return {
        "kind": draft.kind.value,
        "reference": draft.reference,
        "number": draft.number or None,
        "draft": not draft.number,
        "title": draft.title,
        "language": draft.language.code,
        "language_why": draft.language.why,
        "translation": draft.language.is_translation,
        "address": draft.address,
        "day": draft.day.isoformat(),
        "model": draft.model,
        "remarks": draft.remarks,
        "template": {
            "of": draft.template_of,
            "edition": draft.template_edition,
            "sha256": draft.template_sha256,
        },
        "fields": [
            {"path": one.path, "text": one.text, "class": one.content.value} for one in draft.fields
        ],
        "lines": lines,
        "pdf": pdf,
    }


def list_kinds(call: Call, reference: _REFERENCE) -> CommandAnswer:
    """Which letters may be made of a case now, and why the others not."""
    from landwaiter.services.audit.viewing import note_case_opened
    from landwaiter.services.letters.letter_draft import letters_now

    session = call.session()
    note_case_opened(session, reference, through="letter kinds")
    found = letters_now(session, reference)
    data = [
        {"kind": one.kind.value, "title": one.title, "ok": not one.why_not, "why_not": one.why_not}
        for one in found
    ]
    header = (_("Kind"), _("Title"), _("May be made"))
    rows = [
        (
            one.kind,
            one.title,
            _("not now: {why}").format(why=one.why_not) if one.why_not else _("yes"),
        )
        for one in found
    ]
    return CommandAnswer(data, table(header, rows))


def _issued(_session: "Session", _said: IssueLetter, made: "IssueResult") -> CommandAnswer:
    data = {
        "number": made.number,
        "kind": made.kind.value,
        "language": made.language,
        "sha256": made.sha256,
        "pdf": str(made.pdf),
        "pdf_sha256": made.pdf_sha256,
        "evidence": made.evidence,
        "remarks": made.remarks,
    }
    said = _("Letter {number}").format(number=made.number)
    return CommandAnswer(data, (said, *made.remarks, str(made.pdf), f"SHA-256 {made.pdf_sha256}"))


def list_letters(call: Call, reference: _REFERENCE) -> CommandAnswer:
    """The letters that were issued on a case."""
    from landwaiter.services.audit.viewing import note_case_opened
    from landwaiter.services.cases.case_reads import case_view
    from landwaiter.services.letters.letters_kept import letters_of

    session = call.session()
    note_case_opened(session, reference, through="letter list")
    found = letters_of(case_view(session, reference).case)[::-1]
    numbers = {one.letter.id: one.number for one in found}
    data = [_letter_object(one, numbers) for one in found]
    header = (
        *(_("Number"), _("Kind"), _("Language"), _("To whom"), _("Author"), _("At")),
        *(_("Answer by"), _("Answered"), _("What became of it")),
    )
    rows = [
        (
            one.number,
            one.title,
            one.letter.language,
            one.letter.recipient,
            one.letter.author,
            one.issued.isoformat(),
            one.due.isoformat() if one.due else "",
            one.answered.isoformat() if one.answered else "",
            one.state,
        )
        for one in found
    ]
    return CommandAnswer(data, table(header, rows))


def show_letter(
    call: Call,
    reference: _REFERENCE,
    no: Annotated[int, typer.Argument(metavar="NO", help="Its number on the case, such as 4.")],
) -> CommandAnswer:
    """A letter that was issued: what it says, what it opened, and what came back."""
    from landwaiter.services.audit.viewing import note_case_opened
    from landwaiter.services.cases.case_reads import case_view
    from landwaiter.services.letters.letters_kept import kept_letter

    session = call.session()
    note_case_opened(session, reference, through="letter show")
    kept = kept_letter(session, reference, no)
    case = case_view(session, reference).case
    numbers = {one.id: one.number(reference) for one in case.letters}
    data = {**_letter_object(kept.facts, numbers), "lines": kept.lines}
    facts = table((_("Name"), _("Value")), [*_told(kept.facts)])
    return CommandAnswer(data, (*facts, "", *kept.lines))


def _told(facts: "LetterFacts") -> "Iterator[tuple[str, str]]":
    """What is known of it, by name; what nobody recorded is left out."""
    from landwaiter.services.letters.letters_kept import facts_told

    return ((name, said) for name, said in facts_told(facts) if said)


def _letter_object(facts: "LetterFacts", numbers: "Mapping[str, str]") -> dict[str, Any]:
    letter = facts.letter
    service, ending = letter.service, letter.ending
    return {
        "number": facts.number,
        "kind": letter.kind,
        "language": letter.language,
        "recipient": letter.recipient,
        "sha256": letter.sha256,
        "pdf_sha256": letter.pdf_sha256,
        "author": letter.author,
        "at": letter.at,
        "request": letter.action_id,
        "opened": facts.opened or None,
        "due": facts.due,
        "remind": facts.remind,
        "answered": facts.answered,
        "replies": [
            {"evidence": one.evidence, "name": one.name, "judgement": one.judgement.value}
            for one in facts.replies
        ],
        "served": facts.served,
        "how": service.how if service else None,
        "proof": facts.proof or None,
        "served_before": facts.earlier,
        "ended": ending.step.value if ending else None,
        "replaced_by": numbers.get(ending.successor_id or "") if ending else None,
        "reason": str(ending.reason) if ending else None,
    }


def list_texts(call: Call) -> CommandAnswer:
    """The texts of the office in its letters, with source and validity."""
    from landwaiter.services.letters.letter_texts import texts_known

    known = texts_known(call.session())
    data = [
        {
            "field": one.field,
            "language": one.language,
            "text": one.text,
            "source": one.source,
            "since": one.since.isoformat(),
            "until": one.until.isoformat() if one.until else None,
            "author": one.author,
        }
        for one in known
    ]
    header = (_("Name"), _("Language"), _("Text"), _("Source"), _("Valid from"), _("Author"))
    rows = [
        (one.field, one.language, one.text, one.source, one.since.isoformat(), one.author)
        for one in known
    ]
    return CommandAnswer(data, table(header, rows))
