"""Kinds of case for window and command line."""

from landwaiter.domain.case import CaseKind
from landwaiter.domain.kinds import Kind
from landwaiter.storage.kinds import case_kinds, kind_named


def kinds_known() -> tuple[Kind, ...]:
    """Every kind in the order of the domain."""
    return tuple(case_kinds()[kind] for kind in CaseKind)


def kind_of(kind: CaseKind) -> Kind:
    """One kind by its word."""
    return kind_named(kind)
