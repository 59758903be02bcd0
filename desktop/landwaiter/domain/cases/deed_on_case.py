"""A deed on a case: its row says besides in which stages it can be done and where it leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import ActionKind, Case, GoodsStatus, Stage
from landwaiter.domain.cases.case_of_kind import stages_of, why_kind_refuses
from landwaiter.domain.cases.four_eyes import why_conflicted
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.deeds.shape import Ask, Choices, Deed, arguments
from landwaiter.errors import Invalid
from landwaiter.i18n import _

A = TypeVar("A")
ACT = "case."
"""Begins the name of such a deed in the audit chain."""
NOT_MOVER = "its mover, and who has a conflict of interest"

Reference = Annotated[str, Ask("Case", Content.OPEN, given=True, option="ref")]
ReasonText = Annotated[str, Ask("Reason", Content.DELIBERATION, long=True)]
"""In the person's own words, however few."""


def whatever(case: Case, actor: Actor) -> str:
    """The case has what the deed needs."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDeed(Deed[A, Case], Generic[A]):
    """A row; of its arguments the first is the reference of the case."""

    topics: tuple[str, ...] = ("cases",)
    group: str
    """Of deeds that people compare field by field, and that stand together in a menu."""
    stages: frozenset[Stage]
    lacks: Callable[[Case, Actor], str] = whatever
    """What the case does not have that it needs, said after the title; `refuses` says the rest."""
    to: Stage | None = None
    goods: GoodsStatus | None = None
    goods_from: frozenset[GoodsStatus] = frozenset()
    substance: bool = False
    """It changes what a decision rests on: done after a proposal, it voids the proposal."""
    action: ActionKind | None = None
    screens: bool = False
    """The parties are held against the lists again."""
    takes_on: bool = False
    """Who begins to work on a case that nobody has takes it."""
    carries_out: bool = False
    """It carries out what was approved: only while the approval counts."""
    signs: bool = False
    """With the person's own key: a window asks for the password again."""
    of_persons: bool = False
    """Who has a conflict of interest may do it too: they say so."""
    undo: bool = False
    """In a window it waits for some seconds before it is sealed, and can be undone until then.

    Every other deed is sealed with its form.
    """

    @property
    def act(self) -> str:
        """What it is called on the command line and in `case acts`."""
        return self.name.removeprefix(ACT)

    @property
    def entry(self) -> str:
        """A motion of it is carried out by the deed itself."""
        return self.name

    @property
    def needs(self) -> tuple[str, ...]:
        """What a person must give, beside the case."""
        return tuple(one.name for one in arguments(self.args)[1:] if one.needed)

    @property
    def takes(self) -> tuple[str, ...]:
        """What may be given."""
        return tuple(one.name for one in arguments(self.args) if not one.needed)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Values of its outcome, where it has one."""
        found = (one for one in arguments(self.args) if one.name == "outcome")
        return tuple(str(value) for one in found for value in one.choices())

    def why_not(self, actor: Actor, subject: Case | None) -> str:
        """Empty where this person may do it on the case now, else the reason in one sentence."""
        return self.refusal_by_role(actor) or ("" if subject is None else self._why(subject, actor))

    def _why(self, case: Case, actor: Actor) -> str:
        if case.stage not in stages_of(self, case.of_kind):
            return _("{title}: not in the stage {stage}.").format(
                title=_(self.title), stage=stage_title(case.stage)
            )
        return (
            self._why_conflicted(case, actor)
            or why_kind_refuses(self, case)
            or self._why_lacking(case, actor)
            or self.refuses(case, actor)
        )

    def _why_conflicted(self, case: Case, actor: Actor) -> str:
        return "" if self.of_persons else why_conflicted(case, actor.id, actor.name)

    def _why_lacking(self, case: Case, actor: Actor) -> str:
        if self.goods_from and not any(item.status in self.goods_from for item in case.items):
            return _("{title}: no item has a goods status that allows it.").format(
                title=_(self.title)
            )
        why = self.lacks(case, actor)
        return f"{_(self.title)}: {why}" if why else ""


def items(case: Case) -> Choices:
    """The goods items of the case with their status."""
    return tuple(
        (str(item.no), _("{no}, {status}").format(no=item.no, status=low(item.status)))
        for item in case.items
    )


def pieces(case: Case) -> Choices:
    """The pieces of evidence of the case."""
    return tuple((str(piece.no), f"{piece.label}, {piece.name}") for piece in case.evidence)


def exact_number(text: str) -> int:
    """The number of an item or of a piece of evidence."""
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise ValueError(text)
    return int(text)


def basis_of_item(text: str) -> Mapping[int, str]:
    """`2=UCC Art. 198(1)` → {2: "UCC Art. 198(1)"}."""
    number, equals, value = text.partition("=")
    if not (equals and value.strip() and number.strip().isascii() and number.strip().isdigit()):
        raise Invalid(
            _("This is not an item number and a legal basis."),
            field="item-basis",
            value=text,
            remedy=_("Write it as 2=UCC Art. 198(1)."),
        )
    return {int(number): value.strip()}


def outcome_of_item(text: str) -> Mapping[int, str]:
    """`2=release` → {2: "release"}."""
    number, equals, value = text.partition("=")
    if not (equals and value.strip() and number.strip().isascii() and number.strip().isdigit()):
        raise Invalid(
            _("This is not an item number and an outcome."),
            field="item-outcome",
            value=text,
            remedy=_("Write it as 2=release."),
        )
    return {int(number): value.strip()}
