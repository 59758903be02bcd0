"""Goods: control entries they may fall under, and what the office found of them."""
