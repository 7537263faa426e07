"""Commands on questionnaire files: `flask --app app instruments list | check | score`."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from wellbeing_app.cli.answer_file import read_answers
from wellbeing_app.cli.files import (
    instrument_files,
    load_members,
    load_path,
    read_file,
)
from wellbeing_app.config import REPOSITORY, USES
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.bands import score_bands
from wellbeing_app.instruments.engine.scoring import Score
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.untrusted.refusal import ROOT, Refused

BAD_ANSWERS = 2
LANGUAGE = "en"
"""Language of a band's name, if the file has it."""

existing = click.Path(exists=True, path_type=Path)
site_folder = click.option(
    "--folder",
    type=existing,
    default=REPOSITORY / "questionnaires",
    envvar="EVENKEEL_QUESTIONNAIRES",
    help="The site's questionnaires.",
)


@click.group("instruments")
def instruments() -> None:
    """List, check and score questionnaire files."""


@instruments.command("list")
@site_folder
@click.option("--use", type=click.Choice(USES), default=USES[0], envvar="EVENKEEL_USE")
def list_instruments(folder: Path, use: str) -> None:
    """List every questionnaire of a site, one a line: KEY WORDING LICENCE OFFER.

    KEY is namespace/code@version.

    WORDING tells how its words compare with the published ones: verified (the owner's source),
    matched-copy (other copies), attested (a named person compared it with the paper), adapted
    (altered: no lines, no norms), awaiting (the words are not here), own (the site's own
    questions); older: a newer version stands beside it.

    LICENCE tells who may use it: open (anyone), non-commercial, or ask-owner.

    OFFER is offered where visitors may take it, else hidden.
    """
    try:
        library = Library.load(folder, use=use)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    offered = library.instruments()
    for key, instrument in sorted(library.shelf.items()):
        code = instrument.key.code
        newest = instrument is library.newest(code)
        status = library.status(instrument) if newest else "older"
        verdict = library.evidence(code).licence.verdict
        click.echo(f"{key} {status} {verdict} {'offered' if instrument in offered else 'hidden'}")


@instruments.command()
@click.argument("paths", nargs=-1, required=True, type=existing)
@site_folder
@click.option("--json", "as_json", is_flag=True, help="One JSON list instead of lines.")
def check(paths: tuple[Path, ...], folder: Path, as_json: bool) -> None:  # noqa: FBT001 (a flag of the command line)
    """Check files (.osd, definition .json) and folders; exit with 1 if any is refused.

    One line for each: "ok PATH: CODE VERSION ITEMS LANGUAGES", or "refused PATH: PLACE: REASON".
    After an "ok", what it is loaded without: "warning PATH: PLACE: REASON".

    ITEMS counts the items that take an answer; for a battery, those of the questionnaires it
    includes, where they stand beside it or in the site's folder, else "-" and why.

    LANGUAGES are those it has texts in, "-" where it has none.
    """
    results = [result for path in paths for result in _all_checked(path, folder)]
    if as_json:
        click.echo(json.dumps(results, indent=2))
    else:
        for result in results:
            click.echo(_line(result))
            warnings = result.get("warnings")
            for warning in warnings if isinstance(warnings, list) else ():
                click.echo(f"warning {result['path']}: {warning}")
    if any(not result["ok"] for result in results):
        raise SystemExit(1)


def _all_checked(path: Path, site: Path) -> Iterator[dict[str, object]]:
    """Check what is at one path: nothing there is a refusal too."""
    files = list(instrument_files(path))
    yield from (_checked(file, site) for file in files)
    if not files:
        yield _refused(path, Refused(ROOT, "holds no questionnaire"))


def _refused(path: Path, refusal: Refused) -> dict[str, object]:
    return {"ok": False, "path": str(path), "place": refusal.path, "reason": refusal.reason}


def _checked(file: Path, site: Path) -> dict[str, object]:
    try:
        instrument = load_path(file)
    except Refused as refusal:
        return _refused(file, refusal)
    return {
        "ok": True,
        "path": str(file),
        "code": instrument.key.code,
        "version": instrument.key.version,
        "items": len(list(instrument.asked())),
        "languages": list(instrument.languages),
        "warnings": _warnings(instrument),
        **_included(instrument, file, site),
    }


def _warnings(instrument: Instrument) -> list[str]:
    """What a file that loads says in vain: place and reason."""
    ranges = [
        f"$.definition.scoring.{name}.norms: {bands.fault}"
        for name, bands in score_bands(instrument).items()
        if bands.fault
    ]
    return [*instrument.warnings, *ranges]


def _included(battery: Instrument, file: Path, site: Path) -> dict[str, object]:
    """The items of what a battery includes, or why they are not counted."""
    try:
        members = load_members(battery, file, site) if battery.includes else ()
    except Refused as refusal:
        return {"items": None, "not_counted": refusal.reason}
    return {"items": sum(len(list(one.asked())) for one in members)} if members else {}


def _line(result: dict[str, object]) -> str:
    if not result["ok"]:
        return f"refused {result['path']}: {result['place']}: {result['reason']}"
    languages = result["languages"]
    spoken = ",".join(languages) if isinstance(languages, list) and languages else "-"
    items = "-" if result["items"] is None else result["items"]
    why = f" (items not counted: {result['not_counted']})" if "not_counted" in result else ""
    return f"ok {result['path']}: {result['code']} {result['version']} {items} {spoken}{why}"


@instruments.command("score")
@click.argument("file", type=existing)
@click.argument("answers", type=existing)
def score_answers(file: Path, answers: Path) -> None:
    """Score ANSWERS (JSON: item or grid row id to value) and print the result as JSON.

    The value is that of an option, not its words; null where there is no answer.
    """
    try:
        instrument = load_path(file)
        given = read_answers(instrument, read_file(answers), origin=str(answers))
    except Refused as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(BAD_ANSWERS) from None
    taken = Taken(Administration(instrument, LANGUAGE), given)
    scores = taken.scores
    result = {
        "scores": {name: _shown(instrument, one) for name, one in scores.values.items()},
        "alerts": [
            {"id": one.id, "level": one.level.value, "topic": one.topic} for one in taken.alerts
        ],
        "missing": list(scores.missing),
        "computed": dict(scores.computed),
    }
    click.echo(json.dumps(result, indent=2))


def _shown(instrument: Instrument, one: Score) -> dict[str, object]:
    label = None
    if one.band is not None:
        label = one.band.label
        if one.band.label_key is not None:
            label = instrument.text(LANGUAGE, one.band.label_key)
    shown = {"value": one.value, "minimum": one.minimum, "maximum": one.maximum, "band": label}
    return shown | ({"possible": [one.possible.low, one.possible.high]} if one.possible else {})
