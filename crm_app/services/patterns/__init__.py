"""Patterns in when and what a customer orders, told apart from chance."""

from crm_app.services.patterns.commands import bring_back, dismiss, learn_usual
from crm_app.services.patterns.crowds import found_crowds, make_segment
from crm_app.services.patterns.queries import patterns_of
from crm_app.services.patterns.rows import CrowdRow, PatternRow, Patterns

__all__ = [
    "CrowdRow",
    "PatternRow",
    "Patterns",
    "bring_back",
    "dismiss",
    "found_crowds",
    "learn_usual",
    "make_segment",
    "patterns_of",
]
