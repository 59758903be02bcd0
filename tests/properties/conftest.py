"""The sample office of the service tests."""

from tests.services.conftest import _slow_by_design_only_once, office

__all__ = ["_slow_by_design_only_once", "office"]
