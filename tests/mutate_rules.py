"""Break the rules one operand at a time and say which breaks no example notices.

    python -m tests.mutate_rules [FILE …] [--packs] [--list] [--examples FILE …] [--keep FILE]

FILE names files of `domain/flags` without their ending; none are all. `--packs` moves thresholds
and leaves out rows of sets instead. `--examples` drives these files of `tests/flags` alone. Every
example of `tests/flags` and every line of trade of `LINES` is driven through intake and acts once;
the facts that the rules then read are kept in memory, and each mutant judges them again. A
mutant is killed by an example that comes out otherwise: another outcome, severity, missing input
or place of evidence.
"""

import argparse
import ast
import copy
import dataclasses
import importlib
import inspect
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from tests.domain.flags.test_examples import EXAMPLES as BUILT
from tests.flags import trade_lines
from tests.flags.driver import Example, Offices, wrong_in
from tests.flags.test_every_rule import all_examples

from landwaiter.domain import flags
from landwaiter.domain.cases.case import Evaluation, FlagResult, Severity
from landwaiter.domain.flags import finding
from landwaiter.domain.flags.evaluate import (
    GIVES_WAY,
    NEEDS_COMPANY,
    TAKES_THE_PLACE_OF,
    evaluate,
)
from landwaiter.domain.flags.finding import ORDER
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.result import result_of
from landwaiter.domain.flags.rule import rules_of
from landwaiter.domain.flags.view import View
from landwaiter.domain.law import pack_index
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import derived

FOLDER = Path(flags.__file__).parent
PLUMBING = {
    *("__init__", "evidence", "party_owners", "registry", "rule"),
    *("calibration", "catch_all", "inputs_of_rules", "items_to_hold", "licence_cover"),
    *("track_proposals", "verdict_basis"),
}
"""Files without a predicate: tables, parsing, how places are written, and who is behind a party."""
SWAPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
JOINS = {"either": "either_strict", "either_strict": "either", "any": "all", "all": "any"}
BOUND = {*GIVES_WAY, *TAKES_THE_PLACE_OF, *NEEDS_COMPANY}
_FOUND = {"either": finding.either, "either_strict": finding.either_strict}
"""Names that a mutant may use where its module does not."""
PACKS = ("flag_rules", "code_sets", "countries")
OF_LINES = "RF-G14"
LINES = ("first", "second", "third")
"""Lines of trade whose authors said how grave each is; further ones add hours and no mutant."""


@dataclass(frozen=True)
class Known:
    """An example with the facts that its case came to, and what is wrong with a result."""

    rule: str
    facts: Facts
    wrong: Callable[[Any], str]


@dataclass(frozen=True)
class Mutant:
    where: str
    what: str
    apply: Callable[[], Any]
    """A context manager under which the rules are broken."""


def corpus(files: list[str], kept: Path | None) -> list[Known]:
    """Every example (of these files), driven once, and those built by hand.

    `kept` is where the facts of an earlier run are read from, or written for the next one.
    """
    examples = list(all_examples(files))
    lines = [] if files else [line for name in LINES for line in trade_lines.lines(name)]
    facts = pickle.loads(kept.read_bytes()) if kept and kept.exists() else _driven(examples, lines)  # noqa: S301  # our own file
    if kept:
        kept.write_bytes(pickle.dumps(facts))
    driven = [
        Known(one.rule, found, partial(_wrong_in, one))
        for one, found in zip(examples, facts[0], strict=True)
    ]
    built = [Known(one.rule, one.facts, _wrong_with(one)) for one in BUILT]
    declared = [_of_line(one, found) for one, found in zip(lines, facts[1], strict=True)]
    return [*driven, *built, *declared]


