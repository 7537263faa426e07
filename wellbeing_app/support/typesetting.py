"""From the text of an article to its page.

Of markdown only what `web.markdown` allows means anything. Everything else, HTML too, is text.
`[3]` is a mark that leads to source 3 in the list below the article.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from wellbeing_app.web.markdown import allowed_markdown

MARK = re.compile(r"\[(\d{1,2})\]")
SPACE_BEFORE_MARK = re.compile(r" (?=\[\d)")
WRITTEN_MARK = re.compile(r"\s?<sup>.*?</sup>")
TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"[^\W_]+(?:['.,-][^\W_]+)*")


def typeset(text: str) -> Markup:
    """Return an article's text as HTML."""
    held = SPACE_BEFORE_MARK.sub("\N{NO-BREAK SPACE}", text)
    return Markup(_MARKDOWN.render(held))  # noqa: S704 - written by the renderer, from its allow-list


def words(html: Markup) -> list[str]:
    """List the words a person reads; marks of sources are not among them."""
    return WORD.findall(TAG.sub(" ", WRITTEN_MARK.sub("", html)))


def first_paragraph(html: Markup) -> Markup:
    """Return the words an article opens with, without marks of sources."""
    opening = html.split("</p>", 1)[0].removeprefix("<p>")
    return Markup(WRITTEN_MARK.sub("", opening))  # noqa: S704 - a part of what we wrote above


def _read_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Take a mark at this place of a line, if there is one."""
    mark = MARK.match(state.src, state.pos)
    if mark is None:
        return False
    if not silent:
        state.push("source_mark", "sup", 0).content = mark[1]
    state.pos = mark.end()
    return True


def _write_mark(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    at: int,
    _options: OptionsDict,
    _environment: EnvType,
) -> str:
    number = tokens[at].content
    return f'<sup><a href="#source-{number}" role="doc-noteref">[{number}]</a></sup>'


def _markdown() -> MarkdownIt:
    markdown = allowed_markdown()
    markdown.inline.ruler.before("link", "source_mark", _read_mark)
    markdown.add_render_rule("source_mark", _write_mark)
    return markdown


_MARKDOWN = _markdown()
