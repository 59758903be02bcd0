"""Commands on declarations that are judged without a case."""
