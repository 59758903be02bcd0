"""Every deed that is audited is called something when people read the chain."""

import ast
from collections.abc import Iterator
from pathlib import Path

import landwaiter
from landwaiter.domain.table.deeds import DEEDS
from landwaiter.services.audit.audit_history import deed_choices
from landwaiter.services.audit.deed_titles import deed_title
from landwaiter.services.table.handlers import HANDLERS
from landwaiter.storage.people.key_change import RECORDED

MOTIONS = {one.deed.motion for one in HANDLERS.values() if one.form is not None}


def audited() -> Iterator[str]:
    """The deeds that the program's calls of `audit`, or those that end in one, name in so many
    words."""
    for file in Path(landwaiter.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="audit"), args=[ast.Constant(value=str(deed)), *_]
                ):
                    yield deed
                case ast.keyword(arg="audited" | "agreed", value=ast.Constant(value=str(deed))):
                    yield deed


def test_every_audited_deed_has_a_title_and_can_be_filtered_by() -> None:
    deeds = {*audited(), *MOTIONS, *(deed.entry for deed in DEEDS), RECORDED}
    assert len(deeds) > 40
    assert {deed for deed in deeds if deed_title(deed) == deed} == set()
    assert deeds <= {name for name, _title in deed_choices()}
