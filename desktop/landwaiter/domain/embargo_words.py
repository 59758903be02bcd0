"""What a cell of the embargo matrix says, in the words of every screen and report."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from landwaiter.domain.embargo import Cell, Certainty, Standing
from landwaiter.i18n import _


def says(cell: Cell) -> str:
    """The standing with its open condition: “prohibited if for a military use …”."""
    word = _(cell.standing.value)
    if not cell.condition or cell.settled_by:
        return word
    condition = condition_words(cell.condition)
    if cell.standing is Standing.PROHIBITED_IF:
        return _("prohibited if {condition}").format(condition=condition)
    if cell.standing is Standing.CASE_BY_CASE:
        return _("case by case if {condition}").format(condition=condition)
    return word


def says_of_item(cell: Cell) -> str:
    """The same of an item that may not be of the group: “would be prohibited if it is ML13”."""
    said = says(cell)
    if cell.certainty in (None, Certainty.CONFIRMED) or not cell.is_set:
        return said
    text = (
        _("{says} if it is {what} (by words only)")
        if cell.certainty is Certainty.MAY_BE
        else _("{says} if it is {what} (candidate)")
    )
    if cell.standing is Standing.PROHIBITED:
        said = _("would be prohibited")
    return text.format(says=said, what=_what(cell))


def _what(cell: Cell) -> str:
    """The codes and headings by which the item may be of the group; of words alone, its title."""
    named = [one for one in cell.met_by if not one.startswith("“")] or [cell.group_title]
    if len(named) == 1:
        return named[0]
    return _("{some} or {last}").format(some=", ".join(named[:-1]), last=named[-1])


def notes(cell: Cell) -> tuple[str, ...]:
    """What settled its condition, what is exempted, and how far its renewal was read."""
    found = []
    if cell.settled_by:
        text = _("Condition “{condition}”: {because}.")
        said = text.format(condition=condition_words(cell.condition), because=cell.settled_by)
        found.append(said)
    elif cell.condition and cell.standing not in (Standing.PROHIBITED_IF, Standing.CASE_BY_CASE):
        text = _("Condition, not settled: {condition}.")
        found.append(text.format(condition=condition_words(cell.condition)))
    if cell.exemptions:
        found.append(_("Exempted: {exemptions}.").format(exemptions=cell.exemptions))
    if cell.renewal_due:
        text = (
            _("In force until {day} when this edition was written; renewal not read.")
            if cell.is_renewal_open
            else _("Renewal due on {day}.")
        )
        found.append(text.format(day=cell.renewal_due.isoformat()))
    return tuple(found)


def source_words(cell: Cell) -> str:
    """Article, authority and how far it may be trusted: “Art. 2(1) (EU; transcribed)”."""
    trust = (cell.authority, _(cell.trust)) if cell.authority else (_(cell.trust),)
    return f"{cell.source} ({'; '.join(trust)})"


def act_name(cell: Cell) -> str:
    """The act in short: “Reg. 833/2014”, “Decision 2013/184/CFSP”."""
    number = _NUMBER.search(cell.title) or _NUMBER.search(cell.instrument)
    if cell.is_regulation and number:
        return _("Reg. {number}").format(number="/".join(number.groups()))
    return _COUNTRY.sub("", cell.title)


def article(cell: Cell) -> str:
    """Act and article, with a warning where nobody read them: “Reg. 833/2014 Art. 2(1)”."""
    named = f"{act_name(cell)} {cell.source}"
    return named if cell.trust != NOT_READ else _("{article} (not read)").format(article=named)


NOT_READ: Final = "not read"
_NUMBER: Final = re.compile(r"(\d+)[/-](\d+)")
_COUNTRY: Final = re.compile(r" \([^()]*\)$")


def condition_words(condition: str) -> str:
    """A condition as the rest of “prohibited if …”; one that has no words as it is written."""
    words = _WORDS.get(condition)
    return words() if words else condition.replace("_", " ").replace("=", ": ")


_WORDS: Final[Mapping[str, Callable[[], str]]] = {
    "end_use=military": lambda: _("for a military use or a military end user"),
    "end_use=repression": lambda: _("for internal repression"),
    "recipient=non_governmental": lambda: _("for anyone but the government"),
    "recipient=designated": lambda: _("for designated persons or those who act for them"),
    "recipient=forces in the area": lambda: _("for forces in the area"),
    "part=small arms": lambda: _("they are small arms, light weapons or ammunition"),
    "authorisation": lambda: _("no authorisation was given before"),
    "annex": lambda: _("an annex of the act names them"),
    "informed=833/2014": lambda: _("the exporter was informed that they may be for Russia"),
}


def standing_words(standing: Standing, certainty: Certainty) -> str:
    """The strictest answer for an item, with how sure it is that it is about that item."""
    texts = {
        Certainty.CANDIDATE: _("{standing}, for a candidate"),
        Certainty.MAY_BE: _("{standing}, for what it may be by words only"),
    }
    text = texts.get(certainty, "{standing}")
    return text.format(standing=standing_word(standing))


def standing_word(standing: Standing) -> str:
    """A standing by itself, without its condition."""
    if standing is Standing.PROHIBITED_IF:
        return _("prohibited on a condition")
    return _(standing.value)
