"""Arguments by which the program starts itself for one task; no command of a person."""

INDEX_PART = "--index-part"
"""To be the process of `index_child`, which is loaded only then."""
SCREEN_PART = "--screen-part"
"""To be the process of `name_worker`, which is loaded only then."""
