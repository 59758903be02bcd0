"""Letters: written to a party of a case beside their pages, and the templates of the office."""
