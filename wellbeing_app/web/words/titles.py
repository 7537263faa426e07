"""The one list of page titles a visitor's screen, history or tab may show.

They say where a person is in the site and never what it is about. A page names its title by the
key here, in a template: `neutral_title("start")`.
"""

from collections.abc import Mapping

from flask_babel import lazy_gettext

TITLES: Mapping[str, str] = {
    "home": lazy_gettext("Home"),
    "checks": lazy_gettext("Choose"),
    "door": lazy_gettext("Welcome"),
    "doors": lazy_gettext("Doors"),
    "start": lazy_gettext("Before you start"),
    "page": lazy_gettext("Questions"),
    "pause": lazy_gettext("A pause"),
    "review": lazy_gettext("Your answers"),
    "result": lazy_gettext("Overview"),
    "note": lazy_gettext("A note"),
    "keep": lazy_gettext("Keep"),
    "return": lazy_gettext("Come back"),
    "history": lazy_gettext("Kept"),
    "share": lazy_gettext("Show"),
    "invited": lazy_gettext("A code"),
    "shared": lazy_gettext("Shown"),
    "ended": lazy_gettext("Ended"),
    "scale": lazy_gettext("About these questions"),
    "help": lazy_gettext("Help"),
    "young": lazy_gettext("Help"),
    "worried": lazy_gettext("Help"),
    "support": lazy_gettext("Support"),
    "limits": lazy_gettext("Good to know"),
    "learn": lazy_gettext("Reading"),
    **{
        f"learn-{number}": lazy_gettext("Reading %(number)s", number=number)
        for number in range(1, 13)
    },
    "evidence": lazy_gettext("Reading"),
    "sources": lazy_gettext("Sources"),
    "search": lazy_gettext("Topics"),
    "sign-in": lazy_gettext("Sign in"),
    "account": lazy_gettext("Account"),
    "clinic": lazy_gettext("Clinic"),
    "desk": lazy_gettext("Desk"),
    "client": lazy_gettext("Client"),
    "claim": lazy_gettext("Pick up"),
    "seen": lazy_gettext("What is shown"),
    "export": lazy_gettext("Export"),
    "log": lazy_gettext("Log"),
    "statistics": lazy_gettext("Statistics"),
    "kept": lazy_gettext("What we keep"),
    "privacy": lazy_gettext("Privacy"),
    "purpose": lazy_gettext("Purpose"),
    "style": lazy_gettext("Style"),
    "error": lazy_gettext("Notice"),
}
REVEALING = (
    "abuse", "addict", "adult", "anxi", "cam", "compuls", "craving", "crisis", "depress", "erotic",
    "intimat", "masturbat", "mental", "nude", "porn", "psych", "self-harm", "sex", "suicid",
    "therap", "wank",
)  # fmt: skip
"""Parts of words that no title and no address of a visitor's page contains."""


def neutral_title(key: str) -> str:
    """Return the title under this key in the page's language. Raises KeyError for any other."""
    return str(TITLES[key])
