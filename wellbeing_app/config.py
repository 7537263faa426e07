"""Settings of one site, read once from the environment and never changed.

A default stands here only where it is safe in production and may be public. What production needs
beyond that is named by `Config.problems`; `docs/operators.md` has the table of all names.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from wellbeing_app.untrusted.hosts import NoHost, host
from wellbeing_app.untrusted.text_file import decoded
from wellbeing_app.vault.strength import LEAST, Strength

REPOSITORY = Path(__file__).resolve().parent.parent
MODES = ("development", "demo", "production")
USES = ("noncommercial", "commercial")
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
LARGEST_PROXY_COUNT = 5
DAILY_GROWTH, LARGEST_GROWTH = 256, 100_000
"""Mebibytes that people may add to the database in a day."""
WORDS_FOR_YES = ("1", "yes", "true", "on")
WORDS_FOR_NO = ("", "0", "no", "false", "off")


class BadSetting(ValueError):
    """An environment variable that cannot be read; the message names it and what is allowed."""


@dataclass(frozen=True)
class Config:
    """One site. Paths are absolute, `clock` answers seconds since 1970 (tests put their own).

    `strength` is what it costs to try a password of staff; tests lower it, production refuses that.
    `daily_growth` is in mebibytes.

    `privacy` and `purpose` are the texts themselves.
    """

    mode: str
    instance: Path
    keys_path: Path
    questionnaires: Path
    database_url: str
    site_name: str = "Evenkeel"
    https: bool = False
    hosts: tuple[str, ...] = LOCAL_HOSTS
    proxies: int = 0
    daily_growth: int = DAILY_GROWTH
    use: str = ""
    leave_url: str = "https://www.wikipedia.org/"
    privacy: str = ""
    purpose: str = ""
    clock: Callable[[], float] = time.time
    strength: Strength = LEAST

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Config":
        """Read every setting; raises `BadSetting` naming the variable that cannot be used."""
        mode = _choice(environ, "EVENKEEL_MODE", MODES) or "development"
        instance = Path(environ.get("INSTANCE") or REPOSITORY / "instance").resolve()
        return cls(
            mode=mode,
            instance=instance,
            keys_path=Path(environ.get("EVENKEEL_KEYS") or instance / "keys.json").resolve(),
            questionnaires=Path(
                environ.get("EVENKEEL_QUESTIONNAIRES") or REPOSITORY / "questionnaires"
            ).resolve(),
            database_url=environ.get("DATABASE_URL") or _embedded(instance),
            site_name=environ.get("EVENKEEL_SITE_NAME") or "Evenkeel",
            https=_switch(environ, "EVENKEEL_HTTPS"),
            hosts=_hosts(environ, "EVENKEEL_HOSTS")
            or (() if mode == "production" else LOCAL_HOSTS),
            proxies=_count(environ, "EVENKEEL_PROXIES", range(LARGEST_PROXY_COUNT + 1)),
            daily_growth=_count(
                environ, "EVENKEEL_DAILY_GROWTH", range(1, LARGEST_GROWTH + 1), DAILY_GROWTH
            ),
            use=_choice(environ, "EVENKEEL_USE", USES)
            or ("" if mode == "production" else "noncommercial"),
            leave_url=_https_address(environ, "EVENKEEL_LEAVE_URL", "https://www.wikipedia.org/"),
            privacy=_text(environ, "EVENKEEL_PRIVACY"),
            purpose=_text(environ, "EVENKEEL_PURPOSE"),
        )

    @property
    def production(self) -> bool:
        """Whether real people are expected."""
        return self.mode == "production"

    @property
    def embedded(self) -> bool:
        """Whether the database is the one that lies in the site's own folder."""
        return self.database_url == _embedded(self.instance)

    def problems(self) -> tuple[str, ...]:
        """Name what keeps this site from starting in production, one plain sentence each."""
        if not self.production:
            return ()
        checks = (
            (
                _is_finished(self.privacy),
                "EVENKEEL_PRIVACY: the privacy page is empty, or has a [bracket] to fill; name a "
                "text file that says who runs the site, on what legal basis, and which rights "
                "people have.",
            ),
            (
                _is_finished(self.purpose),
                "EVENKEEL_PURPOSE: the purpose page is empty, or has a [bracket] to fill; name a "
                "text file that says what the site is for and what it is not for.",
            ),
            (self.https, "EVENKEEL_HTTPS: https is off; serve the site over https and say yes."),
            (self.hosts, "EVENKEEL_HOSTS: no host name is set; list the names of the site."),
            (self.use, f"EVENKEEL_USE: the use is not chosen; say {' or '.join(USES)}."),
            (self.strength.holds(LEAST), "Passwords of staff would be hashed too cheaply."),
        )
        return tuple(sentence for fulfilled, sentence in checks if not fulfilled)


def _embedded(instance: Path) -> str:
    return f"sqlite:///{instance / 'evenkeel.sqlite'}"


def _is_finished(text: str) -> bool:
    """Whether an operator's page says something and nothing in it waits to be filled in."""
    return bool(text.strip()) and "[" not in text


def _choice(environ: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = environ.get(name, "")
    if value and value not in allowed:
        raise BadSetting(f"{name}: must be one of {', '.join(allowed)}.")
    return value


def _switch(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "").lower()
    if value not in WORDS_FOR_YES + WORDS_FOR_NO:
        raise BadSetting(f"{name}: must be yes or no.")
    return value in WORDS_FOR_YES


def _count(environ: Mapping[str, str], name: str, allowed: range, default: int = 0) -> int:
    value = environ.get(name) or str(default)
    # Only the plain writing: no sign, blank, underscore or leading zero.
    if value not in map(str, allowed):
        raise BadSetting(f"{name}: must be a whole number from {allowed[0]} to {allowed[-1]}.")
    return int(value)


def _hosts(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return each host once, in the form in which requests are compared with it."""
    written = [part.strip() for part in environ.get(name, "").split(",")]
    try:
        return tuple(dict.fromkeys(host(part) for part in written if part))
    except NoHost as wrong:
        raise BadSetting(f"{name}: {wrong}.") from None


def _https_address(environ: Mapping[str, str], name: str, default: str) -> str:
    value = environ.get(name) or default
    address = urlsplit(value)
    if address.scheme != "https" or not address.netloc or not value.isascii():
        raise BadSetting(f"{name}: must be a whole https:// address.")
    return value


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name, "")
    if value and not Path(value).is_file():
        raise BadSetting(f"{name}: there is no such file.")
    return Path(value).resolve() if value else None


def _text(environ: Mapping[str, str], name: str) -> str:
    path = _file(environ, name)
    try:
        return decoded(path.read_bytes()) if path else ""
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{name}: this file cannot be read as UTF-8 text.") from error
