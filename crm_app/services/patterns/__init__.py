"""Patterns in when and what a customer orders, told apart from chance."""

from crm_app.services.patterns.commands import bring_back, dismiss, learn_usual
from crm_app.services.patterns.queries import patterns_of
from crm_app.services.patterns.rows import PatternRow, Patterns

__all__ = [
    "PatternRow",
    "Patterns",
    "bring_back",
    "dismiss",
    "learn_usual",
    "patterns_of",
]
