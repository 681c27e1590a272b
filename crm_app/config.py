"""One frozen `Settings`, read from the environment. Names and defaults: docs/admin/en/settings.md."""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


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
    trust_proxy: bool
    ocr_engine: str
    speech_engine: str
    speech_model: str
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
    """Build the settings from `env` (the process's environment when absent)."""
    env = dict(os.environ) if env is None else env
    data = Path(env.get("CRM_DATA") or ROOT / "data").resolve()
    port = int(env.get("CRM_PORT") or 8000)
    return Settings(
        data=data,
        models=Path(env.get("CRM_MODELS") or ROOT / "models").resolve(),
        database_url=env.get("CRM_DATABASE_URL") or f"sqlite:///{data / 'crm.db'}",
        redis_url=env.get("CRM_REDIS_URL") or None,
        host=env.get("CRM_HOST") or "127.0.0.1",
        port=port,
        url=(env.get("CRM_URL") or f"http://localhost:{port}").rstrip("/"),
        processes=int(env.get("CRM_PROCESSES") or 2) if env.get("CRM_REDIS_URL") else 1,
        trust_proxy=env.get("CRM_TRUST_PROXY") == "1",
        ocr_engine=env.get("CRM_OCR_ENGINE") or "paddleocr",
        speech_engine=env.get("CRM_SPEECH_ENGINE") or "faster-whisper",
        speech_model=env.get("CRM_SPEECH_MODEL") or "base",
        smtp_url=env.get("CRM_SMTP_URL") or None,
        mail_from=env.get("CRM_MAIL_FROM") or "crm@localhost",
        llm_url=env.get("CRM_LLM_URL") or None,
        llm_key=env.get("CRM_LLM_KEY") or None,
        llm_model=env.get("CRM_LLM_MODEL") or None,
    )


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once; tests call `settings.cache_clear()`."""
    return read_settings()