def _of_line(line: trade_lines.Line, facts: Facts) -> Known:
    """A line of trade keeps what the rule sees of it, at the severity that its author asks for."""
    seen = _grave(_judged(facts, OF_LINES))
    least = ORDER.index(line.least) if line.least else 0
    asked = min(least, ORDER.index(Severity.HIGH))
    medium = ORDER.index(Severity.MEDIUM)

    def wrong(result: FlagResult) -> str:
        if line.is_sensitive:
            return "not seen" if _grave(result) < asked <= seen else ""
        return "noise" if _grave(result) >= medium > seen else ""

    return Known(OF_LINES, facts, wrong)


def _grave(result: FlagResult) -> int:
    return ORDER.index(result.severity) if result.evaluation is Evaluation.RAISED else -1


def _wrong_in(example: Example, result: FlagResult) -> str:
    return wrong_in(result, example)


def _driven(
    examples: list[Example], lines: list[trade_lines.Line]
) -> tuple[list[Facts], list[Facts]]:
    with tempfile.TemporaryDirectory() as folder:
        offices = Offices(Path(folder))
        try:
            return (
                [offices.facts(one.given, one.loaded) for one in examples],
                [offices.facts(trade_lines.given(one), trade_lines.SHIPPED) for one in lines],
            )
        finally:
            offices.close()


def _wrong_with(example: Any) -> Callable[[Any], str]:
    def wrong(result: Any) -> str:
        fits = (
            result.evaluation is example.evaluation
            and (not example.severity or result.severity is example.severity)
            and {name for name in example.missing.split("||") if name} <= {*result.missing}
        )
        return "" if fits else result.explanation or "another outcome"

    return wrong


def noticed(known: Iterable[Known], change: Callable[[Facts], Facts] = lambda facts: facts) -> str:
    """The first example that comes out otherwise; empty when none does."""
    for one in known:
        try:
            result = _judged(change(one.facts), one.rule)
        except Exception as error:  # noqa: BLE001  # a broken rule may break in any way
            return f"{one.rule}: {type(error).__name__}"
        if one.wrong(result):
            return one.rule
    return ""


def _judged(facts: Facts, rule_id: str) -> FlagResult:
    """The rule alone, unless others silence it or keep it company."""
    if rule_id in BOUND:
        return next(flag for flag in evaluate(facts) if flag.rule == rule_id)
    rules = derived(rules_of, facts.packs["flag_rules"])
    return result_of(View(facts), next(rule for rule in rules if rule.id == rule_id))


def sites(tree: ast.Module) -> Iterator[tuple[str, int, str, Callable[[], None]]]:
    """Each way to break a function: its name, line, what is broken, and the deed on the tree."""
    for function in tree.body:
        if isinstance(function, ast.FunctionDef):
            for node in _deciding(function):
                for what, deed in _ways(node):
                    yield function.name, getattr(node, "lineno", 0), what, deed


def _deciding(node: ast.AST) -> Iterator[ast.AST]:
    """Nodes of a function but for what only fills in the words of a sentence."""
    yield node
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Call(func=ast.Attribute(attr="format")):
                continue
        yield from _deciding(child)


def _ways(  # noqa: PLR0912  # one case per kind of node
    node: ast.AST,
) -> Iterator[tuple[str, Callable[[], None]]]:
    match node:
        case ast.Compare():
            for place, op in enumerate(node.ops):
                other = SWAPS[type(op)]
                yield f"{type(op).__name__} → {other.__name__}", _set(node.ops, place, other())
        case ast.BoolOp():
            swapped = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield f"{type(node.op).__name__} → {type(swapped).__name__}", _attr(node, op=swapped)
            for place, value in enumerate(node.values):
                yield f"without “{_shown(value)}”", _drop(node.values, place)
        case ast.UnaryOp(op=ast.Not()):
            yield f"“{_shown(node)}” without not", _attr(node, op=_Same())
        case ast.IfExp():
            yield (
                f"“{_shown(node.test)}” the other way",
                _attr(node, body=node.orelse, orelse=node.body),
            )
        case ast.If():
            yield (
                f"if not “{_shown(node.test)}”",
                _attr(node, test=ast.UnaryOp(ast.Not(), node.test)),
            )
        case ast.Call(func=ast.Name(id=name)) if name in JOINS:
            yield f"{name} → {JOINS[name]}", _attr(node, func=ast.Name(JOINS[name], ast.Load()))
        case ast.Call(func=ast.Name(id="judge"), args=[ast.Dict() as conditions, *_rest]):
            for place, key in enumerate(conditions.keys):
                if len(conditions.keys) > 1 or key is None:
                    name = _shown(key) if key else "**"
                    yield f"without condition {name}", _drop_key(conditions, place)
        case ast.Constant(value=bool() as value):
            yield f"{value} → {not value}", _attr(node, value=not value)
        case ast.Constant(value=int() as number):
            yield f"{number} → {number + 1}", _attr(node, value=number + 1)


