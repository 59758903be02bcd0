"""Retention: periods, holds, removal; requests of persons for their data."""
