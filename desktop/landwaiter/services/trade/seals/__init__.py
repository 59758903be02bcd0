"""The trade store held against what was sealed: content, verdict, outcome and entries."""
