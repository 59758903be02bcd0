"""A public class has a name of its own, and a noun for it, so that one search finds one thing."""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1] / "desktop" / "landwaiter"

PARTICIPLES: frozenset[str] = frozenset()
"""Participles that are still the name of a class. It only shrinks."""

NOUNS = frozenset(
    {
        # -ing: what somebody does, as the field calls it
        *("Beginning", "Doing", "Drawing", "Finding", "Folding", "Founding", "Grading", "Heading"),
        *("Holding", "Hearing", "Landing", "Listing", "Locking", "Mapping", "Marking", "Meeting"),
        *("Opening", "Rating", "Reading", "Screening", "Sealing", "Setting", "Signing", "Standing"),
        *("String", "Thing", "Wording", "Writing"),
        # -ed and -en: no participles
        *("Bed", "Deed", "Feed", "Need", "Seed", "Speed", "Garden", "Screen", "Specimen", "Token"),
        "Rescreen",  # a deed: a verb
    }
)

IRREGULAR = frozenset(
    {
        *("Begun", "Bound", "Bought", "Brought", "Built", "Caught", "Done", "Drawn", "Felt"),
        *("Flown", "Found", "Gone", "Grown", "Heard", "Held", "Kept", "Known", "Laid", "Left"),
        *(
            "Lent",
            "Lost",
            "Made",
            "Meant",
            "Met",
            "Paid",
            "Read",
            "Said",
            "Seen",
            "Sent",
            "Shown",
        ),
        *("Sold", "Sought", "Spent", "Spun", "Sworn", "Taught", "Thought", "Thrown", "Told"),
        *("Torn", "Understood", "Withheld", "Won", "Worn"),
    }
)

FAULTS = frozenset({"NotAllowed", "NotFound"})
"""Two of the five faults that a person meets: they say what is not so."""

SMALL = frozenset({"As", "At", "By", "For", "From", "In", "Of", "Off", "On", "Out", "Over", "Up"})


@cache
def _trees() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(
        (
            path.relative_to(ROOT).with_suffix("").as_posix(),
            ast.parse(path.read_text(encoding="utf-8")),
        )
        for path in sorted(ROOT.rglob("*.py"))
    )


@cache
def _classes() -> dict[str, list[str]]:
    """Every public class, by its name; classes within classes and functions as well."""
    found = defaultdict(list)
    for place, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(place)
    return found


def _aliases() -> dict[str, list[str]]:
    """Every name that a module gives a type, such as `Tell = Callable[…]`, by that name."""
    found = defaultdict(list)
    for place, tree in _trees():
        for node in tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    pass
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    pass
                case _:
                    continue
            variable = isinstance(value, ast.Call)  # TypeVar, ParamSpec
            if re.fullmatch(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*", name) and not variable:
                found[name].append(place)
    return found


def _last_word(name: str) -> str:
    """`WriteOffAmount` of `TakenJudgement`: what says that something was done, without where to."""
    words = re.findall(r"[A-Z][a-z0-9]*", name)
    while len(words) > 1 and words[-1] in SMALL:
        words.pop()
    return words[-1] if words else ""


def _is_participle(name: str) -> bool:
    word = _last_word(name)
    if name in FAULTS or word in NOUNS:
        return False
    return word in IRREGULAR or re.search(r"(ed|en|ing)$", word) is not None


def test_every_public_class_has_a_name_of_its_own() -> None:
    classes, aliases = _classes(), _aliases()
    shared = {
        name: places + aliases.get(name, [])
        for name, places in classes.items()
        if len(places) + len(aliases.get(name, [])) > 1
    }
    assert shared == {}


def test_no_class_is_called_by_a_participle() -> None:
    found = {name for name in _classes() if _is_participle(name)}
    assert found - PARTICIPLES == set()
    assert found >= PARTICIPLES, "the list of exceptions is longer than it need be"


def test_what_is_a_participle_is_told_from_a_noun() -> None:
    for name in ("Asked", "Kept", "TakenOver", "LeftOut", "RootAsked", "Waiting", "Broken", "Told"):
        assert _is_participle(name), name
    for name in ("Finding", "SecondedEntry", "UserDeed", "AuditScreen", "NotFound", "Listing"):
        assert not _is_participle(name), name
