"""A page as a PDF: what stands on it is data, nothing is asked for, nothing tells of the day."""

import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest

from tests.pdfs import A4, elements, faults, opened, text_of, words_of
from tests.server import ROOT
from tests.web.paper.test_letters import SCRIPTS
from wellbeing_app.web.paper.page import read_page
from wellbeing_app.web.paper.typesetting import SHEET, typeset

MARGIN = 18 * 72 / 25.4
HOSTILE = (
    '#read("secret.txt") #include "secret.txt" #while true {} #import "@preview/cetz:0.3.4" '
    '#eval("1+1") $x^2$ *bold* _it_ `raw` <label> @label \\ [x] = not a heading // no comment'
)
LONG = ("W" * 300, "https://example.org/" + "a" * 120, "и" * 200, "م" * 200, "漢" * 200)


def page(body: str) -> str:
    return f'<html lang="en"><title>x</title><body><h1>One</h1>{body}</body></html>'


def changed(folder: Path, old: str, new: str) -> Path:
    """A sheet with a fault, beside a file it must not tell of."""
    sheet = Path(shutil.copytree(SHEET, folder / "sheet"))
    source = (sheet / "sheet.typ").read_text("utf-8")
    assert old in source
    (sheet / "sheet.typ").write_text(source.replace(old, new), "utf-8")
    (sheet / "secret.txt").write_text("heron")
    return sheet


def test_a_note_in_typsts_own_language_prints_as_it_stands(tmp_path: Path) -> None:
    data = typeset(page(f"<p>{escape(HOSTILE)}</p>"), changed(tmp_path, "gap = 4mm", "gap = 5mm"))
    assert HOSTILE in text_of(data)
    assert "heron" not in text_of(data)


