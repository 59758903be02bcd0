"""Arguments by which the program starts itself for one task; no command of a person."""

SCREEN_PART = "--screen-part"
"""To be the process of `name_worker`, which is loaded only then."""
