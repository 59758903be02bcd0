"""What a process reads for its first case it reads before the lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from tests.services.sample_office import ANALYST, LISTED, Office, declared, write_csv
from tests.services.trade.test_sift import policy
from tests.taking_in import taken_in

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.trade.deeds import Sift
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.services.deeds.engine import run
from landwaiter.services.warm import index_store
from landwaiter.services.warm.references import References
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import reference


@pytest.mark.parametrize("how", [TakeIn, Sift])
def test_neither_packs_nor_lists_are_read_under_the_lock(
    office: Office, how: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy(office, (SiftReason.OTHER_HIT, 5), one_in=0)
    rows = [declared(lrn="F-1", mrn="", consignee_name=LISTED)]
    file = write_csv(office.path.parent / "first.csv", rows)
    is_held, read = [False], dict[bool, list[str]]()
    written, packed, indexed = Session.writing, reference.load_pack, index_store.indexed

    @contextmanager
    def writing(*args: Any, **options: Any) -> Iterator[Any]:
        with written(*args, **options) as work:
            is_held[0] = True
            try:
                yield work
            finally:
                is_held[0] = False

    def noting(name: str, what: Any) -> Any:
        def noted(*args: Any, **options: Any) -> Any:
            read.setdefault(is_held[0], []).append(name)
            return what(*args, **options)

        return noted

    monkeypatch.setattr(Session, "writing", writing)
    monkeypatch.setattr(reference, "load_pack", noting("pack", packed))
    monkeypatch.setattr(index_store, "indexed", noting("list", indexed))
    session = replace(office.another_session(ANALYST), references=References())
    if how is TakeIn:
        (result,) = taken_in(session, TakeIn((file,)))
        assert result.created == 1
    else:
        (result,) = run(session, Sift((file,)))
        assert result.opened == 1
    assert {"pack", "list"} == {*read[False]}
    assert read.get(True, []) == []
