"""The bytes a browser loads on its first visit: the home page and all it names, as served."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from tests.client import Client
from tests.pages import Page

ACCEPTED = {"Accept-Encoding": "gzip, deflate, br, zstd"}
STYLE_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]+)")


def first_visit(client: Client) -> dict[str, int]:
    """Bytes of each body by path: HTML, styles, scripts, icon, and what the styles name (fonts)."""
    sizes: dict[str, int] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in sizes:
            continue
        response = client.get(path, headers=ACCEPTED)
        if response.status_code != 200:
            raise LookupError(f"{path} answered {response.status_code}")
        sizes[path] = len(response.get_data())
        if response.mimetype == "text/html":
            waiting += page_parts(Page.of(client.get(path)))
        elif response.mimetype == "text/css":
            text = client.get(path).get_data(as_text=True)
            waiting += [
                urlsplit(urljoin(path, found)).path for found in STYLE_ADDRESS.findall(text)
            ]
    return sizes


def page_parts(page: Page) -> Iterator[str]:
    """Addresses a page makes a browser load by itself."""
    for element in page.tree.iter():
        rel = (element.get("rel") or "").split()
        if element.tag == "link" and {"stylesheet", "icon", "preload"} & set(rel):
            yield urlsplit(urljoin(page.url, element.get("href", ""))).path
        elif element.tag in {"script", "img"} and element.get("src"):
            yield urlsplit(urljoin(page.url, element.get("src", ""))).path
