"""What is said in two senses has two English texts, so that each language has a word for each."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from installer.translations import catalogues, read

LANGUAGES = "de es fr it pl"
TWO_SENSES = (
    ("Read", "read", LANGUAGES),  # what a button does, and what is done
    ("Seal now", "Seal", LANGUAGES),  # of an entry by its hash, and on goods
    ("Review it", "Review", "de es fr pl"),
    ("Export it", "Export", LANGUAGES),  # of a file, and of goods
    ("Answer it", "Answer", LANGUAGES),
    ("tick", "check", LANGUAGES),  # a row, and the casebook
    ("screen now", "screen", LANGUAGES),  # names, and a screen of the window
    ("release it", "release", "pl"),
    ("Key", "Shortcut", LANGUAGES),  # of a person, and of the keyboard
    ("Holder", "Licence holder", LANGUAGES),
    ("Way", "Direction", LANGUAGES),  # through a chart, and over the border
    ("Dismissed", "dismissed", LANGUAGES),  # a case, and a flag
    ("Assessment", "assessment", LANGUAGES),  # a stage, and what a source thinks
    ("audit", "post-clearance audit", LANGUAGES),  # the trail, and what customs do
    ("held", "on hold", LANGUAGES),  # goods, and the removal of a case
    ("returned", "given back", "de fr it"),  # goods, and a piece of evidence
    ("returned", "returned to its author", LANGUAGES),  # goods, and a proposal
    ("Reason", "Statement of reasons", "de fr it pl"),  # of a deed, and of a decision
    ("act", "deed", "pl"),  # of law, and of a person
    ("Licence", "Terms of use", LANGUAGES),  # of an authority, and of data
    ("Practice", "Practice of the state", LANGUAGES),
    ("Request", "Access request", LANGUAGES),  # of customs, and of a person
    ("Kept", "Entity kept", LANGUAGES),  # a clock, and one of two entities
    ("Missed", "Flags missed", LANGUAGES),  # a clock, and what the rules did not see
    ("Merged", "Merged entity", LANGUAGES),  # a case, and an entity
    ("Views", "Saved views", LANGUAGES),  # who looked, and how a list is shown
    ("Entries", "Control entries", LANGUAGES),
)
"""Two texts, and the languages that have two words for what English says with one."""

ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "Kept": ("entities",),
    "Missed": ("flags",),
    "Merged": ("entities",),
    "Read": ("reading_side", "cli/intake"),
    "Seal": ("undo_strip",),
    "Review": ("ui/today", "ui/review", "ui/retention", "stale_saves"),
    "Views": ("ui/cases",),
    "check": ("keys",),
    "screen": ("keys",),
    "Dismissed": ("cli/flags",),
    "dismissed": ("practice",),
    "Licence": ("lists", "law"),
    "Holder": ("registers",),
    "Key": ("acts_panel",),
    "Way": ("law",),
    "Export": ("evidence",),
    "Answer": ("remarks_card",),
    "Practice": ("domain.flags",),
    "Request": ("retention", "casebook"),
    "Entries": ("ui/goods", "ui/lists", "retention"),
    "Reason": ("propose_page", "review_cards", "decision_words", "sections", "cases/remarks"),
    "To": ("cases_place", "domain.cases.deeds", "resources/kinds"),
    "Next": ("today_commands",),
    "Before": ("hit_sides",),
    "Change": ("domain.office",),
    "Run": ("monitoring_screen",),
    "Found": ("audit_tables",),
}
"""Text → parts of the program that mean something else, and have another text for it."""


def _texts(path: Path) -> Mapping[str, str]:
    return {one.id: str(one.string) for one in read(path) if isinstance(one.id, str)}


@pytest.mark.parametrize("path", tuple(catalogues()), ids=lambda path: path.parts[-3])
def test_what_has_two_senses_is_said_with_two_words(path: Path) -> None:
    texts, language = _texts(path), path.parts[-3]
    same = [
        (one, other, texts[one])
        for one, other, languages in TWO_SENSES
        if language in languages.split() and texts[one].casefold() == texts[other].casefold()
    ]
    assert same == []


def _joined(catalog: Catalog, elsewhere: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Texts with a place where they would say something else."""
    return [
        (text, place)
        for text, parts in elsewhere.items()
        for place, _line in getattr(catalog.get(text), "locations", ())
        if any(part in place for part in parts)
    ]


def test_a_text_stands_where_it_says_one_thing(today: Catalog) -> None:
    assert [text for text in ELSEWHERE if today.get(text) is None] == []
    assert _joined(today, ELSEWHERE) == []


def test_a_text_that_serves_two_senses_again_is_found() -> None:
    one = Catalog()
    one.add("Seal", locations=[("desktop/landwaiter/ui/frame/undo_strip.py", 51)])
    one.add("Seal", locations=[("landwaiter.domain.goods.facts.PLACE", 1)])
    found = _joined(one, {"Seal": ("undo_strip",)})
    assert found == [("Seal", "desktop/landwaiter/ui/frame/undo_strip.py")]
