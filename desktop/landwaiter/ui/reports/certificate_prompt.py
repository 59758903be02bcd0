"""Asking for what opens the office's certificate, before a PDF is signed with it."""

from pathlib import Path

from landwaiter.i18n import _
from landwaiter.services.reports.files.received import Certificate
from landwaiter.ui.kit.prompts import Field, Prompts


def ask_certificate(prompts: Prompts, path: Path | None) -> Certificate | None:
    """None where the office has no certificate, and where the person leaves it out this time."""
    if path is None:
        return None
    answers = prompts.ask(
        _("Sign the PDF with the office’s certificate"),
        _("Sign"),
        (Field("password", _("Password of the certificate"), minimum=1, secret=True),),
        note=_("{file}. Cancel makes the file without this signature.").format(file=path.name),
    )
    return Certificate(path, answers["password"]) if answers else None
