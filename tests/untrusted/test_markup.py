"""Item text reaches a page as plain text or a handful of bare elements (security.md I5, I9)."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from wellbeing_app.untrusted.characters import MOST_MARKS, inert, objection
from wellbeing_app.untrusted.markup import media, plain, safe_html

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.example></sCrIpT>",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<b onmouseover=alert(1)>bold</b>",
    '<b style="background:url(//x.example)">bold</b>',
    "<br onload=alert(1)>",
    "<i/onclick=alert(1)>",
    '<a href="javascript:alert(1)">click</a>',
    '<a href="https://x.example/?id=1">click</a>',
    "<iframe src=//x.example></iframe>",
    "<object data=x></object><embed src=x>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<style>@import '//x.example'</style>",
    "<link rel=stylesheet href=//x.example>",
    "<meta http-equiv=refresh content='0;url=//x.example'>",
    "<base href=//x.example>",
    "<form action=//x.example><input name=a><button>go</button></form>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "</b></div></body><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "&amp;lt;script&amp;gt;",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "<b><i><b></i></b>",
    "<p>one</p><p>two</p><table><tr><td>3</td></tr></table>",
    "a < b > c && d",
    "<b",
    "<" * 2_000 + "b>" * 2_000,
    "\x00<b>\x00</b>",
]


class Elements(HTMLParser):
    """Collects what a browser would see as elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.opened: list[str] = []
        self.depth: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"b", "i", "em", "strong", "br"} or attrs:
            self.faults.append(f"{tag} {attrs}")
        if tag != "br":
            self.depth.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.depth or self.depth.pop() != tag:
            self.faults.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"declaration {decl}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"declaration {data}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"instruction {data}")


def faults(page: str) -> list[str]:
    parser = Elements()
    parser.feed(page)
    parser.close()
    return parser.faults + [f"unclosed {tag}" for tag in parser.depth]


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_reaches_the_page_as_harmless_text(attack: str) -> None:
    page = safe_html(attack)
    assert isinstance(page, Markup)
    assert faults(page) == []


@given(st.text(max_size=200) | st.text(alphabet="<>/bi script=\"'&;!-br", max_size=100))
def test_any_text_gives_a_page_of_bare_closed_elements(text: str) -> None:
    assert faults(safe_html(text)) == []


def test_a_filter_that_only_drops_scripts_would_be_caught() -> None:
    """The deliberately broken variant."""

    def broken(text: str) -> str:
        return text.replace("<script>", "").replace("</script>", "")

    assert [attack for attack in ATTACKS if faults(broken(attack))]


def test_the_small_allow_list_is_kept() -> None:
    assert (
        safe_html("Do you <b>ever</b>?<br>And <i>now</i>?")
        == "Do you <b>ever</b>?<br>And <i>now</i>?"
    )
    assert safe_html("<B CLASS='x'>big</B>") == "<b>big</b>"
    assert (
        safe_html("<strong>a</strong> <em>b</em> <u>c</u>")
        == "<strong>a</strong> <em>b</em> <em>c</em>"
    )


def test_an_element_left_open_is_closed_so_that_it_ends_with_the_text() -> None:
    assert safe_html("<b>one<i>two") == "<b>one<i>two</i></b>"
    assert safe_html("<b>one<i>two</b>three</i>") == "<b>one<i>two</i></b>three"


def test_a_link_becomes_its_text() -> None:
    assert safe_html('See <a href="https://x.example/a">this page</a>.') == "See this page."
    assert "x.example" not in plain('See <a href="https://x.example/a">this page</a>.')


def test_layout_becomes_line_breaks() -> None:
    assert safe_html("<p>one</p><p>two</p>") == "one<br>two"


def test_signs_that_are_no_elements_stay_as_they_are_read() -> None:
    assert safe_html("less than < 5 & more") == "less than &lt; 5 &amp; more"
    assert safe_html("it&#39;s") == "it&#39;s"
    assert plain("it&#39;s <b>5</b> < 6<br>and more") == "it's 5 < 6 and more"


@pytest.mark.parametrize("name", ["img", "IMG", "audio", "video", "iframe", "svg", "object"])
def test_media_is_recognised(name: str) -> None:
    assert media(f"Look: <{name} src=x>") == name.lower()
    assert media("an image < video") is None


DECEPTIONS = [
    "\u202e",
    "\u2066",
    "\u200b",
    "\u2060",
    "\ufeff",
    "\u00ad\u202a",
    "\U000e0041",
    "\x1b",
]


@pytest.mark.parametrize("deception", DECEPTIONS)
def test_an_invisible_or_turning_character_never_reaches_a_page(deception: str) -> None:
    text = f"pay{deception}pal"
    assert objection(text)
    for shown in (inert(text), plain(text), str(safe_html(text))):
        assert objection(shown) is None


def test_a_flood_of_marks_is_cut_short() -> None:
    flood = "e" + "\u0301" * 10_000
    assert objection(flood)
    assert len(safe_html(flood)) == 1 + MOST_MARKS
    assert safe_html(f"&#8238;{flood}").count("\u202e") == 0


LIVING = ["\u0645\u06cc\u200c\u062e", "क्\u200dष", "שלום\u200f!", "น้ำใจ", "Ångström"]


@pytest.mark.parametrize("text", LIVING)
def test_living_scripts_are_left_alone(text: str) -> None:
    assert objection(text) is None
    assert plain(text) == text
