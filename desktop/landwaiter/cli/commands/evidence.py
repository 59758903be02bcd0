"""`evidence …`: files kept unchanged with a case."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import Annotated

import typer

from landwaiter.cli.answer import Answer
from landwaiter.cli.call import Call
from landwaiter.cli.options import command, group
from landwaiter.cli.values import path_of
from landwaiter.i18n import _


def register(app: typer.Typer) -> None:
    evidence = group(app, "evidence", "Files kept with a case under their hash.")
    command(evidence, "add")(add)
    command(evidence, "verify")(verify)


def add(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF")],
    file: Annotated[str, typer.Argument(metavar="FILE")],
    *,
    received_from: Annotated[str, typer.Option("--from", metavar="NAME")] = "",
) -> Answer:
    """Keep a file with a case, and say from whom it came."""
    from landwaiter.services.cases import case_view
    from landwaiter.services.evidence import add_evidence

    session = call.session()
    add_evidence(session, reference, path_of(file), received_from=received_from)
    kept = case_view(session, reference).case.evidence[-1]
    sentence = _("{name} is evidence {no} of {reference}, SHA-256 {sha256}.")
    return Answer(
        {"reference": reference, **_fields(kept)},
        (sentence.format(name=kept.name, no=kept.no, reference=reference, sha256=kept.sha256),),
    )


def _fields(kept: object) -> dict[str, object]:
    names = ("id", "no", "name", "sha256", "size", "media_type", "received_from", "author", "at")
    return {name: getattr(kept, name) for name in names}


def verify(call: Call) -> Answer:
    """Read every file again and hold it against its hash."""
    from landwaiter.services.evidence import verify_evidence

    count, faults = verify_evidence(call.session())
    lines = [
        _("{reference}, evidence {no} ({name}): {problem}").format(
            reference=f.reference, no=f.no, name=f.name, problem=f.problem
        )
        for f in faults
    ]
    lines.append(_("{count} files were read.").format(count=count))
    complaint = _("{count} files are missing or changed.").format(count=len(faults))
    return Answer({"read": count, "faults": faults}, lines, complaint if faults else "")
