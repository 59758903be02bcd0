"""What carries out the deeds on a case, by subject; `services.table.deeds_on_cases` calls it."""