class _Same(ast.Not):
    """Marks a `not` that is left out: replaced before compiling."""


class _LeaveOut(ast.NodeTransformer):
    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, _Same):
            return ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        return node.values[0] if len(node.values) == 1 else node


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else f"{text[:57]}…"


def _set(values: list[Any], place: int, value: Any) -> Callable[[], None]:
    return lambda: values.__setitem__(place, value)


def _drop(values: list[Any], place: int) -> Callable[[], None]:
    return lambda: values.__delitem__(place)


def _drop_key(node: ast.Dict, place: int) -> Callable[[], None]:
    def deed() -> None:
        del node.keys[place], node.values[place]

    return deed


def _attr(node: ast.AST, **values: Any) -> Callable[[], None]:
    def deed() -> None:
        for name, value in values.items():
            setattr(node, name, value)

    return deed


def mutants_of(module: ModuleType) -> Iterator[Mutant]:
    """Every mutant of the functions of a module."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    plain = ast.parse(source)
    for number, (name, line, what, _deed) in enumerate(sites(plain)):
        where = f"{Path(str(module.__file__)).name}:{line} {name}"
        yield Mutant(where, what, partial(_broken, module, plain, number))


def forget() -> None:
    """What was derived from packs, so that a broken way to derive it is seen."""
    pack_index._BUILT.clear()


@contextmanager
def _broken(module: ModuleType, plain: ast.Module, number: int) -> Iterator[None]:
    """The module's functions with one site changed; the very objects that others imported."""
    tree = copy.deepcopy(plain)
    found = list(sites(tree))[number]
    found[3]()
    tree = ast.fix_missing_locations(_LeaveOut().visit(tree))
    space: dict[str, Any] = dict(module.__dict__)
    added = {name: found for name, found in _FOUND.items() if name not in space}
    space |= added
    exec(compile(tree, str(module.__file__), "exec"), space)  # noqa: S102  # our own source
    named, mutated = module.__dict__[found[0]], inspect.unwrap(space[found[0]])
    function = inspect.unwrap(named)
    assert isinstance(function, FunctionType)
    before = function.__code__
    remembers = function is not named
    builds = before.co_varnames[:1] == ("pack",) or module.__name__.endswith(".nomenclature")
    function.__code__ = mutated.__code__
    module.__dict__.update(added)
    if builds:
        forget()
    if remembers:
        named.cache_clear()
    try:
        yield
    finally:
        function.__code__ = before
        if builds:
            forget()
        if remembers:
            named.cache_clear()
        for name in added:
            del module.__dict__[name]


