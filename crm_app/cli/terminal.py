"""How the command line speaks."""

import os


def language() -> str:
    """The language of sentences on the terminal: that of its locale."""
    return "zh" if os.environ.get("LANG", "").startswith("zh") else "en"