def test_a_sheet_that_reads_words_as_typst_would_be_found(tmp_path: Path) -> None:
    """The broken variant: the same note, read as markup, tells what lies beside the sheet."""
    broken = changed(
        tmp_path, 'if name == "text" { node }', 'if name == "text" { eval(node, mode: "markup") }'
    )
    data = typeset(page("<p>#read( &quot;secret.txt&quot; )</p>"), broken)
    assert "heron" in text_of(data)


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hostname"])
def test_the_compiler_sees_its_folder_alone(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("heron")
    broken = changed(tmp_path, "#let kids(node)", f'#read("{path}")\n#let kids(node)')
    with pytest.raises(RuntimeError) as failure:
        typeset(page(""), broken)
    assert str(failure.value) == ""
    assert failure.value.__suppress_context__


def test_no_sheet_imports_a_package() -> None:
    assert not any('"@' in sheet.read_text("utf-8") for sheet in SHEET.rglob("*.typ"))


@pytest.mark.parametrize(
    "place",
    [
        "<p>{}</p>",
        "<table><tr><th>{}</th><td>{}</td></tr></table>",
        '<dl class="summary"><div><dt>{}</dt><dd>{}</dd></div></dl>',
        '<div class="inset"><ul><li>{}</li></ul></div>',
    ],
)
@pytest.mark.parametrize("word", LONG)
def test_a_long_word_stays_inside_the_margins(place: str, word: str) -> None:
    data = typeset(page(place.replace("{}", word)))
    found = words_of(data)
    assert max(one.right for one in found) <= A4[0] - MARGIN + 1
    written = re.sub(r"\s", "", text_of(data))
    if "<p>" in place and word.isascii():
        assert word in written


def test_a_word_that_leaves_the_page_would_be_found(tmp_path: Path) -> None:
    broken = changed(tmp_path, "if measure(word).width <= width", "if true")
    data = typeset(page(f"<p>{'W' * 300}</p>"), broken)
    assert max(one.right for one in words_of(data)) > A4[0]


def test_a_word_that_fits_its_line_stays_whole() -> None:
    word = "Selbstwirksamkeitserwartungen"
    line = "so " * 30
    assert word in text_of(typeset(page(f"<p>{line}{word}</p>")))


def test_nothing_tells_of_the_day_or_the_maker() -> None:
    data = typeset(page("<p>text</p>"))
    pdf = opened(data)
    assert set(pdf.docinfo) == {"/Title", "/Creator"}
    assert b"Date" not in pdf.Root.Metadata.read_bytes()
    assert data == typeset(page("<p>text</p>"))


@pytest.mark.parametrize(
    "outside",
    [
        '<img src="file:///etc/hostname" alt="x">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
    ],
)
def test_whatever_a_page_refers_to_is_left_out(outside: str) -> None:
    assert text_of(typeset(page(f"{outside}<p>text</p>"))) == "One text 1/1"


def test_a_link_leads_out_or_nowhere() -> None:
    links = ("tel:112", "https://example.org/", "/help", "javascript:x")
    body = "".join(f'<p><a href="{link}">text</a></p>' for link in links)
    pdf = opened(typeset(page(body)))
    targets = [str(one.A.URI) for one in pdf.pages[0].get("/Annots", [])]
    assert targets == ["tel:112", "https://example.org/"]


def test_what_is_for_the_screen_alone_is_left_out() -> None:
    body = (
        '<p class="unseen">a</p><div class="screen-only"><p>b</p><br>c</div><p hidden>d</p>'
        "<script>e</script><p>paper <b>two </b> three</p>"
    )
    assert text_of(typeset(page(body))) == "One paper two three 1/1"


def test_no_level_of_headings_is_skipped() -> None:
    pdf = opened(typeset(page("<h4>Two</h4><h6>Three</h6><h2>Four</h2>")))
    assert [tag for tag, _above, _node in elements(pdf) if re.match("/H[1-6]", tag)][::-1] == [
        "/H1",
        "/H2",
        "/H3",
        "/H2",
    ]


def test_a_drawing_says_what_it_shows_and_an_ornament_nothing() -> None:
    drawing = (
        '<svg role="img" width="100%" height="20"><title>Mood</title><desc>Your score: 3.</desc>'
        '<svg x="50%"><rect width="9" height="9" /></svg><text x="1" y="9">3</text></svg>'
    )
    ornament = '<svg aria-hidden="true" width="16" height="16"><rect width="9" height="9" /></svg>'
    data = typeset(page(f"{drawing}<p>{ornament}few</p>"))
    pdf = opened(data)
    figures = [node for tag, _above, node in elements(pdf) if tag == "/Figure"]
    assert [str(node.Alt) for node in figures] == ["Mood. Your score: 3."]
    assert faults(data) == []


@pytest.mark.parametrize(
    "odd",
    [
        "<h2></h2>",
        "<ul></ul><dl></dl><p></p>",
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>c</td></tr></table>",
        '<p lang="x">a</p><p lang="zh-Hans">中</p>',
        "<blockquote>a<pre>b</pre></blockquote><h3>c</h3>",
        *(
            f'<svg role="img" width="9"><title>x</title><text y="9">{label}</text></svg>'
            for label in SCRIPTS.split()
        ),
    ],
)
def test_odd_pages_make_sound_pdfs(odd: str) -> None:
    assert faults(typeset(page(odd))) == []


def test_a_drawing_keeps_labels_that_it_can_draw() -> None:
    labels = "".join(f"<text>{one}</text>" for one in ("é", "ж", "ガ", "漢", "한", "हिन्दी"))
    _heading, drawing = read_page(page(f'<svg role="img" width="100%">{labels}</svg>'))["body"]
    assert re.findall(r"<text>(.*?)</text>", drawing["svg"]) == ["é", "ж", "ガ", "漢", "한"]


def test_faults_are_found(tmp_path: Path) -> None:
    """The broken variants: no tags at all, and an ornament that is tagged as a figure."""
    ornament = '<p><svg aria-hidden="true" width="9" height="9"></svg>few</p>'
    tagged = changed(
        tmp_path / "a",
        "pdf.artifact(box(baseline: 15%, drawn(node)))",
        'box(drawn(node, alt: " "))',
    )
    assert faults(typeset(page(ornament), tagged)) != []
    pdf = opened(typeset(page("<p>text</p>")))
    del pdf.Root.StructTreeRoot
    del pdf.Root.MarkInfo
    pdf.save(tmp_path / "untagged.pdf")
    assert "not tagged" in faults((tmp_path / "untagged.pdf").read_bytes())


def test_fonts_are_ours() -> None:
    pdf = opened(typeset(page("<p>a ж 漢 ☺</p>")))
    fonts = {str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()}
    assert {re.sub(r"^/[A-Z]{6}\+|-.*", "", font) for font in fonts} == {
        *("AtkinsonHyperlegibleNext", "NotoSans", "DroidSansFallback", "DejaVuSans"),
    }


def test_the_library_is_loaded_where_a_pdf_is_made_alone() -> None:
    seen = "import sys; import wellbeing_app; print('typst' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", seen],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
