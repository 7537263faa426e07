"""`make bench`: our pages beside a bare Flask form, on this machine in this run, as ratios.

Both apps take the same number of pages, questions and options and insert one row. Their walks are
recorded once and replayed in turn through the WSGI callable, so a busy machine slows both alike.
"""

import json
import os
import platform
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import create_engine, text

from bench.bare import bare_app
from bench.first_visit import first_visit
from bench.runner import Runner
from bench.tape import Tape
from bench.walk import QUESTIONS, last_option, walk
from tests.client import Client
from tests.server import environment, prepare
from wellbeing_app import create_app
from wellbeing_app.config import Config

Row: TypeAlias = tuple[str, float, float]
"""What was measured, ours, the bare form's."""

REPORT = Path("build/bench.json")
CHECK = "short"
WARM_UP, ROUNDS = 5, 60
QUESTION_PAGE = r"/check/\d+"
BARE_PAGE = r"/page/\d+"


def record_ours(config: Config) -> tuple[Runner, list[list[int]]]:
    """Take the short check once; also the options of each question, page by page."""
    app = create_app(config)
    tape = Tape(app)
    pages = list(walk(Client.of(app), CHECK, last_option))
    tape.remove()
    questions = [
        [
            len(control.offered)
            for control in page.form("Continue").controls.values()
            if control.offered
        ]
        for page in pages
        if QUESTIONS.search(page.path)
    ]
    return Runner(app, tape.calls), questions


def record_bare(questions: Sequence[Sequence[int]], folder: Path) -> Runner:
    """Fill in the bare form once."""
    app = bare_app(questions, folder)
    tape = Tape(app)
    client = Client.of(app)
    page = client.visit("/page/1")
    while page.path != "/done":
        controls = page.form().controls
        chosen = {name: each.offered[-1] for name, each in controls.items() if each.offered}
        page = client.submit(page, chosen)
    tape.remove()
    return Runner(app, tape.calls)


def measure(ours: Runner, bare: Runner, database_url: str) -> None:
    """Run both in turn. The inbox is emptied between rounds, so that each round inserts its row."""
    engine = create_engine(database_url)
    for _ in range(WARM_UP + ROUNDS):
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM stat_inbox"))
        ours.run()
        bare.run()
    for runner in (ours, bare):
        del runner.rounds[:WARM_UP]


def rows(ours: Runner, bare: Runner) -> list[Row]:
    """Tell the table's rows."""
    shown = ours.processor_ms("GET", QUESTION_PAGE), bare.processor_ms("GET", BARE_PAGE)
    sent = ours.processor_ms("POST", QUESTION_PAGE), bare.processor_ms("POST", BARE_PAGE)
    return [
        ("a question page shown, CPU ms", *shown),
        ("a question page sent, CPU ms", *sent),
        ("shown and sent, CPU ms", shown[0] + sent[0], shown[1] + sent[1]),
        ("a whole self-check, CPU ms", ours.walk_processor_ms(), bare.walk_processor_ms()),
        ("whole self-checks a second, one thread", ours.walks_a_second(), bare.walks_a_second()),
    ]


def main() -> None:
    """Measure, print the table, write build/bench.json."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        config = Config.from_environment(environment(folder))
        ours, questions = record_ours(config)
        bare = record_bare(questions, folder)
        measure(ours, bare, config.database_url)
        sizes = first_visit(Client.of(ours.app))
    table = rows(ours, bare)
    print(f"{'':42}{'ours':>10}{'bare form':>12}{'ratio':>8}")
    for label, mine, theirs in table:
        print(f"{label:42}{mine:10.2f}{theirs:12.2f}{mine / theirs:8.2f}")
    print(f"\nFirst visit: {sum(sizes.values())} bytes in {len(sizes)} files")
    for path, size in sizes.items():
        print(f"  {size:7} {path}")
    report = {
        "machine": {"python": platform.python_version(), "processors": os.cpu_count()},
        "rounds": ROUNDS,
        "requests": {"ours": len(ours.calls), "bare": len(bare.calls)},
        "pages": questions,
        "figures": [
            {"what": label, "ours": mine, "bare": theirs, "ratio": mine / theirs}
            for label, mine, theirs in table
        ],
        "first_visit_bytes": {"total": sum(sizes.values()), **sizes},
    }
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
