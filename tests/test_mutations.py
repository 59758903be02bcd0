"""Every mutation still finds the one place that it breaks."""

import pytest
from tests.mutations import CODE, MUTATIONS, ROLES, ROOT, WINDOW, Mutation


@pytest.mark.parametrize(
    "mutation", [*MUTATIONS, *WINDOW, *ROLES], ids=lambda mutation: mutation.promise
)
def test_a_mutation_finds_its_place_once(mutation: Mutation) -> None:
    code = (ROOT / CODE / mutation.file).read_text(encoding="utf-8")
    assert code.count(mutation.before) == 1
