"""What carries out the deeds on a case, by subject; `services.deeds.on_case` calls it."""
