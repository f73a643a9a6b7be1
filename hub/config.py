"""Settings, read once from `HUB_*` environment variables and never changed after.

A wrong value stops the boot with one sentence that names the variable.
"""

import os
import secrets
import shlex
import shutil
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class ConfigError(Exception):
    """A setting is missing or wrong; the message is one sentence naming its variable."""


def _scheme(*allowed: str) -> AfterValidator:
    def check(url: str) -> str:
        if urlsplit(url).scheme not in allowed:
            raise ValueError(f"must start with {' or '.join(f'{s}://' for s in allowed)}")
        return url

    return AfterValidator(check)


def _psycopg(url: Any) -> Any:
    """Accept the usual `postgres://` spellings; SQLAlchemy wants its driver named."""
    if isinstance(url, str):
        for prefix in ("postgres://", "postgresql://"):
            if url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _origin(url: str) -> str:
    parts = urlsplit(url)
    if not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be an address such as https://hub.example.com")
    if parts.path.strip("/"):
        raise ValueError("must not have a path: the hub lives at the root of its host")
    return f"{parts.scheme}://{parts.netloc}"


def _command(line: str) -> str:
    words = shlex.split(line)
    if words and shutil.which(words[0]) is None:
        raise ValueError("must begin with a program that is there, such as clamdscan")
    return line


class Settings(BaseSettings):
    """Everything the hub needs to know about where it runs."""

    model_config = SettingsConfigDict(env_prefix="HUB_", frozen=True, extra="ignore")

    mode: Literal["production", "embedded"] = "production"
    database_url: Annotated[
        str, BeforeValidator(_psycopg), _scheme("postgresql+psycopg", "postgresql")
    ]
    redis_url: Annotated[str, _scheme("redis", "rediss", "unix")]
    secret_key: Annotated[str, Field(min_length=32)]
    base_url: Annotated[str, _scheme("http", "https"), AfterValidator(_origin)]
    name: Annotated[str, Field(min_length=1, max_length=60)] = "The hub"
    data_dir: Path = Path("var")
    files_url: Annotated[str, _scheme("file", "s3")] = ""
    mail_url: Annotated[str, _scheme("smtp", "smtps", "file")] = ""
    mail_sender: str = "hub@localhost"
    rate_limits: bool = True
    trusted_proxies: Annotated[int, Field(ge=0, le=5)] = 0
    import_max_mb: Annotated[int, Field(ge=1, le=1024)] = 100
    # Gets the path of an uploaded document as its last word; its exit code decides.
    scan_command: Annotated[str, AfterValidator(_command)] = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @model_validator(mode="before")
    @classmethod
    def _fill_embedded(cls, values: dict[str, Any]) -> dict[str, Any]:
        """In the embedded mode files, mail and the secret live in the data folder."""
        data_dir = Path(values.get("data_dir") or "var").resolve()
        values["data_dir"] = data_dir
        values.setdefault("files_url", (data_dir / "files").as_uri())
        if values.get("mode") == "embedded":
            values.setdefault("mail_url", (data_dir / "mail").as_uri())
            values.setdefault("base_url", "http://127.0.0.1:8000")
            values.setdefault("secret_key", _kept_secret(data_dir))
        return values

    @property
    def embedded(self) -> bool:
        return self.mode == "embedded"

    @property
    def secure(self) -> bool:
        """Whether people reach the hub by https."""
        return self.base_url.startswith("https://")

    @property
    def mail_folder(self) -> Path | None:
        """The folder that takes mails as `.eml` files, or None when mail goes by SMTP."""
        parts = urlsplit(self.mail_url)
        return Path(parts.path) if parts.scheme == "file" else None


def _kept_secret(data_dir: Path) -> str:
    path = data_dir / "secret_key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()


_MISSING = {
    "database_url": "the PostgreSQL database, such as postgresql://user:password@host/hub",
    "redis_url": "the Redis or Valkey server, such as redis://host:6379/0",
    "secret_key": "a secret of 32 characters or more; keep it and never change it lightly",
    "base_url": "the address people reach the hub by, such as https://hub.example.com",
    "mail_url": "the mail server, such as smtp://user:password@host:587",
}


def from_env(**overrides: Any) -> Settings:
    """The settings of this process.

    In: `HUB_*` variables, and keyword overrides for what the caller knows better.
    Raises `ConfigError` with one sentence for the first value that is missing or wrong.
    """
    try:
        settings = Settings(**overrides)
    except ValidationError as error:
        raise ConfigError(_sentence(error)) from None
    return settings


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    field = str(first["loc"][0]) if first["loc"] else "mode"
    variable = f"HUB_{field.upper()}"
    if first["type"] == "missing" or (field in _MISSING and first.get("input") == ""):
        return f"Set {variable}: {_MISSING.get(field, 'it has no default')}."
    reason = first["msg"].removeprefix("Value error, ")
    shown = "" if field in ("secret_key", "database_url") else f" (it is {first.get('input')!r})"
    return f"{variable} is wrong: {reason}{shown}."
