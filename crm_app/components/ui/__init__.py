"""The design system: knows no state and no service."""
