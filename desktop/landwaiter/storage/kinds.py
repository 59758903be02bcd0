"""The table of kinds of case as shipped, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache

from landwaiter.domain.case import CaseKind
from landwaiter.domain.case_kinds import kinds_of
from landwaiter.domain.kinds import Kind
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.resources import root

FILE = "case_kinds.toml"


@cache
def case_kinds() -> Mapping[CaseKind, Kind]:
    """Every kind of case; Invalid where the table is not as it must be."""
    text = (root() / "kinds" / FILE).read_text(encoding="utf-8")
    try:
        return kinds_of(tomllib.loads(text), FILE)
    except tomllib.TOMLDecodeError as error:
        raise Invalid(_("The table of kinds cannot be read: {why}.").format(why=error), file=FILE,
                      remedy=_("Install Landwaiter again.")) from error  # fmt: skip


def kind_named(kind: CaseKind) -> Kind:
    """One row of the table."""
    return case_kinds()[kind]
