"""Whether goods pass through the Union as non-Union goods (T1), and what says so."""

from landwaiter.domain.cases.case import Case
from landwaiter.domain.flags.view import is_true
from landwaiter.domain.intake.case_kind import CaseKind


def is_t1(case: Case) -> bool:
    """True for non-Union goods in transit: declared so, or stated of a case of transit."""
    return is_declared_t1(case) or is_stated_non_union(case)


def is_declared_t1(case: Case) -> bool:
    return case.declaration is not None and case.declaration.is_t1


def is_stated_non_union(case: Case) -> bool:
    return case.kind is CaseKind.TRANSIT and is_true((case.project or {}).get("non_union"))
