"""The office's registers: licences, denials, informed exporters, final findings."""
