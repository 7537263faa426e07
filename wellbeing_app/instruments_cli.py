"""Commands on questionnaire files: `flask --app app instruments list | check | score`."""

import json
from pathlib import Path

import click

from wellbeing_app.config import REPOSITORY, USES
from wellbeing_app.instruments.administration import Administration
from wellbeing_app.instruments.alerts import raised
from wellbeing_app.instruments.answer_file import read_answers
from wellbeing_app.instruments.definition import Instrument
from wellbeing_app.instruments.files import instrument_files, load_path
from wellbeing_app.instruments.library import Library
from wellbeing_app.instruments.refusal import Refused
from wellbeing_app.instruments.scoring import Score, score

BAD_ANSWERS = 2
LANGUAGE = "en"
"""Language of a band's name, if the file has it."""

existing = click.Path(exists=True, path_type=Path)


@click.group("instruments")
def instruments() -> None:
    """List, check and score questionnaire files."""


@instruments.command("list")
@click.option(
    "--folder",
    type=existing,
    default=REPOSITORY / "questionnaires",
    envvar="EVENKEEL_QUESTIONNAIRES",
    help="The site's questionnaires.",
)
@click.option("--use", type=click.Choice(USES), default=USES[0], envvar="EVENKEEL_USE")
def list_instruments(folder: Path, use: str) -> None:
    """List every questionnaire: key, wording status, licence, whether visitors may take it."""
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
@click.option("--json", "as_json", is_flag=True, help="One JSON list instead of lines.")
def check(paths: tuple[Path, ...], as_json: bool) -> None:  # noqa: FBT001 (a flag of the command line)
    """Check files (.osd, definition .json) and folders; exit with 1 if any is refused."""
    files = [file for path in paths for file in instrument_files(path)]
    results = [_checked(file) for file in files]
    if as_json:
        click.echo(json.dumps(results, indent=2))
    else:
        for result in results:
            click.echo(_line(result))
    if not files:
        raise click.ClickException("there is no questionnaire at that place")
    if any(not result["ok"] for result in results):
        raise SystemExit(1)


def _checked(file: Path) -> dict[str, object]:
    try:
        instrument = load_path(file)
    except Refused as refusal:
        return {
            "ok": False,
            "path": str(file),
            "place": refusal.path,
            "reason": refusal.reason,
        }
    return {
        "ok": True,
        "path": str(file),
        "code": instrument.key.code,
        "version": instrument.key.version,
        "items": len(list(instrument.asked())),
        "languages": list(instrument.languages),
    }


def _line(result: dict[str, object]) -> str:
    if not result["ok"]:
        return f"refused {result['path']}: {result['place']}: {result['reason']}"
    languages = result["languages"]
    spoken = ",".join(languages) if isinstance(languages, list) and languages else "-"
    return f"ok {result['code']} {result['version']} {result['items']} {spoken}"


@instruments.command("score")
@click.argument("file", type=existing)
@click.argument("answers", type=existing)
def score_answers(file: Path, answers: Path) -> None:
    """Score ANSWERS (JSON: item or grid row id to value) and print the result as JSON."""
    try:
        instrument = load_path(file)
        given = read_answers(instrument, answers.read_bytes(), origin=str(answers))
    except Refused as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(BAD_ANSWERS) from None
    administration = Administration(instrument, LANGUAGE)
    scores = score(administration, given)
    alerts = raised(administration, given, scores)
    result = {
        "scores": {name: _shown(instrument, one) for name, one in scores.values.items()},
        "alerts": [{"id": one.id, "level": one.level.value, "topic": one.topic} for one in alerts],
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
    return {"value": one.value, "minimum": one.minimum, "maximum": one.maximum, "band": label}
