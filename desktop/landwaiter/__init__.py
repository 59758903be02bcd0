"""Landwaiter: an offline, encrypted casebook for customs analysts of strategic trade."""

__version__ = "0.2.0"
