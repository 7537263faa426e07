"""A page as a browser sees it: parsed with html5lib, its forms filled in by the rules of HTML."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

Answers: TypeAlias = Mapping[str, str | Sequence[str]]
"""What a person enters: control name -> typed text, chosen value, or the values ticked."""

BUTTON_TYPES = ("submit", "image", "button", "reset")


def words(element: Element) -> str:
    """The text of an element and all below it, white space collapsed."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class Control:
    """All controls of one name in a form: a text box, a radio group, a set of ticks, a select."""

    name: str
    kind: str
    """hidden, text (whatever is typed), one (radio, select) or many (checkbox, multiple select)."""
    preset: tuple[str, ...]
    offered: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Of its first element: type, min, max, maxlength, ..."""

    def values(self, answer: str | Sequence[str]) -> tuple[str, ...]:
        """What this answer sends. Refuses, with ValueError, what no browser could send."""
        given = (answer,) if isinstance(answer, str) else tuple(answer)
        if self.kind == "hidden":
            raise ValueError(f"{self.name} is hidden: a person cannot change it")
        if self.kind in {"one", "many"}:
            strange = [value for value in given if value not in self.offered]
            if strange:
                raise ValueError(f"{self.name} does not offer {strange}, only {self.offered}")
        if self.kind != "many" and len(given) != 1:
            raise ValueError(f"{self.name} takes one value")
        return given


@dataclass(frozen=True)
class Form:
    """One form with the controls that belong to it, also those that point at it from outside."""

    element: Element
    outside: tuple[Element, ...]
    url: str

    @property
    def method(self) -> str:
        """GET or POST."""
        return self.element.get("method", "get").upper()

    @property
    def buttons(self) -> tuple[Element, ...]:
        """The buttons that send it, in page order."""
        return tuple(
            element
            for element in self._elements()
            if (element.tag == "button" and element.get("type", "submit") == "submit")
            or (element.tag == "input" and element.get("type") in {"submit", "image"})
        )

    @cached_property
    def controls(self) -> Mapping[str, Control]:
        """The controls that can be sent, by name."""
        found: dict[str, Control] = {}
        for element in self._elements():
            name = element.get("name")
            if name and element.get("disabled") is None and not _is_button(element):
                found[name] = _joined(found.get(name), _control(name, element))
        return found

    def button(self, press: str | None) -> Element | None:
        """The button with these words, or the first one; ValueError when there is none of it."""
        if press is None:
            return self.buttons[0] if self.buttons else None
        for button in self.buttons:
            if _caption(button) == press:
                return button
        raise ValueError(f"no button {press!r}, only {[_caption(each) for each in self.buttons]}")

    def target(self, press: str | None = None) -> str:
        """The address it is sent to when this button is pressed."""
        button = self.button(press)
        own = button.get("formaction") if button is not None else None
        return urljoin(self.url, own or self.element.get("action") or self.url)

    def filled(self, answers: Answers, press: str | None = None) -> list[tuple[str, str]]:
        """The pairs a browser sends: presets, overlaid with `answers`, and the pressed button."""
        unknown = set(answers) - set(self.controls)
        if unknown:
            raise ValueError(f"the form has no {sorted(unknown)}, only {sorted(self.controls)}")
        pairs = [
            (name, value)
            for name, control in self.controls.items()
            for value in (control.values(answers[name]) if name in answers else control.preset)
        ]
        button = self.button(press)
        if button is not None and button.get("name"):
            pairs.append((button.get("name", ""), button.get("value", "")))
        return pairs

    def _elements(self) -> Iterator[Element]:
        yield from self.element.iter()
        yield from self.outside


def _caption(button: Element) -> str:
    return words(button) or button.get("value", "")


def _is_button(element: Element) -> bool:
    return element.tag == "button" or element.get("type") in BUTTON_TYPES


def _control(name: str, element: Element) -> Control:
    kind, value = element.get("type", "text"), element.get("value", "")
    if element.tag == "select":
        return _select(name, element)
    if element.tag == "textarea":
        return Control(name, "text", ("".join(element.itertext()),), (), element.attrib)
    if kind in {"radio", "checkbox"}:
        value = element.get("value", "on")
        preset = (value,) if element.get("checked") is not None else ()
        kind = "one" if kind == "radio" else "many"
        return Control(name, kind, preset, (value,), element.attrib)
    return Control(name, "hidden" if kind == "hidden" else "text", (value,), (), element.attrib)


def _select(name: str, element: Element) -> Control:
    options = list(element.iter("option"))
    offered = tuple(option.get("value", words(option)) for option in options)
    chosen = tuple(
        value
        for option, value in zip(options, offered, strict=True)
        if option.get("selected") is not None
    )
    if element.get("multiple") is not None:
        return Control(name, "many", chosen, offered, element.attrib)
    return Control(name, "one", chosen or offered[:1], offered, element.attrib)


def _joined(before: Control | None, added: Control) -> Control:
    if before is None:
        return added
    preset, offered = before.preset + added.preset, before.offered + added.offered
    return Control(added.name, added.kind, preset, offered, before.attributes)


@dataclass(frozen=True)
class Page:
    """One answer of the site."""

    url: str
    status: int
    headers: Headers
    html: str

    @classmethod
    def of(cls, response: TestResponse) -> "Page":
        """The page in a response of the test client."""
        url = response.request.url
        return cls(url, response.status_code, response.headers, response.get_data(as_text=True))

    @property
    def path(self) -> str:
        """The path of its address, after redirects."""
        return urlsplit(self.url).path

    @cached_property
    def tree(self) -> Element:
        """The parsed document, tag names without namespace."""
        tree: Element = html5lib.parse(self.html, namespaceHTMLElements=False)
        return tree

    @property
    def title(self) -> str:
        """The document's title."""
        return words(self.one("title"))

    @property
    def text(self) -> str:
        """All words of the body."""
        return words(self.one("body"))

    @property
    def links(self) -> Mapping[str, str]:
        """Words of each link -> its address as written."""
        return {words(link): link.get("href", "") for link in self.tree.iter("a")}

    def one(self, tag: str) -> Element:
        """The first element of this tag; LookupError when the page has none."""
        found = next(self.tree.iter(tag), None)
        if found is None:
            raise LookupError(f"no <{tag}> on {self.path}")
        return found

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Every form, page order."""
        return tuple(
            Form(form, self._pointing_at(form.get("id")), self.url)
            for form in self.tree.iter("form")
        )

    def form(self, press: str | None = None) -> Form:
        """The form with the button `press`, or the only POST form; ValueError unless one fits."""
        fitting = [
            form
            for form in self.forms
            if (press is None and form.method == "POST")
            or any(_caption(button) == press for button in form.buttons)
        ]
        if len(fitting) != 1:
            raise ValueError(f"{len(fitting)} forms fit {press!r} on {self.path}")
        return fitting[0]

    @property
    def csrf_token(self) -> str:
        """The token of the first form that carries one; LookupError when none does."""
        for form in self.forms:
            if "csrf_token" in form.controls:
                return form.controls["csrf_token"].preset[0]
        raise LookupError(f"no CSRF token on {self.path}")

    def _pointing_at(self, form_id: str | None) -> tuple[Element, ...]:
        if form_id is None:
            return ()
        return tuple(each for each in self.tree.iter() if each.get("form") == form_id)
