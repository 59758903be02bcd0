"""What a report says of what it withholds: how much of which class, on which ground."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.profiles import (
    CLASS_WORDS,
    GROUNDS,
    PROFILE_WORDS,
    right_of,
)
from landwaiter.i18n import N_, _, joined
from landwaiter.reports.dossier.dossier import (
    CellType,
    ClassCount,
    DossierColumn,
    Redaction,
    Table,
)
from landwaiter.reports.dossier.passages import WithheldPassage

_WITH_GIST: Final = N_("a gist of it stands in its place")


def class_counts(passages: Iterable[WithheldPassage]) -> tuple[ClassCount, ...]:
    """How many passages of each class were taken out."""
    counted = Counter(one.content for one in passages)
    return tuple(ClassCount(one, counted[one]) for one in Content if counted[one])


def redaction_table(part: Redaction) -> Table:
    """Which classes are withheld from whom, how often, on which ground."""
    return Table(
        id="redaction",
        title=_("Withheld from the reader"),
        subtitle=joined(", ", filter(None, (_(PROFILE_WORDS[part.profile]), part.addressee))),
        columns=(
            DossierColumn("class", _("Class"), Content.OPEN, CellType.CODE, width=12),
            DossierColumn("word", _("What"), Content.OPEN, width=40),
            DossierColumn("count", _("Passages"), Content.OPEN, CellType.NUMBER, width=20),
            DossierColumn("ground", _("Ground"), Content.OPEN, width=90),
        ),
        rows=tuple(
            (
                one.content.value,
                _(CLASS_WORDS[one.content]),
                str(count),
                _(_WITH_GIST if has_gist else GROUNDS[right_of(part.profile, one.content)]),
            )
            for one in part.counts
            for has_gist, count in _by_gist(part, one.content)
        ),
        empty=_("Nothing is withheld."),
    )


def _by_gist(part: Redaction, content: Content) -> Iterator[tuple[bool, int]]:
    """How many passages of a class stand there without a gist, and how many with one."""
    counted = Counter(one.gist for one in part.withheld if one.content is content)
    return ((has_gist, counted[has_gist]) for has_gist in (False, True) if counted[has_gist])
