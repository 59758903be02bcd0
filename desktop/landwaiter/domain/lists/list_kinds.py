"""Kinds of editions that names are screened against."""

from typing import Final

LIST_KINDS = ("asset_freeze", "export_list", "vessel_list", "institutions", "other")
WATCHED = frozenset(LIST_KINDS) - {"institutions"}
"""Those of watch lists: the institutions come with the program."""
INSTITUTIONS: Final = "institutions"
"""Kind of packs that parties are screened against as assessments, never as listings."""
