"""`make corpus OSD_CORPUS=DIR`: load every file of a folder, take it at random, score it.

Each file that loads becomes a published questionnaire of one app, is answered through the real web
form, and the scores on its result page are compared with the engine's. Outside `make test`.
"""

import hashlib
import json
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench.walk import Lost, walk
from tests.client import Client
from tests.pages import Control, Page
from tests.server import ROOT, environment, prepare
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.instruments.library.battery import LARGEST, Battery, Member
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.osd.loading import load_bundle
from wellbeing_app.untrusted.refusal import Refused
from wellbeing_app.web.visit.check import current_check

REPORT = Path("build/corpus.json")
SVG_TITLE = "{http://www.w3.org/2000/svg}title"
LICENCE = {"verdict": "open", "owner": "", "terms": "", "url": "", "seen": "seen", "source": "file"}
EVIDENCE = {
    "revision": 1,
    "reviewed": "2026-01-01",
    "licence": LICENCE,
    "sources": {"file": {"reference": "the file itself", "url": ""}},
    "figures": [],
    "validated": [],
    "criticism": [],
}
"""What is known of a file nobody here wrote: that one may take it."""
TEXTS = ("words", "two words and more of them", "7", "42", "2001-02-03", "a@example.org")


@dataclass(frozen=True)
class Outcome:
    """What became of one file: `taken`, `refused`, `too large` or `failed`, and why."""

    file: str
    kind: str
    reason: str = ""
    scores: int = 0
    """Scores of the result page that equal the engine's."""


class Dice:
    """Answers at random, the same way for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def choose(self, control: Control) -> str | tuple[str, ...] | None:
        """Answer one control: one option, some options, a number in range or a text."""
        if control.kind == "one":
            return self._random.choice(control.offered)
        if control.kind == "many":
            count = self._random.randint(1, len(control.offered))
            return tuple(self._random.sample(control.offered, count))
        if {"min", "inputmode"} & set(control.attributes):
            lowest, highest = control.attributes.get("min", 0), control.attributes.get("max", 60)
            return str(self._random.randint(int(float(lowest)), int(float(highest))))
        return self._random.choice(TEXTS)[: int(control.attributes.get("maxlength", "100"))]


def load(files: list[Path]) -> tuple[dict[str, Instrument], list[Outcome]]:
    """Load each file by itself; file name -> questionnaire, and the refusals."""
    loaded: dict[str, Instrument] = {}
    refused: list[Outcome] = []
    for file in files:
        try:
            instrument = load_bundle(file.read_bytes(), origin=file.name)
        except Refused as refusal:
            refused.append(Outcome(file.name, "refused", f"{refusal.path}: {refusal.reason}"))
            continue
        if (size := size_in_visit(instrument)) > LARGEST:
            refused.append(Outcome(file.name, "too large", f"answers of up to {size} bytes"))
        else:
            loaded[file.name] = instrument
    return loaded, refused


def size_in_visit(instrument: Instrument) -> int:
    """Bytes its answers can take of a visit: beyond `LARGEST` it loads, but is not published."""
    alone = Battery(instrument.key, instrument.name, "", (Member(instrument),), 1, slug="")
    return alone.worst_size


def with_code(data: bytes, code: str) -> bytes:
    """The file with its code written in: a published file must say which one it is."""
    bundle = json.loads(data)
    info = bundle["definition"]["scale_info"]
    if info.get("code"):
        return data
    info["code"] = code
    return json.dumps(bundle).encode()


def battery(instrument: Instrument) -> bytes:
    """A check that holds just this questionnaire."""
    key = instrument.key
    bundle = {
        "osd_version": "1.0.12",
        "definition": {
            "scale_info": {"name": instrument.name, "code": key.code, "version": "1.0"},
            "items": [],
            "includes": [{"scale": f"{key.code}@{key.version}"}],
            "runner_hints": {"evenkeel": {"slug": slug(instrument), "minutes": 5}},
        },
        "translations": {"en": {}},
    }
    return json.dumps(bundle).encode()


def slug(instrument: Instrument) -> str:
    """The check's name in the address."""
    return f"corpus-{instrument.key.code.lower()}"


