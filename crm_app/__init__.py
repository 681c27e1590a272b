"""Puer 普洱: the CRM that remembers."""

__version__ = "0.1.0"
