"""`case returns` and `office reviewers`: what came back, and what became of it."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.output import table
from landwaiter.cli.base.pages import every_row
from landwaiter.cli.base.values import date_of
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.review.returns import ReturnedProposal, ReviewerRecord, ReviewPeriod
    from landwaiter.services.review.returns import ReturnPage


def returns(
    call: Call,
    reference: Annotated[
        str, typer.Argument(metavar="[REF]", help="Of one case: with what changed since.")
    ] = "",
    *,
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="Whose proposals.")] = "",
    reviewer: Annotated[
        str, typer.Option("--reviewer", metavar="NAME", help="Returned by whom.")
    ] = "",
) -> CommandAnswer:
    """Returned proposals: for what, what became of them, what is said of the return."""
    from landwaiter.services.review.returns import return_page, returned_proposals

    session = call.session()
    if reference:
        pages = return_page(session, reference)
        return CommandAnswer([_page_object(one) for one in pages], _page_lines(pages))
    fetch = partial(returned_proposals, session, author=author, reviewer=reviewer)
    rows = every_row(lambda after: fetch(after=after))
    return CommandAnswer([asdict(one) for one in rows], _return_lines(rows))


def reviewers(
    call: Call,
    *,
    first: Annotated[
        str | None, typer.Option("--from", metavar="D", help="First day, such as 2026-01-01.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="D", help="Last day; without it, today.")
    ] = None,
) -> CommandAnswer:
    """Per reviewer: approved, returned for what, changed and approved later, fallen since."""
    from landwaiter.services.review.returns import reviewers as records_of

    period, found = records_of(
        call.session(), first=date_of(first, "from"), last=date_of(last, "to")
    )
    data = {
        "from": period.first,
        "to": period.last,
        "reviewers": [{**asdict(one), "kinds": dict(one.kinds)} for one in found],
    }
    return CommandAnswer(data, _record_lines(period, found))


def _page_object(page: "ReturnPage") -> dict[str, Any]:
    return {
        **asdict(page.returned),
        "compared_version": page.compared_version,
        "changes": [asdict(one) for one in page.changes],
    }


def _return_lines(rows: "Iterable[ReturnedProposal]") -> Iterator[str]:
    from landwaiter.domain.review.returns import return_words
    from landwaiter.services.review.returns import became_said, feedback_said

    for one in rows:
        yield _("{reference}, version {version} by {author}, {day}: {kind}").format(
            reference=one.reference,
            version=one.version,
            author=one.author,
            day=one.at.date(),
            kind=return_words(one.kind),
        )
        yield _("  Returned by {by}: {reason}").format(by=one.returned_by, reason=one.reason)
        yield f"  {became_said(one)}"
        yield from (f"  {said}" for said in feedback_said(one))


def _page_lines(pages: "Iterable[ReturnPage]") -> Iterator[str]:
    from landwaiter.cli.cases.review_commands import difference_lines

    for page in pages:
        yield from _return_lines((page.returned,))
        if page.compared_version is not None:
            yield _("  What changed until version {version}:").format(version=page.compared_version)
            for one in page.changes:
                yield from (f"    {line}" for line in difference_lines(one))


def _record_lines(period: "ReviewPeriod", found: "Iterable[ReviewerRecord]") -> Iterator[str]:
    from landwaiter.domain.review.facts import REVIEWER
    from landwaiter.services.base.facts_shown import titles
    from landwaiter.services.review.returns import helped_said, kinds_said

    names = ("reviewer", "approved", "returned", "kinds", "approved_later", "changed", "reversed")
    rows = tuple(found)
    yield _("From {first} to {last}:").format(first=period.first, last=period.last)
    if not rows:
        yield _("Nothing was approved or returned in these days: not evaluated.")
        return
    yield from table(
        titles(REVIEWER, *names, "feedback"),
        (
            (
                r.reviewer,
                r.approved,
                r.returned,
                kinds_said(r),
                r.approved_later,
                r.changed,
                r.reversed,
                helped_said(r),
            )
            for r in rows
        ),
    )
