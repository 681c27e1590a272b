"""Word lists kept readable."""


def words(text: str) -> list[str]:
    """The words of a text that spaces divide: a long list without a forest of quotes."""
    return text.split()
