"""Every document that may be made of a case now, reports and letters, and why others may not."""

from landwaiter.domain.reports.paper_kinds import PaperForm
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.letters.letter_draft import letters_now
from landwaiter.services.reports.kinds.paper_kinds import KindNow, kinds_now, paper_kinds
from landwaiter.services.warm.session import Session


def documents_now(session: Session, reference: str) -> tuple[KindNow, ...]:
    """Each kind in the order of the table, and why none may be made of the case now."""
    with session.snapshot() as still:
        reports = kinds_now(case_view(still, reference))
        letters = {one.kind.value: one.why_not for one in letters_now(still, reference)}
    written = (one for one in paper_kinds().values() if one.form is PaperForm.LETTER)
    return (*reports, *(KindNow(one, letters[one.name]) for one in written))
