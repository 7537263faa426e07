"""Every address of the room."""

from collections.abc import Iterator

from wellbeing_app.directory.directory import Directory
from wellbeing_app.web.words.help import KIND_CODES

DIRECTORY = Directory.load()
COUNTRIES = [country.code.lower() for country in DIRECTORY.countries()]
BY_COUNTRY = ["/help/", "/young/", "/worried/report/", "/worried/own-thoughts/", "/limits/"]
EVERYWHERE = [
    "/help",
    "/young",
    "/worried",
    "/worried/report",
    "/worried/own-thoughts",
    "/support",
    "/limits",
    "/what-we-keep",
]


SEARCHED = ["gb", "us", "pt"]
"""Countries with much, with most and with nothing of their own."""


def every_address() -> Iterator[str]:
    """Yield each page, and the search for each kind in some countries."""
    yield from EVERYWHERE
    for country in COUNTRIES:
        yield from (start + country for start in BY_COUNTRY)
        yield f"/support?country={country}"
    for country in SEARCHED:
        yield from (f"/support?country={country}&kind={code}" for code in KIND_CODES)