def publish(folder: Path, corpus: Path, loaded: dict[str, Instrument]) -> None:
    """Lay the loaded files out as a folder of published questionnaires, each with its check."""
    folder.mkdir()
    (folder / "wording.json").write_bytes((ROOT / "questionnaires/wording.json").read_bytes())
    for file, instrument in loaded.items():
        code = instrument.key.code
        home, check = folder / code, folder / "batteries" / code
        home.mkdir()
        check.mkdir(parents=True)
        named = with_code((corpus / file).read_bytes(), code)
        (home / f"{instrument.key.version}.osd").write_bytes(named)
        (home / "evidence.json").write_text(json.dumps(EVIDENCE | {"code": code}))
        (check / "1.0.osd").write_bytes(battery(instrument))
    manifest = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.osd"))
    }
    (folder / "MANIFEST.json").write_text(json.dumps(manifest))


def shown_scores(page: Page) -> dict[str, str]:
    """Scores as the result page prints them: chart id (code, hyphen, score) -> number."""
    found: dict[str, str] = {}
    for chart in page.tree.iter("div"):
        titles = [title.get("id", "") for title in chart.iter(SVG_TITLE)]
        if chart.get("class") == "chart" and titles:
            number = next(cell.text or "" for cell in chart.iter("td"))
            found[titles[0].removesuffix("-title")] = number
    return found


def engine_scores(client: Client, code: str) -> dict[str, str]:
    """Scores of the answers in the client's cookie, computed by the engine and printed alike."""
    with client:
        client.get("/result")
        check = current_check()
        if check is None:
            raise Lost("the visit holds no check")
        for one in check.taken:
            if one.code == code:
                values = one.scores.values
                return {name: f"{s.value:g}" for name, s in values.items() if s.value is not None}
    raise Lost(f"the check does not hold {code}")


def take(client: Client, file: str, instrument: Instrument) -> Outcome:
    """Take one questionnaire at random and compare the scores."""
    code = instrument.key.code
    result = [*walk(client, slug(instrument), Dice(seed=len(file)).choose)][-1]
    wanted = engine_scores(client, code)
    shown = {
        chart.removeprefix(f"{code.lower()}-"): number
        for chart, number in shown_scores(result).items()
        if chart.startswith(f"{code.lower()}-")
    }
    for name, number in shown.items():
        right = number in wanted.values() if name == "headline" else wanted.get(name) == number
        if not right:
            return Outcome(file, "failed", f"{name} shows {number}, the engine says {wanted}")
    if wanted and not shown:
        return Outcome(file, "failed", f"no score is shown, the engine says {wanted}")
    return Outcome(file, "taken", scores=len(shown))


def outcomes(corpus: Path) -> list[Outcome]:
    """Load, publish and take every file."""
    loaded, found = load(sorted(corpus.glob("*.osd")))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        published = folder / "questionnaires"
        publish(published, corpus, loaded)
        settings = {"EVENKEEL_QUESTIONNAIRES": str(published)}
        prepare(folder, **settings)
        app = create_app(Config.from_environment(environment(folder, **settings)))
        for file, instrument in loaded.items():
            try:
                found.append(take(Client.of(app), file, instrument))
            except (Lost, ValueError) as failure:
                found.append(Outcome(file, "failed", str(failure)))
    return found


def main() -> int:
    """Print the counts, every refusal and every failure; 1 if anything failed."""
    corpus = Path(sys.argv[1])
    found = outcomes(corpus)
    for kind in ("refused", "too large", "failed"):
        for outcome in found:
            if outcome.kind == kind:
                print(f"{kind} {outcome.file}: {outcome.reason}")
    counts = Counter(outcome.kind for outcome in found)
    print(
        f"{len(found)} files: {counts['taken']} taken and scored "
        f"({sum(outcome.scores for outcome in found)} scores as the engine says), "
        f"{counts['too large']} too large for a visit, {counts['refused']} refused, "
        f"{counts['failed']} failed"
    )
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps([vars(outcome) for outcome in found], indent=2) + "\n")
    return 1 if counts["failed"] or not found else 0


if __name__ == "__main__":
    sys.exit(main())
