"""Every form of watch list that is read, and the one that a file is of."""

from collections.abc import Mapping
from typing import Final

from landwaiter.errors import Invalid
from landwaiter.formats.lists import (
    cn_countermeasures,
    eu_fsf,
    eu_journal,
    ftm,
    ofac_csv,
    ofac_enhanced,
    ofac_sdn_xml,
    plain,
    senzing,
    simple,
    uk_conlist,
    un,
    us_csl,
    us_dpl,
    us_named,
)
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.part import ListPart
from landwaiter.i18n import _

FORMS: Final = (
    eu_fsf.FORM,
    eu_journal.FORM,
    un.FORM,
    ofac_sdn_xml.FORM,
    ofac_enhanced.FORM,
    ofac_csv.FORM,
    us_csl.FORM,
    us_dpl.FORM,
    us_named.FORM_1260H,
    us_named.FORM_1286,
    uk_conlist.FORM,
    simple.FORM,
    ftm.NESTED,
    ftm.ENTITIES,
    senzing.FORM,
    cn_countermeasures.FORM,
    plain.FORM,
)
"""The first that recognises a file reads it; the plain form comes last, for it asks for least."""
BY_NAME: Final[Mapping[str, Form]] = {form.name: form for form in FORMS}


def form_of(part: ListPart) -> Form:
    """The form of a file; Invalid where it is none of them."""
    form = known_form(part)
    if form is None:
        raise _unknown(part)
    return form


def known_form(part: ListPart) -> Form | None:
    """The form of a file, None where it is none of them; Invalid where it lists nobody."""
    if _is_tracker(part):
        raise _assessments(part)
    return next((one for one in FORMS if one.recognises(part.beginning)), None)


def _is_tracker(part: ListPart) -> bool:
    return "china-defence-universities" in part.beginning.text


def _assessments(part: ListPart) -> Invalid:
    return Invalid(
        _("The file holds assessments of institutions; nobody is listed by it."),
        file=part.file,
        remedy=_("Import it as a pack: “pack import”, or Packs in the window."),
    )


def _unknown(part: ListPart) -> Invalid:
    return Invalid(
        _("The content is not a watch list that is read here."),
        file=part.file,
        row=1,
        remedy=_(
            "Give a list as its publisher has it, or a table with a column name and any of "
            "{columns}; or say which column is which (“list columns FILE”, “Columns” in the "
            "window)."
        ).format(columns=", ".join(column for column in plain.COLUMNS if column != "name")),
    )
