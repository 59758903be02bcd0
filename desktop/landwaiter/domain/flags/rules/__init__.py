"""The predicates of the rules, by what they are about."""
