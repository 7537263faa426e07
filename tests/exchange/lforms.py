"""LForms, a form renderer of others, in a real browser: what it makes of our forms and answers.

It comes from npm, by `scripts/fetch-lforms`, and is never committed. It is served from loopback.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from playwright.sync_api import Browser, Page

from tests.browser import visiting
from tests.server import ROOT
from wellbeing_app.exchange.fhir_json import Json

FOLDER = ROOT / "build" / "lforms-40.1.3"
PAGE = b"""<!doctype html><meta charset="utf-8"><title>LForms</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="webcomponent/styles.css">
<div id="form"></div>
<script src="webcomponent/assets/lib/zone.min.js"></script>
<script src="webcomponent/lhc-forms.js"></script>
<script src="fhir/R4/lformsFHIR.min.js"></script>
"""
RENDER = """async ([form, answers]) => {
  const read = LForms.Util.convertFHIRQuestionnaireToLForms(form, 'R4');
  const filled = answers ? LForms.Util.mergeFHIRDataIntoLForms(answers, read, 'R4') : read;
  await LForms.Util.addFormToPage(filled, 'form', {prepopulate: false});
  return LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', '#form');
}"""
ITEMS = "#form lhc-item, #form tr[role=radiogroup]"
SEEN = """items => items.map(item => {
  const asks = item.classList.contains('lhc-item-question');
  const all = selector => asks ? [...item.querySelectorAll(selector)] : [];
  const options = all('label.ant-radio-wrapper, label.ant-checkbox-wrapper');
  const ticked = option => option.querySelector('input').checked;
  const written = all('input[type=text], textarea').map(field => field.value);
  return {
    link: item.querySelector('label[id^=label-]').id.slice('label-'.length).split('/')[0],
    text: item.querySelector('.question').innerText.trim(),
    options: options.map(option => option.innerText.trim()),
    chosen: options.filter(ticked).map(option => option.innerText.trim()).concat(written),
  };
})"""


@dataclass(frozen=True)
class Seen:
    """One group or question as a person sees it: its words, its options, what is chosen.

    Of a row of a grid only the words are read.
    """

    link: str
    text: str
    options: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()


class _Handler(SimpleHTTPRequestHandler):
    """Serves LForms and one page that loads it; says nothing."""

    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_told: object) -> None:
        pass


@contextmanager
def opened(browser: Browser) -> Iterator[Page]:
    """A page with LForms ready. At the end nothing but loopback may have been asked."""
    if not FOLDER.is_dir():
        raise RuntimeError("LForms is missing: run scripts/fetch-lforms (make test does)")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(FOLDER)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with visiting(browser, f"http://127.0.0.1:{server.server_port}") as (page, _witness):
            page.goto("/")
            page.wait_for_function("window.LForms?.FHIR?.R4 !== undefined")
            yield page
    finally:
        server.shutdown()
        server.server_close()


def rendered(page: Page, form: Json, answers: Json | None) -> tuple[list[Seen], Json]:
    """What LForms shows of a form with answers in it, and the response it gives back."""
    back: Json = page.evaluate(RENDER, [form, answers])
    seen = [
        Seen(one["link"], one["text"], tuple(one["options"]), tuple(one["chosen"]))
        for one in page.eval_on_selector_all(ITEMS, SEEN)
    ]
    return seen, back


def answered(response: Json) -> list[tuple[str, object]]:
    """The link id and answers of each question in a response, in order."""
    found: list[tuple[str, object]] = []
    items = response.get("item", [])
    assert isinstance(items, list)
    for item in items:
        if "answer" in item:
            found.append((item["linkId"], item["answer"]))
        found += answered(item)
    return found
