"""What waits for a second person lies in the vault, and only who may ask puts it there."""

import io
from pathlib import Path

import pytest
from tests.services.sample_office import ADMIN, ANALYST, Office

from landwaiter.domain.base.people import UserRole
from landwaiter.errors import NotAllowed
from landwaiter.services.base.staging import stage_content


def kept(office: Office) -> set[str]:
    return {file.name for file in Path(office.path / "vault").rglob("*") if file.is_file()}


def test_content_is_put_into_the_vault_by_who_may_ask_alone(office: Office) -> None:
    before, allowed = kept(office), (UserRole.HEAD, UserRole.ADMINISTRATOR)
    with pytest.raises(NotAllowed, match="role"):
        stage_content(office.session(ANALYST), "rows", io.BytesIO(b"some rows"), roles=allowed)
    assert kept(office) == before
    stage_content(office.session(ADMIN), "rows", io.BytesIO(b"some rows"), roles=allowed)
    assert len(kept(office)) == len(before) + 1
