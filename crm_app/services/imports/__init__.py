"""Imports: tables that people bring, taken in."""
