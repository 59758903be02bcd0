"""What a cell of the embargo matrix says, in the words of every screen and report."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from landwaiter.domain.flags.embargo.matrix import GroupCertainty, MatrixCell, Standing
from landwaiter.i18n import _, joined


def says(cell: MatrixCell) -> str:
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


def says_of_item(cell: MatrixCell) -> str:
    """The same of an item that may not be of the group: “would be prohibited if it is ML13”."""
    said = says(cell)
    if cell.certainty in (None, GroupCertainty.CONFIRMED) or not cell.is_set:
        return said
    if cell.standing is Standing.NOT_APPLICABLE:
        return said  # whatever the item is
    if cell.standing is Standing.PROHIBITED:
        text = _("would be prohibited if it is {what} ({how})")
    elif said == _(cell.standing.value):
        text = _("{says} if it is {what} ({how})")
    else:
        text = _("{says}, should it be {what} ({how})")
    return text.format(says=said, what=what_it_may_be([cell]), how=_how_sure(cell))


def _how_sure(cell: MatrixCell) -> str:
    return _("by words only") if cell.certainty is GroupCertainty.MAY_BE else _("candidate")


def what_it_may_be(cells: Iterable[MatrixCell]) -> str:
    """Codes and headings by which an item may be of the groups, the deepest; else their titles."""
    found = tuple(cells)
    codes = dict.fromkeys(one for cell in found for one in cell.met_by if _NAMED.match(one))
    deepest = [one for one in codes if not any(other.startswith(f"{one}.") for other in codes)]
    named = deepest or list(dict.fromkeys(cell.group_title for cell in found))
    if len(named) > MOST_CODES:
        named = [*named[:MOST_CODES], _("another")]
    if len(named) == 1:
        return named[0]
    return _("{some} or {last}").format(some=joined(", ", named[:-1]), last=named[-1])


def prohibited_words(cells: Iterable[MatrixCell]) -> Iterator[str]:
    """Sentences on what is prohibited for sure, and on what would be, each with its articles."""
    found = tuple(cells)
    if sure := [cell for cell in found if cell.certainty is GroupCertainty.CONFIRMED]:
        yield _("Prohibited by {articles}.").format(articles=_articles(sure))
    if open_ones := [cell for cell in found if cell.certainty is not GroupCertainty.CONFIRMED]:
        yield _("Would be prohibited by {articles} if it is {what} (not confirmed).").format(
            articles=_articles(open_ones), what=what_it_may_be(open_ones)
        )


def _articles(cells: Iterable[MatrixCell]) -> str:
    return joined("; ", dict.fromkeys(article(cell) for cell in cells))


MOST_CODES: Final = 4
_NAMED: Final = re.compile(r"(?=[^“]*\d)")
"""What names an entry or a heading: it has a figure and is no word of a text."""


def notes(cell: MatrixCell) -> tuple[str, ...]:
    """Why it is not applicable; else what settled its condition, what is exempted, and how far its
    renewal was read."""
    if cell.absent_because:
        return (cell.absent_because,)
    found = []
    if cell.settled_by:
        text = _("Condition “{condition}”: {because}.")
        said = text.format(condition=condition_words(cell.condition), because=cell.settled_by)
        found.append(said)
    elif cell.condition == "annex" and cell.standing is Standing.PROHIBITED:
        found.append(_("The annexes of the act decide by heading once they are loaded."))
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
        found.append(text.format(day=cell.renewal_due))
    return tuple(found)


def source_words(cell: MatrixCell) -> str:
    """Article, authority and how far it may be trusted: “Art. 2(1) (EU; transcribed)”."""
    trust = (cell.authority, _(cell.trust)) if cell.authority else (_(cell.trust),)
    return joined("", (cell.source, " (", joined("; ", trust), ")"))


def act_name(cell: MatrixCell) -> str:
    """The act in short: “Reg. 833/2014”, “Decision 2013/184/CFSP”."""
    number = _NUMBER.search(cell.title) or _NUMBER.search(cell.instrument)
    if cell.is_regulation and number:
        return _("Reg. {number}").format(number="/".join(number.groups()))
    return _COUNTRY.sub("", cell.title)


def article(cell: MatrixCell) -> str:
    """Act and article, with a warning where nobody read them: “Reg. 833/2014 Art. 2(1)”."""
    named = joined(" ", (act_name(cell), cell.source))
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


def standing_words(standing: Standing, certainty: GroupCertainty) -> str:
    """The strictest answer for an item, with how sure it is that it is about that item."""
    texts = {
        GroupCertainty.CANDIDATE: _("{standing}, for a candidate"),
        GroupCertainty.MAY_BE: _("{standing}, for what it may be by words only"),
    }
    word = standing_word(standing)
    return texts[certainty].format(standing=word) if certainty in texts else word


def standing_word(standing: Standing) -> str:
    """A standing by itself, without its condition."""
    if standing is Standing.PROHIBITED_IF:
        return _("prohibited on a condition")
    return _(standing.value)
