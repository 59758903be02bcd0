"""People of an office: users with their keys and roles, duty, deputies, presence."""
