"""A wrong setting stops the boot with one sentence that names its variable."""

import os

import pytest

from hub.config import ConfigError, from_env

GOOD = {
    "HUB_DATABASE_URL": "postgresql://hub@localhost/hub",
    "HUB_REDIS_URL": "redis://localhost:6379/0",
    "HUB_SECRET_KEY": "s" * 40,
    "HUB_BASE_URL": "https://hub.example.com",
    "HUB_MAIL_URL": "smtp://mail.example.com",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):

    for name in list(os.environ):
        if name.startswith("HUB_"):
            monkeypatch.delenv(name)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HUB_DATA_DIR", str(tmp_path))


def test_good_settings_boot():
    settings = from_env()
    assert settings.secure
    assert settings.database_url.startswith("postgresql+psycopg://")
    assert settings.mail_folder is None


@pytest.mark.parametrize("name", sorted(GOOD))
def test_production_misses_nothing_in_silence(monkeypatch, name):
    monkeypatch.delenv(name)
    with pytest.raises(ConfigError, match=rf"^Set {name}: .+\.$"):
        from_env()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("HUB_MODE", "demo", "production' or 'embedded"),
        ("HUB_DATABASE_URL", "mysql://hub@localhost/hub", "must start with postgresql"),
        ("HUB_REDIS_URL", "localhost:6379", "must start with redis://"),
        ("HUB_SECRET_KEY", "short", "at least 32 characters"),
        ("HUB_BASE_URL", "hub.example.com", "must start with http://"),
        ("HUB_BASE_URL", "https://example.com/hub", "must not have a path"),
        ("HUB_MAIL_URL", "mail.example.com", "must start with smtp://"),
        ("HUB_FILES_URL", "ftp://files", "must start with file://"),
        ("HUB_IMPORT_MAX_MB", "many", "valid integer"),
        ("HUB_RATE_LIMITS", "perhaps", "valid boolean"),
    ],
)
def test_one_sentence_names_the_variable(monkeypatch, name, value, says):
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as caught:
        from_env()
    sentence = str(caught.value)
    assert sentence.startswith(f"{name} is wrong: ")
    assert says in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("name", ["HUB_SECRET_KEY", "HUB_DATABASE_URL"])
def test_secrets_are_not_shown(monkeypatch, name):
    monkeypatch.setenv(name, "hunter2")
    with pytest.raises(ConfigError) as caught:
        from_env()
    assert "hunter2" not in str(caught.value)


def test_the_embedded_mode_makes_a_secret_and_keeps_it(monkeypatch, tmp_path):
    monkeypatch.setenv("HUB_MODE", "embedded")
    for name in ("HUB_SECRET_KEY", "HUB_MAIL_URL", "HUB_BASE_URL"):
        monkeypatch.delenv(name)
    first = from_env()
    assert len(first.secret_key) >= 32
    assert from_env().secret_key == first.secret_key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert first.mail_folder == tmp_path / "mail"


def test_settings_cannot_be_changed():
    settings = from_env()
    with pytest.raises(ValueError, match="frozen"):
        settings.mode = "embedded"
