"""Every public page, found as a person finds it: by following links from the first page."""

from collections import deque
from collections.abc import Mapping
from urllib.parse import urldefrag, urljoin, urlsplit

from tests.client import Client
from tests.pages import Page

START = "http://localhost/"
LEADS_AWAY = "/leave"


def linked(page: Page) -> set[str]:
    """The addresses of this site that a page links to, with their fragments."""
    found = (urljoin(page.url, anchor.get("href", "")) for anchor in page.tree.iter("a"))
    return {
        url
        for url in found
        if urlsplit(url).netloc == urlsplit(START).netloc and urlsplit(url).path != LEADS_AWAY
    }


def is_public(page: Page) -> bool:
    """Whether it is the same for everybody: private pages are looked at and not followed."""
    return page.headers["Cache-Control"].startswith("public")


def crawled(client: Client) -> Mapping[str, Page]:
    """Address -> page for everything within reach of the first page."""
    pages: dict[str, Page] = {}
    waiting = deque([START])
    while waiting:
        url = waiting.popleft()
        if url in pages:
            continue
        pages[url] = client.visit(url)
        if is_public(pages[url]):
            waiting.extend(sorted({urldefrag(each).url for each in linked(pages[url])}))
    return pages


def broken_links(pages: Mapping[str, Page]) -> set[tuple[str, str]]:
    """Page and link, where the link leads to no page or to no place on its page."""
    return {
        (url, link)
        for url, page in pages.items()
        if is_public(page)
        for link in linked(page)
        if not _leads_somewhere(link, pages)
    }


def _leads_somewhere(link: str, pages: Mapping[str, Page]) -> bool:
    address, fragment = urldefrag(link)
    target = pages[address]
    return target.status == 200 and (
        not fragment or any(each.get("id") == fragment for each in target.tree.iter())
    )
