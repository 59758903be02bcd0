"""`evidence …`: files kept unchanged with a case, their custody, their copies, their end."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.values import path_of
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.evidence import deeds
from landwaiter.domain.evidence.custody import label, piece_number
from landwaiter.domain.evidence.deeds import AddFile, ExportEvidence, WipeEvidence
from landwaiter.i18n import _, plural

if TYPE_CHECKING:
    from landwaiter.domain.evidence.piece import Evidence
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.evidence.adding_evidence import EnteredFile
    from landwaiter.services.warm.session import Session

_REFERENCE = Annotated[str, typer.Argument(metavar="REF")]
_NUMBER = Annotated[
    int, typer.Argument(metavar="N", help="Its number on the case.", parser=piece_number)
]
_FIELDS = ("id", "no", "name", "sha256", "size", "media_type", "received_from", "author", "at")


def register(app: typer.Typer) -> None:
    evidence = group(app, "evidence", "Files kept with a case under their hash.")
    add_deeds(app, deeds.ADD_FILE, shown=_entered)
    command(evidence, "list")(list_pieces)
    command(evidence, "verify")(verify)
    add_deeds(app, deeds.EXPORT_EVIDENCE, shown=_exported)
    command(evidence, "preview")(preview)
    add_deeds(app, deeds.WIPE_EVIDENCE, shown=_moved)


def _entered(session: "Session", said: AddFile, entered: "EnteredFile") -> CommandAnswer:
    from landwaiter.services.deeds.handler import untold
    from landwaiter.services.evidence.evidence_files import evidence_list
    from landwaiter.services.evidence.text_reading import read_new_texts

    read_new_texts(session, entered.reference, untold)
    piece = next(p for p in evidence_list(session, said.reference) if p.no == entered.no)
    data = {"reference": entered.reference, **_fields(piece), "elsewhere": entered.elsewhere}
    data |= {"mail": entered.mail, "attached": [piece_object(one) for one in entered.attached]}
    data["proposals"] = entered.proposals
    return CommandAnswer(data, entered.sentences())


def _fields(piece: "Evidence") -> dict[str, Any]:
    return {name: getattr(piece, name) for name in _FIELDS}


def list_pieces(call: Call, reference: _REFERENCE) -> CommandAnswer:
    """Every piece of evidence of a case: hash, custody, grading, and what was wiped."""
    from landwaiter.services.evidence.evidence_files import evidence_list

    session = call.session()
    pieces = evidence_list(session, reference)
    return CommandAnswer([piece_object(piece) for piece in pieces], tuple(_listed(session, pieces)))


def piece_object(piece: "Evidence") -> dict[str, Any]:
    """A piece of evidence as JSON."""
    return {
        **_fields(piece),
        "grade": piece.grade or None,
        "in_confidence": piece.is_in_confidence,
        "redacts": piece.redacts,
        "attached_to": piece.attached_to,
        "stated_sender": piece.stated_sender,
        "mail": piece.mail,
        "custody": piece.custody,
        "gradings": piece.gradings,
        "confidences": piece.confidences,
        "wipe": piece.wipe,
    }


def _listed(session: "Session", pieces: "tuple[Evidence, ...]") -> Iterator[str]:
    from landwaiter.domain.evidence.facts import EVIDENCE
    from landwaiter.services.base.facts_shown import titles
    from landwaiter.services.evidence.evidence_words import sender_of, told_evidence

    if not pieces:
        yield _("The case has no evidence.")
        return
    yield from table(
        titles(EVIDENCE, "label", "name", "size", "received_from", "grade", "sha256"),
        [(p.label, p.name, p.size, sender_of(p), p.grade, p.sha256) for p in pieces],
    )
    for piece in pieces:
        for line in told_evidence(piece, state=session.casebook.member_state):
            yield f"{piece.label}: {line}"


def verify(call: Call) -> CommandAnswer:
    """Read every file again and hold it against its hash."""
    from landwaiter.services.evidence.evidence_files import verify_evidence

    with progress_bar() as tell:
        count, faults = verify_evidence(call.session(), progress=tell)
    lines = [
        _("{reference}, evidence {no} ({name}): {problem}").format(
            reference=f.reference, no=label(f.no), name=f.name, problem=f.problem
        )
        for f in faults
    ]
    lines.append(plural(count, "{n} file was read.", "{n} files were read."))
    complaint = plural(
        len(faults), "{n} file is missing or changed.", "{n} files are missing or changed."
    )
    return CommandAnswer({"read": count, "faults": faults}, lines, complaint if faults else "")


def _exported(_session: "Session", said: ExportEvidence, piece: "Evidence") -> CommandAnswer:
    sentence = _("{label} of {reference} is written to {file}, SHA-256 {sha256}.")
    text = sentence.format(
        label=piece.label, reference=said.reference, file=said.file, sha256=piece.sha256
    )
    data = {"reference": said.reference, **_fields(piece), "file": str(said.file)}
    return CommandAnswer(data, (text,))


def preview(
    call: Call,
    reference: _REFERENCE,
    number: _NUMBER,
    *,
    page: Annotated[int, typer.Option("--page", metavar="P")] = 1,
    png: Annotated[
        str | None, typer.Option("--png", metavar="FILE", help="Write the picture to a file.")
    ] = None,
) -> CommandAnswer:
    """Show a text, or draw a page of an image or PDF, in a process that may do nothing else."""
    from landwaiter.services.evidence import previews

    session, target = call.session(), path_of(png) if png else None
    shown = previews.preview(session, reference, number, page=page)
    data = {
        "reference": reference,
        "no": number,
        "page": shown.page,
        "pages": shown.pages,
        "width": shown.width or None,
        "height": shown.height or None,
        "text": shown.text if not shown.pixels else None,
        "note": shown.note,
        "png": str(target) if target and shown.pixels else None,
    }
    if not shown.pixels:
        return CommandAnswer(data, (*shown.text.splitlines(), *filter(None, (shown.note,))))
    said = _("{width} × {height} pixels, page {page} of {pages}.").format(**data)
    if target is None:
        return CommandAnswer(
            data, filter(None, (said, _("Give --png FILE to see it."), shown.note))
        )
    previews.save_preview(shown, target)
    written = _("It is written to {png}.").format(**data)
    return CommandAnswer(data, filter(None, (said, written, shown.note)))


def _moved(session: "Session", said: WipeEvidence, result: "Result") -> CommandAnswer:
    sentence = _("{label} of {reference} waits for a second person (motion {motion}).")
    text = sentence.format(
        label=label(said.number), reference=said.reference, motion=result.motion_id
    )
    data = {"reference": said.reference, "no": said.number, "motion": result.motion_id}
    return CommandAnswer(data, (text,))
