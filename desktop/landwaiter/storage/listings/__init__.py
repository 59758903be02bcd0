"""Proposals for a listing: act, criterion, reasons, what speaks against it, two persons."""
