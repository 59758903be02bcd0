"""Landwaiter: an offline, encrypted casebook for customs analysts of strategic trade."""

__version__ = "0.1.0"
