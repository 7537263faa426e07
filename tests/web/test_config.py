"""What a site is told by its environment, and why production may refuse to start."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.server import ROOT
from wellbeing_app import create_app
from wellbeing_app.config import BadSetting, Config
from wellbeing_app.web.site import NotReady, make_keys, site


@pytest.fixture
def production(instance: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a production site in which nothing is missing."""
    (tmp_path / "privacy.txt").write_text("We are the controller.", "utf-8")
    (tmp_path / "purpose.txt").write_text("Orientation for adults.", "utf-8")
    return {
        "EVENKEEL_MODE": "production",
        "EVENKEEL_HTTPS": "yes",
        "EVENKEEL_HOSTS": "check.example, www.check.example",
        "EVENKEEL_USE": "noncommercial",
        "EVENKEEL_PRIVACY": str(tmp_path / "privacy.txt"),
        "EVENKEEL_PURPOSE": str(tmp_path / "purpose.txt"),
        "INSTANCE": str(instance),
    }


def refusal(environment: dict[str, str]) -> str:
    with pytest.raises(NotReady) as caught:
        create_app(Config.from_environment(environment))
    return str(caught.value)


def test_a_whole_production_site_starts(production: dict[str, str]) -> None:
    app = create_app(Config.from_environment(production))
    with app.app_context():
        assert site().config.hosts == ("check.example", "www.check.example")
        assert site().directory.confirmed_only


@pytest.mark.parametrize(
    "name",
    [
        "EVENKEEL_HTTPS",
        "EVENKEEL_HOSTS",
        "EVENKEEL_USE",
        "EVENKEEL_PRIVACY",
        "EVENKEEL_PURPOSE",
    ],
)
def test_production_names_the_one_setting_it_misses(production: dict[str, str], name: str) -> None:
    told = refusal({key: value for key, value in production.items() if key != name})
    assert [line.split(":")[0] for line in told.splitlines()[1:]] == [f"- {name}"]


def test_production_names_everything_it_misses_at_once(tmp_path: Path) -> None:
    told = refusal({"EVENKEEL_MODE": "production", "INSTANCE": str(tmp_path)})
    assert len(told.splitlines()) == 1 + 5 + 1
    assert "The key file is not usable" in told


def test_an_empty_privacy_text_is_no_privacy_text(production: dict[str, str]) -> None:
    Path(production["EVENKEEL_PRIVACY"]).write_text(" \n", "utf-8")
    assert "EVENKEEL_PRIVACY" in refusal(production)


@pytest.mark.parametrize("page", ["privacy", "purpose"])
def test_a_template_with_brackets_left_in_it_is_no_finished_page(
    production: dict[str, str], page: str
) -> None:
    name = f"EVENKEEL_{page.upper()}"
    template = ROOT / "docs" / "templates" / f"{page}.md"
    Path(production[name]).write_text(template.read_text("utf-8"), "utf-8")
    assert f"- {name}: " in refusal(production)


def open_to_others(path: Path) -> None:
    path.chmod(0o644)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [open_to_others, empty, Path.unlink])
def test_production_does_not_start_with_unsafe_keys(
    production: dict[str, str], spoil: Callable[[Path], None]
) -> None:
    spoil(Path(production["INSTANCE"]) / "keys.json")
    assert "The key file is not usable" in refusal(production)


def test_development_makes_its_keys_where_only_the_owner_reads_them(tmp_path: Path) -> None:
    instance = tmp_path / "new"
    create_app(Config.from_environment({"INSTANCE": str(instance)}))
    assert instance.stat().st_mode & 0o777 == 0o700
    assert (instance / "keys.json").stat().st_mode & 0o777 == 0o600


def test_keys_that_exist_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    assert make_keys(path).visit_keys == make_keys(path).visit_keys


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EVENKEEL_MODE", "prod"),
        ("EVENKEEL_USE", "any"),
        ("EVENKEEL_HTTPS", "maybe"),
        ("EVENKEEL_PROXIES", "-1"),
        ("EVENKEEL_PROXIES", "6"),
        ("EVENKEEL_PROXIES", "one"),
        ("EVENKEEL_LEAVE_URL", "http://weather.example/"),
        ("EVENKEEL_LEAVE_URL", "javascript:alert(1)"),
        ("EVENKEEL_LEAVE_URL", "/home"),
        ("EVENKEEL_PRIVACY", "/nowhere/privacy.txt"),
        ("EVENKEEL_HOSTS", "https://check.example"),
        ("EVENKEEL_HOSTS", "check.example, www.check.example/"),
        ("EVENKEEL_HOSTS", "check.example www.check.example"),
        ("EVENKEEL_HOSTS", "check.example:443"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"^{name}: "):
        Config.from_environment({name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://localhost/evenkeel"),
        ("DATABASE_URL", "postgresql://127.0.0.1:1/evenkeel"),
        ("DATABASE_URL", "sqlite:////nowhere/evenkeel.sqlite"),
        ("INSTANCE", "/dev/null/instance"),
    ],
)
def test_a_place_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    settings = {"INSTANCE": str(tmp_path), name: value}
    with pytest.raises(BadSetting, match=f"^{name}: "):
        create_app(Config.from_environment(settings))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_text_is_read_without_its_byte_order_mark_and_with_any_line_ends(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "privacy.txt"
    path.write_bytes("# Who runs it\r\n\r\n- one\r\n".encode(encoding))
    config = Config.from_environment({"EVENKEEL_PRIVACY": str(path)})
    assert config.privacy == "# Who runs it\n\n- one\n"


def test_a_text_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "privacy.txt"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(BadSetting, match=r"^EVENKEEL_PRIVACY: "):
        Config.from_environment({"EVENKEEL_PRIVACY": str(path)})


def test_without_any_setting_a_site_is_for_development_on_this_machine() -> None:
    config = Config.from_environment({})
    assert (config.mode, config.https, config.proxies) == ("development", False, 0)
    assert config.hosts == ("localhost", "127.0.0.1", "::1")
    assert config.problems() == ()
    assert config.database_url == f"sqlite:///{config.instance / 'evenkeel.sqlite'}"
