"""Rules for every template: no inline style or script, and no visible word outside gettext."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from jinja2 import Environment, nodes

from tests.server import ROOT

TEMPLATES = sorted(ROOT.glob("wellbeing_app/**/templates/**/*.html"))
JINJA = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)

SPOKEN_ATTRIBUTES = {"alt", "title", "aria-label", "placeholder", "aria-description"}
SITE_NAME = "Evenkeel"
GETTEXT = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
LETTER = re.compile(r"[^\W\d_]{2}")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
SENTENCE = re.compile(r"[A-Z][^\W\d_]+")
"""A string in an expression that starts like words for people do: names and classes do not."""


@dataclass
class Findings(HTMLParser):
    """What a template's own markup holds that it must not."""

    inline: list[str] = field(default_factory=list)
    untranslated: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes, and at the tags that bring style and script."""
        names = {name for name, _value in attrs}
        if tag == "style" or (tag == "script" and "src" not in names):
            self.inline.append(f"<{tag}>")
        for name, value in attrs:
            self.judge_attribute(name, value or "")

    def judge_attribute(self, name: str, value: str) -> None:
        """An attribute may neither style nor run, and speaks through gettext."""
        if name == "style" or name.startswith("on") or value.startswith("javascript:"):
            self.inline.append(name)
        if name in SPOKEN_ATTRIBUTES and LETTER.search(value):
            self.untranslated.append(value)

    def handle_data(self, data: str) -> None:
        """Words between the tags; or attributes, where a macro writes the inside of a tag."""
        for name, value in ATTRIBUTE.findall(data):
            self.judge_attribute(name, value)
        if LETTER.search(ATTRIBUTE.sub("", data)):
            self.untranslated.append(data.strip())


def findings(source: str) -> Findings:
    """Read a template's markup with every expression taken as a blank."""
    found = Findings()
    template = JINJA.parse(source)
    found.feed(" ".join(node.data for node in template.find_all(nodes.TemplateData)))
    found.untranslated += spoken_constants(template)
    return found


def spoken_constants(node: nodes.Node) -> list[str]:
    """Strings in expressions that look like words for people and bypass gettext."""
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in GETTEXT:
        return []
    if isinstance(node, nodes.Const):
        spoken = isinstance(node.value, str) and SENTENCE.match(node.value)
        return [node.value] if spoken and node.value != SITE_NAME else []
    return [text for child in node.iter_child_nodes() for text in spoken_constants(child)]


def test_every_template_is_plain_markup_and_speaks_through_gettext() -> None:
    found = {path: findings(path.read_text("utf-8")) for path in TEMPLATES}
    assert {path.name: each.inline for path, each in found.items() if each.inline} == {}
    # The samples of the style page are for developers, who read English.
    spoken = {path: each for path, each in found.items() if path.parent.name != "style"}
    assert {
        path.name: each.untranslated for path, each in spoken.items() if each.untranslated
    } == {}


@pytest.mark.parametrize(
    "broken",
    [
        '<p style="color: red">',
        '<a href="/" onclick="go()">',
        '<a href="javascript:go()">',
        "<script>go()</script>",
        "<style>p { margin: 0 }</style>",
        '{% macro wide() %} style="width: 3em"{% endmacro %}',
        "{% if now %}<p{% if wide %} style='width: 3em'{% endif %}>{% endif %}",
    ],
)
def test_inline_style_and_script_are_found(broken: str) -> None:
    assert findings(broken).inline


@pytest.mark.parametrize(
    "broken",
    [
        "<p>Hello</p>",
        "{% if late %}<p>{{ _('Good') }} night</p>{% endif %}",
        '<img src="{{ icon }}" alt="A chart">',
        "{{ button('Continue') }}",
    ],
)
def test_a_word_outside_gettext_is_found(broken: str) -> None:
    assert findings(broken).untranslated


def test_gettext_names_and_classes_pass() -> None:
    good = (
        "{% macro link(href) %}<a class='quiet link' href='{{ href }}'>{{ _('Go on') }}</a>"
        "{% endmacro %}{{ link(url_for('support.help_page')) }}"
        "{% trans %}Good night{% endtrans %}"
    )
    assert findings(good).untranslated == []
    assert findings(good).inline == []
