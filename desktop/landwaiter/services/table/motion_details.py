"""What a second person judges by before signing: what would change, in lines or text by text."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.law.pack import Trust
from landwaiter.domain.letters.template_deeds import PROPOSE_TEMPLATE, WITHDRAW_TEMPLATE
from landwaiter.domain.listings.deeds import APPROVE
from landwaiter.domain.office.office_texts import TextChange
from landwaiter.domain.reports.find_deeds import JUDGE_FIND
from landwaiter.domain.reports.gist_deeds import RELEASE_GIST
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.law import packs
from landwaiter.services.law.keeping import why_lowered
from landwaiter.services.law.seconded_imports import staged
from landwaiter.services.letters.office_templates import proposals_beside, template_changes
from landwaiter.services.listings.proposal_views import proposal_told
from landwaiter.services.listings.proposals import proposal_opened
from landwaiter.services.lists import list_editions
from landwaiter.services.office.texts_by_two import SUPPLY, WITHDRAW, changes_of
from landwaiter.services.reports.finds import release_told
from landwaiter.services.reports.gists import gist_told
from landwaiter.services.warm.session import Session

Given = Mapping[str, Any]
_TEMPLATES = frozenset({PROPOSE_TEMPLATE.motion, WITHDRAW_TEMPLATE.motion})


def details_of(session: Session, motion: Motion) -> tuple[str, ...]:
    """Lines beside the text of an open motion; none where the text says it all."""
    if motion.deed in _TEMPLATES and motion.state is MotionState.OPEN:
        return proposals_beside(session, motion)
    tell = _DETAILS.get(motion.deed)
    if tell is None or motion.state is not MotionState.OPEN:
        return ()
    return tuple(tell(session, motion.args))


def text_changes_of(session: Session, motion: Motion) -> tuple[TextChange, ...]:
    """Each text that an open motion is about, of the office or of its letters; none of another.

    Nor of one that is not what its author moved: nobody seconds that.
    """
    if motion.deed in _TEMPLATES:
        return template_changes(session, motion)
    is_open = motion.state is MotionState.OPEN and not motion.unsound
    if motion.deed not in (SUPPLY, WITHDRAW) or not is_open:
        return ()
    return changes_of(session, motion)


def _pack(session: Session, args: Given) -> Iterator[str]:
    """What the edition says otherwise than the one in force, and the open cases it touches."""
    pack = staged(session, args)
    if pack.trust is Trust.OFFICIAL:
        yield why_lowered(pack.id, pack.edition, Trust.TRANSCRIBED)
    found = packs.compared_with_force(session, pack)
    if found is None:
        yield _("No edition of this pack is in force on that day: all rows are new.")
    else:
        yield from packs.comparison_lines(found)


def _list(session: Session, args: Given) -> Iterator[str]:
    """The edition against the one before it; nothing where it is the first."""
    new = str(args["edition_sha256"])
    try:
        found = list_editions.diff_lists(session, str(args["list"]), new=new)
    except NotFound:
        return
    yield from list_editions.comparison_lines(found)


def _listing(session: Session, args: Given) -> Iterator[str]:
    """The proposal to read: its rows, what it is known by, what stays out, what changed since."""
    yield from proposal_told(proposal_opened(session, str(args["listing"]), through="motion"))


_DETAILS: Mapping[str, Callable[[Session, Given], Iterator[str]]] = {
    "import_pack": _pack,
    "confirm_list": _list,
    APPROVE: _listing,
    RELEASE_GIST.motion: gist_told,
    JUDGE_FIND.motion: release_told,
}
