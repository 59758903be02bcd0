"""The sample office of the service tests."""

from tests.services.conftest import office

__all__ = ["office"]
