"""What a browser test asks of a page beyond its words: access, keyboard, no stray requests."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Locator,
    Page,
    ViewportSize,
)

WHOLE_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SHELL = "chromium-headless-shell"
"""The same Chromium without the window nobody sees: it opens a page in half the time."""

AXE = Axe().axe_script
CONTRAST = {"runOnly": ["color-contrast"]}

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    # Nothing but loopback has an address: a request to anywhere else fails and is reported.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]

PHONE = ViewportSize(width=360, height=740)
DESKTOP = ViewportSize(width=1280, height=900)


def launch(chromium: BrowserType, *, whole: bool = False) -> Browser:
    """Start the system's Chromium; RuntimeError with one plain line when there is none.

    The shell is taken where it is installed. `whole` is for what only the whole browser does: it
    keeps pages in memory to go back to, as people's browsers do.
    """
    names = WHOLE_CHROMIUM if whole else (SHELL, *WHOLE_CHROMIUM)
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        raise RuntimeError("Chromium is missing: install the package chromium (make test does)")
    # Chromium's sandbox refuses to start for root, the user of many build containers.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return chromium.launch(
        executable_path=path,
        args=[*QUIET, *sandbox],
        ignore_default_args=["--disable-back-forward-cache"] if whole else None,
    )


@dataclass
class Witness:
    """Hears everything a browser context asks for and complains about."""

    host: str
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    """Errors and warnings of the console: CSP reports among them."""
    crashes: list[str] = field(default_factory=list)
    """Uncaught exceptions of scripts."""

    def listen(self, context: BrowserContext) -> None:
        """Start hearing."""
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.crashes.append(str(error.error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.console.append(message.text)

    @property
    def foreign(self) -> list[str]:
        """Addresses asked for outside the site, `data:` and `blob:` aside."""
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).netloc != self.host
        ]

    @property
    def policy_reports(self) -> list[str]:
        """What the Content Security Policy stopped."""
        return [text for text in self.console if "Content Security Policy" in text]


@contextmanager
def visiting(
    browser: Browser, url: str, *, javascript: bool = True
) -> Iterator[tuple[Page, Witness]]:
    """Open a fresh browser context on the site. At the end nothing foreign may have been heard.

    A test that leaves the site on purpose clears `witness.requests` after looking at them.
    """
    witness = Witness(urlsplit(url).netloc)
    context = browser.new_context(base_url=url, java_script_enabled=javascript, viewport=DESKTOP)
    witness.listen(context)
    try:
        yield context.new_page(), witness
    finally:
        context.close()
    assert witness.foreign == []
    assert witness.policy_reports == []
    assert witness.crashes == []


def accessibility_problems(page: Page) -> list[str]:
    """Everything axe-core objects to on the page as it stands, one line each."""
    return _violations(page, {})


def faults_by_day_and_night(page: Page) -> list[str]:
    """What axe-core objects to in the light scheme, and in the colours of the dark one.

    A scheme changes colours alone, so the other rules need no second run.
    """
    found = accessibility_problems(page)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {problem}" for problem in _violations(page, CONTRAST)]
    page.emulate_media(color_scheme="light")
    return found


def _violations(page: Page, options: Mapping[str, Sequence[str]]) -> list[str]:
    # `Axe.run` would send everything that passed too, which takes longer than finding it.
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
    violations = page.evaluate(
        "options => axe.run({...options, resultTypes: ['violations'], preload: false})"
        ".then(found => found.violations)",
        options,
    )
    return [
        f"{violation['id']}: {violation['help']}: {node['target']}"
        for violation in violations
        for node in violation["nodes"]
    ]


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def hidden_at_the_side(page: Page) -> list[str]:
    """Tables of which a phone shows a part only."""
    found: list[str] = page.locator(".wide").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.innerText)"
    )
    return found


def tab_to(page: Page, target: Locator, limit: int = 200) -> None:
    """Press Tab until the target has the focus; AssertionError after `limit` presses."""
    for _ in range(limit):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target} on {page.url}")


FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const label = element.labels && element.labels[0];
  const words = element.getAttribute('aria-label') || (label || element).innerText || element.value;
  const shown = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  return [element.tagName.toLowerCase(), (words || '').trim(), shown];
}"""


@dataclass(frozen=True)
class Stop:
    """One place where the Tab key halts."""

    tag: str
    words: str
    visible: bool
    """Whether the focused element shows an outline or a ring."""


def keyboard_walk(page: Page, limit: int = 200) -> list[Stop]:
    """Every stop of the Tab key from the top of the page, once round."""
    stops: list[Stop] = []
    page.evaluate("document.activeElement.blur()")
    for _ in range(limit):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None:
            return stops
        stops.append(Stop(*found))
    raise AssertionError(f"the Tab key never comes round on {page.url}")
