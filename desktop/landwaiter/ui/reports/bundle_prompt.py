"""How a court bundle is asked for: as a folder or as one PDF, and which court gets it."""

from landwaiter.domain.reports.bundle_deeds import REPORT_BUNDLE, ReportBundle
from landwaiter.i18n import _
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.prompts import Prompts

_FOLDER, _PDF = "folder", "pdf"


def ask_bundle(prompts: Prompts, reference: str) -> ReportBundle | None:
    """What is to be made, and where; None where nobody answers."""
    title = _(REPORT_BUNDLE.title)
    forms = Field(
        "form",
        _("Form"),
        (
            (_FOLDER, _("a folder with a manifest")),
            (_PDF, _("one PDF that has each exhibit attached")),
        ),
        value=_FOLDER,
        hint=_("Exhibits given in confidence are named and withheld."),
    )
    to = Field("to", _("Addressee"), hint=_("The court that gets it."))
    answers = prompts.ask(title, _("Next"), (forms, to))
    if answers is None:
        return None
    is_pdf = answers["form"] == _PDF
    name = f"{reference}-bundle"
    path = (
        prompts.save_file(title, f"{name}.pdf", _("PDF (*.pdf)"))
        if is_pdf
        else prompts.save_file(_("New folder of the bundle"), name)
    )
    if path is None:
        return None
    folder, pdf = (None, path) if is_pdf else (path, None)
    return ReportBundle(reference, to=answers["to"].strip(), folder=folder, pdf=pdf)
