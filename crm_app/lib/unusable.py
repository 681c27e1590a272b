"""Why a file cannot be used, known without the decoders that found it out."""


class Unusable(Exception):
    """What was handed over cannot be used; `code` names the sentence in `locales/`."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
