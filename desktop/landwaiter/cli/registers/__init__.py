"""Registers of the office: licences, denials, informed exporters, final findings."""
