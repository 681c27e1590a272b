"""One frozen `Settings`, read from the environment. Names and defaults: docs/admin/en.md."""

import base64
import binascii
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OCR_ENGINES = ("paddleocr", "rapidocr")
KEY_BYTES = 32
SPEECH_ENGINES = ("faster-whisper", "whisper")


class SettingError(ValueError):
    """A variable of the environment that cannot be: no number, none of the `choices`, or no key."""

    def __init__(self, name: str, value: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(f"{name}={value}")
        self.name, self.value, self.choices = name, value, choices

    @property
    def code(self) -> str:
        """The sentence that says what is wrong."""
        return "settings.choice" if self.choices else "settings.number"


class KeyUnfit(SettingError):
    """What should be a key is none; what was given is not repeated."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "")

    @property
    def code(self) -> str:
        """The sentence that says what is wrong."""
        return "settings.key"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the environment decides; nothing else in the product reads `os.environ`."""

    data: Path
    models: Path
    database_url: str
    redis_url: str | None
    host: str
    port: int
    url: str
    processes: int
    parent: int | None
    trust_proxy: bool
    ocr_engine: str
    speech_engine: str
    speech_model: str
    secret_key: bytes | None
    smtp_url: str | None
    mail_from: str
    llm_url: str | None
    llm_key: str | None
    llm_model: str | None

    @property
    def files(self) -> Path:
        return self.data / "files"

    @property
    def jobs_database(self) -> Path:
        return self.data / "jobs.sqlite"


def read_settings(env: dict[str, str] | None = None) -> Settings:
    """Build the settings from `env` (the process's environment when absent).

    Raises `SettingError` for what cannot be.
    """
    env = dict(os.environ) if env is None else env
    data = Path(env.get("CRM_DATA") or ROOT / "data").resolve()
    port = _number(env, "CRM_PORT", 8000)
    return Settings(
        data=data,
        models=Path(env.get("CRM_MODELS") or ROOT / "models").resolve(),
        database_url=env.get("CRM_DATABASE_URL") or f"sqlite:///{data / 'crm.db'}",
        redis_url=env.get("CRM_REDIS_URL") or None,
        host=env.get("CRM_HOST") or "127.0.0.1",
        port=port,
        url=(env.get("CRM_URL") or f"http://localhost:{port}").rstrip("/"),
        processes=_number(env, "CRM_PROCESSES", 2) if env.get("CRM_REDIS_URL") else 1,
        parent=_number(env, "CRM_PARENT", 0) or None,
        trust_proxy=env.get("CRM_TRUST_PROXY") == "1",
        ocr_engine=_choice(env, "CRM_OCR_ENGINE", OCR_ENGINES),
        speech_engine=_choice(env, "CRM_SPEECH_ENGINE", SPEECH_ENGINES),
        speech_model=env.get("CRM_SPEECH_MODEL") or "base",
        secret_key=_key(env),
        smtp_url=env.get("CRM_SMTP_URL") or None,
        mail_from=env.get("CRM_MAIL_FROM") or "crm@localhost",
        llm_url=env.get("CRM_LLM_URL") or None,
        llm_key=env.get("CRM_LLM_KEY") or None,
        llm_model=env.get("CRM_LLM_MODEL") or None,
    )


def _key(env: dict[str, str]) -> bytes | None:
    typed = env.get("CRM_SECRET_KEY")
    return read_key(typed, "CRM_SECRET_KEY") if typed else None


def read_key(typed: str, name: str) -> bytes:
    """32 bytes in base64. Raises `SettingError`, which never holds what was typed."""
    try:
        key = base64.b64decode(typed.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyUnfit(name)
    return key


def _number(env: dict[str, str], name: str, default: int) -> int:
    value = env.get(name) or str(default)
    if not (value.isascii() and value.isdigit()):
        raise SettingError(name, value)
    return int(value)


def _choice(env: dict[str, str], name: str, choices: tuple[str, ...]) -> str:
    """One of the choices, the first by default."""
    value = env.get(name) or choices[0]
    if value not in choices:
        raise SettingError(name, value, choices)
    return value


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once; tests call `settings.cache_clear()`."""
    return read_settings()
