"""The sample office of the service tests."""

from tests.services.conftest import _commits_do_not_wait, office

__all__ = ["_commits_do_not_wait", "office"]
