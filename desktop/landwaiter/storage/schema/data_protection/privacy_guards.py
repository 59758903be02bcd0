"""What was stated of data protection, and what was logged, stays as it was said."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.data_protection.privacy import (
    data_breach,
    data_breach_step,
    privacy_notice,
    privacy_statement,
)
from landwaiter.storage.schema.guards.kinds import append_only

GUARDS: tuple[Guard, ...] = (
    *append_only(privacy_statement),
    *append_only(privacy_notice),
    *append_only(data_breach),
    *append_only(data_breach_step),
)
