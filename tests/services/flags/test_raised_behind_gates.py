"""What gates let through is all that is raised: on every sample case and every real declaration."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from tests.demonstration import Demonstration, demonstration
from tests.domain.builders import a_case, a_version, some_facts
from tests.domain.flags.gates.declarations import every_pack, with_candidates
from tests.domain.flags.gates.held import hidden

from landwaiter.domain.flags.inputs_of_rules import Bases, Facts
from landwaiter.domain.flags.prefilter import raised_of
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.errors import Fault
from landwaiter.formats.intake.declarations import read_declarations
from landwaiter.services.cases import case_reads
from landwaiter.services.flags.evaluation import facts_of
from landwaiter.services.intake.openings import parties_of
from landwaiter.services.table import sessions

__all__ = ["demonstration"]

LEAST_READ = 40
"""Real declarations, so that a reader that reads nothing is no success."""


def test_no_sample_case_has_a_flag_behind_a_gate(
    demonstration: Demonstration, tmp_path: Path
) -> None:
    made = demonstration.result
    folder = demonstration.casebook_in(tmp_path)
    session = sessions.open_casebook(folder, user=made.user, password=made.password)
    seen: set[str] = set()
    with session.casebook, session.reading() as conn:
        for reference in made.references:
            case = case_reads.case_view(session, reference).case
            known = facts_of(conn, case, session.references, session.today())
            facts = replace(known, case=replace(known.case, candidates=case.candidates))
            assert hidden(facts) == (), reference
            seen.update(one.rule for one in raised_of(facts))
    assert len(seen) > 1


def declarations(folder: Path) -> Iterator[tuple[str, Declaration]]:
    """Every declaration in the folder that a reader reads."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            try:
                found = read_declarations(path.read_bytes(), file=path.name).declarations
            except (Fault, UnicodeDecodeError):
                continue
            yield from ((f"{path.name} {n}", one.declaration) for n, one in enumerate(found))


def facts_on(declared: Declaration) -> Facts:
    """A case of it that nobody opened, under all shipped packs."""
    numbers = count()
    parties = parties_of(declared, lambda: f"party-{next(numbers)}")
    case = a_case(versions=(a_version(declared),), parties=parties)
    facts = replace(some_facts(case), packs=every_pack(), bases=Bases({}, {}, {}, {}))
    return with_candidates(facts)


def test_no_real_declaration_has_a_flag_behind_a_gate(testdata: Path) -> None:
    read = tuple(declarations(testdata / "customs"))
    wrong = {name: found for name, one in read if (found := hidden(facts_on(one)))}
    assert wrong == {}
    assert len(read) >= LEAST_READ
    assert any(raised_of(facts_on(one)) for _name, one in read)
