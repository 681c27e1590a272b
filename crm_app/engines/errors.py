"""Why an engine gave no answer; `code` names the sentence in `locales/engines.py`."""


class EngineError(Exception):
    """The engine could not do it. Codes: engine.missing, crashed, timeout, memory, cancelled, failed."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        detail = ", ".join(f"{key}={value}" for key, value in self.params.items())
        return f"{self.code} ({detail})" if detail else self.code
