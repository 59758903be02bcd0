"""The page of each deed, made from its row: of its form in the window, and of its command."""

import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.base.terms import capital, low
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.deeds.shape import (
    EVERYBODY,
    Argument,
    Deed,
    FileUse,
    Second,
    arguments,
    named_as,
)
from landwaiter.domain.table.deeds import DEEDS
from landwaiter.i18n import _, joined, plural
from landwaiter.services.base.wording import sentence
from landwaiter.services.help.corrections import CORRECTED_BY, CORRECTED_BY_ITSELF
from landwaiter.services.help.deed_questions import QUESTIONS
from landwaiter.services.help.help_page import (
    HelpRow,
    HelpSection,
    TopicKind,
    TopicPage,
    told_questions,
)

_MOST_CHOICES = 20
"""That are told one by one; of more the hint says how they are made."""


@cache
def deeds_by_name() -> Mapping[str, Deed[Any, Any]]:
    """Every deed by its name, which is the topic of its page."""
    return {deed.name: deed for deed in DEEDS}


def page_of_deed(name: str) -> TopicPage:
    """The page of a deed, in the language spoken."""
    deed = deeds_by_name()[name]
    sections = (
        HelpSection(_("Who may do it"), tuple(_who(deed))),
        HelpSection(_("What is asked for"), tuple(_asked(deed))),
        HelpSection(_("What follows"), tuple(_follows(deed))),
        HelpSection(_("How it is taken back"), tuple(_taken_back(deed))),
        HelpSection(_("On the command line"), tuple(_commands(deed))),
    )
    return TopicPage(
        name,
        _(deed.title),
        TopicKind.FORM,
        _(inspect.getdoc(deed.args) or ""),
        sections=tuple(section for section in sections if section.rows),
        questions=told_questions(QUESTIONS.get(name, ())),
        see=CORRECTED_BY.get(name, ()),
    )


def _whole(text: str) -> str:
    """The text as a sentence."""
    return sentence(text) if text.endswith((".", "!", "?", "…")) else f"{sentence(text)}."


def _roles(roles: frozenset[UserRole]) -> str:
    if roles == EVERYBODY:
        return _("everybody")
    return _(" or ").join(low(role) for role in sorted(roles))


def _who(deed: Deed[Any, Any]) -> Iterator[HelpRow]:
    yield HelpRow("", _whole(_roles(deed.roles)))
    for second in deed.second:
        yield HelpRow(_("Second person"), _second(second))


def _second(line: Second) -> str:
    condition = _(line.condition).format(value=_("as {key} says").format(key=line.setting))
    return _("{condition}. It may be: {roles}. It may never be: {others}.").format(
        condition=capital(condition), roles=_roles(line.roles), others=_(line.who_may_not)
    )


def _asked(deed: Deed[Any, Any]) -> Iterator[HelpRow]:
    """What must be given first; of what may be left out, that of which nothing is said together."""
    told = {_titled(one): joined(" ", _told(one)) for one in _fields(deed) if one.needed}
    if isinstance(deed, CaseDeed) and deed.signs:
        told[_("Your password")] = _("You sign with your own key.")
    for title, words in told.items():
        yield HelpRow(title, words or _("It must be given."))
    left_out = {_titled(one): joined(" ", _told(one)) for one in _fields(deed) if not one.needed}
    for title, words in left_out.items():
        if words:
            yield HelpRow(title, _("{words} It may be left out.").format(words=words))
    if bare := [title for title, words in left_out.items() if not words]:
        yield HelpRow("", _("May be left out: {fields}.").format(fields=joined(", ", bare)))


def _fields(deed: Deed[Any, Any]) -> Iterator[Argument]:
    """Without what the window read, and without the case that the form stands in."""
    on_case = isinstance(deed, CaseDeed)
    for one in arguments(deed.args):
        if not (one.ask.seen or (one.ask.given and on_case)):
            yield one


def _titled(one: Argument) -> str:
    title = _(one.ask.title)
    unit = one.ask.unit
    return _("{title} ({unit})").format(title=title, unit=_(unit)) if unit else title


def _told(one: Argument) -> Iterator[str]:
    ask = one.ask
    if ask.hint:
        yield _whole(_(ask.hint))
    elif one.sample and one.kind is not int:
        yield _("Write it as {wanted}.").format(wanted=one.sample)
    choices = () if ask.free and ask.hint else one.choices()
    if choices and ask.means is not None:
        for choice in choices:
            said = _("{word}: {means}").format(word=capital(choice), means=_(ask.means[choice]))
            yield _whole(said)
    elif 0 < len(choices) <= _MOST_CHOICES and not one.is_each:
        wanted = joined(", ", (low(choice) for choice in choices))
        yield _("One of: {wanted}.").format(wanted=wanted)
    if ask.law:
        yield _("A choice of law: nothing is chosen beforehand.")
    if ask.file is FileUse.READ:
        yield _("A file that is read.")
    elif ask.file is FileUse.WRITTEN:
        yield _("A file that is written.")
    if ask.least > 1:
        yield plural(ask.least, "At least {n} character.", "At least {n} characters.")


def _follows(deed: Deed[Any, Any]) -> Iterator[HelpRow]:
    if deed.second and not any(one.own_signature for one in deed.second):
        yield HelpRow("", _("Where a second person is needed, nothing is done before that."))
    if deed.done:
        yield HelpRow("", _(deed.done))
    if isinstance(deed, CaseDeed):
        yield from (HelpRow("", words) for words in _follows_on_case(deed))
    told = _(deed.told or deed.title)
    yield HelpRow("", _("The audit trail keeps it as “{title}”.").format(title=told))


def _follows_on_case(deed: CaseDeed[Any]) -> Iterator[str]:
    if deed.to is not None:
        yield _("The case goes on to the stage {stage}.").format(stage=stage_title(deed.to))
    if deed.goods is not None:
        yield _("The goods status becomes: {status}.").format(status=low(deed.goods))
    if deed.substance:
        yield _("A proposal that waits becomes void: it rested on something else.")
    if deed.screens:
        yield _("The parties are held against the lists again.")
    if deed.takes_on:
        yield _("A case that nobody has is yours from then on.")


def _taken_back(deed: Deed[Any, Any]) -> Iterator[HelpRow]:
    if isinstance(deed, CaseDeed) and deed.undo:
        yield HelpRow("", _("In the window it can be undone for some seconds; then it is sealed."))
    for name in CORRECTED_BY.get(deed.name, ()):
        yield HelpRow("", _("By: {title}.").format(title=_(deeds_by_name()[name].title)))
    if deed.name in CORRECTED_BY_ITSELF:
        yield HelpRow("", _("By doing it again; what was said before stays readable."))
    elif deed.name not in CORRECTED_BY:
        yield HelpRow("", _("Nothing takes it back: what is said later stands beside it."))


def _commands(deed: Deed[Any, Any]) -> Iterator[HelpRow]:
    for words, _fixed in named_as(deed):
        yield HelpRow("", f"landwaiter {words}")
    yield HelpRow("", _("With --help it says its options."))
