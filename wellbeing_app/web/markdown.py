"""Text that people write for a page, as HTML.

Of markdown only what is named here means anything: headings, lists, emphasis, links. Everything
else, HTML too, is text.
"""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from wellbeing_app.untrusted.characters import inert

ALLOWED = ("heading", "list", "emphasis", "link")
HIGHEST = 3
"""Headings of a text stand below the page's own."""
LED_TO = ("https:", "mailto:", "tel:")


def allowed_markdown() -> MarkdownIt:
    """Return a reader of what is allowed, to which a caller may add."""
    return MarkdownIt("zero").enable(list(ALLOWED))


def written(text: str) -> Markup:
    """Return a clinic's text as HTML: headings of one level, links to other sites by https."""
    return Markup(_CLINICS.render(inert(text)))  # noqa: S704 - written by the renderer, from its allow-list


def _heading(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    at: int,
    options: OptionsDict,
    environment: EnvType,
) -> str:
    tokens[at].tag = f"h{HIGHEST}"
    return renderer.renderToken(tokens, at, options, environment)


def _leads_out(url: str) -> bool:
    return url.lower().startswith(LED_TO)


def _clinics() -> MarkdownIt:
    markdown = allowed_markdown()
    markdown.validateLink = _leads_out  # type: ignore[method-assign]
    for rule in ("heading_open", "heading_close"):
        markdown.add_render_rule(rule, _heading)
    return markdown


_CLINICS = _clinics()
