"""How a language writes a provision: Article 22(6) of an act, art. 22 ust. 6 of it, and so on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NoReturn

from landwaiter.domain.letters.letter_parser import refuse_tag
from landwaiter.domain.letters.letter_tree import LetterNode, ProvisionNode, every_node
from landwaiter.i18n import _

_PARTS: Final = re.compile(r"(\d+[a-z]?)(?:\((\d+[a-z]?)\))?(?:\(([a-z])\))?(?:\(([ivx]+)\))?")


@dataclass(frozen=True, slots=True)
class LegalAct:
    """An act that letters cite, and the days between which it applies."""

    number: str
    applies_from: date
    applies_until: date | None
    name: str
    """Where the act is cited as a whole."""
    of: str
    """Behind a provision of it."""

    def applies_on(self, day: date) -> bool:
        until = self.applies_until
        return self.applies_from <= day and (until is None or day <= until)


@dataclass(frozen=True, slots=True)
class ProvisionForms:
    """The forms of one language; `{n}` is the number of the part."""

    article: str
    articles: str
    """Once before several; empty: each has the word, for its paragraph and the next article
    would be taken for two paragraphs."""
    paragraph: str
    point: str
    subpoint: str
    last: str
    """Before the last of several."""
    after_parts: str
    """Behind a provision that has parts."""
    acts: Mapping[str, LegalAct]

    def check(self, nodes: Iterable[LetterNode]) -> None:
        """Invalid at the first provision of an act that is not known."""
        for node in every_node(nodes):
            if isinstance(node, ProvisionNode) and node.act not in self.acts:
                self._refuse(node, self.acts)

    def written(self, node: ProvisionNode, day: date) -> str:
        """The provision as a letter of that day names it; Invalid where the act is not in force."""
        in_force = {number: act for number, act in self.acts.items() if act.applies_on(day)}
        if node.act not in in_force:
            self._refuse(node, in_force)
        act = in_force[node.act]
        if not node.articles:
            return act.name
        *others, last = self._each(node.articles)
        said = f"{', '.join(others)}{self.last}{last}" if others else last
        return f"{said} {act.of}"

    def _each(self, articles: tuple[str, ...]) -> Iterator[str]:
        """The articles with the word before them: once for all, or each its own."""
        once = bool(self.articles) and len(articles) > 1
        for place, one in enumerate(articles):
            word = self.articles if once else self.article
            after = self.after_parts if "(" in one else ""
            yield f"{'' if once and place else word}{self._article(one)}{after}"

    def _refuse(self, node: ProvisionNode, known: Iterable[str]) -> NoReturn:
        refuse_tag(
            _("This act is not known, or does not apply on the day of the letter."),
            node.line,
            node.act,
            _("Give one of: {wanted}.").format(wanted=", ".join(known)),
        )

    def _article(self, said: str) -> str:
        parts = _PARTS.fullmatch(said)
        if parts is None:  # the parser has the same grammar
            raise ValueError(said)
        forms = ("{n}", self.paragraph, self.point, self.subpoint)
        return "".join(
            form.format(n=part)
            for form, part in zip(forms, parts.groups(), strict=True)
            if part is not None
        )