def pack_mutants(known: list[Known]) -> Iterator[tuple[str, str, Callable[[Facts], Facts]]]:
    """Each threshold of a rule moved by one, and each row of a set left out."""
    packs = {
        name: one.facts.packs[name] for one in known for name in PACKS if name in one.facts.packs
    }
    for place, row in enumerate(packs["flag_rules"].rows):
        for part in filter(None, row.get("thresholds", "").split(";")):
            name, _equals, value = part.partition("=")
            for moved in _moved(value):
                text = row["thresholds"].replace(part, f"{name}={moved}")
                yield (
                    f"flag_rules {row['id']}",
                    f"{name}: {value} → {moved}",
                    _with_row("flag_rules", place, {**row, "thresholds": text}),
                )
    for pack_id in ("code_sets", "countries"):
        for place, row in enumerate(packs[pack_id].rows):
            what = f"without {row.get('code') or row.get('country')}"
            yield f"{pack_id} {row['set']}", what, _with_row(pack_id, place, None)


def _moved(value: str) -> Iterator[str]:
    """A day later and earlier, one more and less, or a list without each of its words."""
    if len(value) == len("2022-02-24") and value[4:5] == "-":
        day = date.fromisoformat(value)
        yield from (str(day + timedelta(days=step)) for step in (1, -1))
    elif value.replace(".", "").isdecimal():
        yield from (str(int(float(value)) + step) for step in (1, -1))
    else:
        words = [word for word in value.split(",") if word]
        for place in range(len(words)):
            yield ",".join(words[:place] + words[place + 1 :])


def _with_row(pack_id: str, place: int, row: Any) -> Callable[[Facts], Facts]:
    changed: dict[int, Pack] = {}

    def change(facts: Facts) -> Facts:
        pack = facts.packs.get(pack_id)
        if pack is None or place >= len(pack.rows):
            return facts
        if id(pack) not in changed:
            rows = list(pack.rows)
            rows[place : place + 1] = [] if row is None else [row]
            changed[id(pack)] = dataclasses.replace(pack, rows=tuple(rows))
        return dataclasses.replace(facts, packs={**facts.packs, pack_id: changed[id(pack)]})

    return change


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", help="files of domain/flags, without .py")
    parser.add_argument("--packs", action="store_true", help="move thresholds and sets instead")
    parser.add_argument("--examples", nargs="*", default=[], help="files of tests/flags")
    parser.add_argument("--keep", type=Path, help="where the driven facts are kept")
    parser.add_argument("--list", action="store_true", help="say which mutants there are")
    given = parser.parse_args()
    if given.list:
        return _list(given.files)
    known = corpus(given.examples, given.keep)
    sound = noticed(known)
    if sound:
        _say(f"an example fails before anything is broken: {sound}")
        return 1
    survivors = _survivors_of_packs(known) if given.packs else _survivors(known, given.files)
    _say(f"{survivors} mutants survived")
    return 0 if not survivors else 1


def _modules(names: list[str]) -> list[ModuleType]:
    folders = {FOLDER: "", FOLDER / "rules": "rules.", FOLDER / "absence": "absence."}
    there = {f.stem: at + f.stem for folder, at in folders.items() for f in folder.glob("*.py")}
    wanted = names or sorted(there.keys() - PLUMBING)
    return [importlib.import_module(f"{flags.__name__}.{there[name]}") for name in wanted]


def _list(names: list[str]) -> int:
    for module in _modules(names):
        for mutant in mutants_of(module):
            _say(f"{mutant.where}: {mutant.what}")
    return 0


def _survivors(known: list[Known], names: list[str]) -> int:
    survived = total = 0
    for module in _modules(names):
        for mutant in mutants_of(module):
            total += 1
            with mutant.apply():
                killer = noticed(known)
            if killer:
                known.sort(key=lambda one: one.rule != killer.partition(":")[0])
            else:
                survived += 1
                _say(f"survived: {mutant.where}: {mutant.what}")
    _say(f"{total} mutants")
    return survived


def _survivors_of_packs(known: list[Known]) -> int:
    survived = 0
    for where, what, change in pack_mutants(known):
        if not noticed(known, change):
            survived += 1
            _say(f"survived: {where}: {what}")
    return survived


if __name__ == "__main__":
    sys.exit(main())
