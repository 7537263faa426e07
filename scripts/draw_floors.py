"""Draw the floors of the house from the imports there really are, into `docs/floors.svg`.

A floor stands as high as the layers of `pyproject.toml` put it; a line is drawn for every package
that imports another, thicker the more often. So the picture cannot tell of a house that is gone.
"""

import tomllib
from collections import Counter
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "wellbeing_app"
PICTURE = ROOT / "docs" / "floors.svg"

WIDTH, STOREY, BOX, GAP, EDGE = 960, 88, 40, 16, 24
INK, PAPER, WALL, THREAD = "#0b3c40", "#fbf8f3", "#d9e6e3", "#5b8a87"


def floors() -> list[list[str]]:
    """Return the packages of each floor, the highest floor first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[name.strip() for name in layer.split("|")] for layer in layers]


def imports() -> Counter[tuple[str, str]]:
    """Count for each two packages how many modules of the one import modules of the other."""
    graph = grimp.build_graph(PACKAGE)
    counted: Counter[tuple[str, str]] = Counter()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            above, below = _package(module), _package(imported)
            if above and below and above != below:
                counted[above, below] += 1
    return counted


def lines() -> Counter[str]:
    """Count the lines of code of each package."""
    counted: Counter[str] = Counter()
    for path in (ROOT / PACKAGE).rglob("*.py"):
        counted[path.relative_to(ROOT / PACKAGE).parts[0].removesuffix(".py")] += len(
            path.read_text("utf-8").splitlines()
        )
    return counted


def draw() -> str:
    """Return the picture as SVG with attributes only, so that it shows wherever images do."""
    storeys, size = floors(), lines()
    places = _places(storeys)
    height = len(storeys) * STOREY + EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        "<title>The packages of the app by floor; imports go down only</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
        *(
            _thread(places[a], places[b], n)
            for (a, b), n in sorted(imports().items())
            if a in places and b in places
        ),
        *(_box(name, place, size[name]) for name, place in places.items()),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _package(module: str) -> str:
    return module.removeprefix(PACKAGE).lstrip(".").partition(".")[0]


def _places(storeys: list[list[str]]) -> dict[str, tuple[float, float, float]]:
    """Package -> left, top and width of its box."""
    places: dict[str, tuple[float, float, float]] = {}
    for level, names in enumerate(storeys):
        width = (WIDTH - 2 * EDGE - GAP * (len(names) - 1)) / len(names)
        for column, name in enumerate(names):
            left = EDGE + column * (width + GAP)
            places[name] = (left, EDGE + level * STOREY, width)
    return places


def _thread(above: tuple[float, float, float], below: tuple[float, float, float], n: int) -> str:
    left, top, width = above
    left_below, top_below, width_below = below
    return (
        f'<line x1="{left + width / 2:.0f}" y1="{top + BOX:.0f}" '
        f'x2="{left_below + width_below / 2:.0f}" y2="{top_below:.0f}" stroke="{THREAD}" '
        f'stroke-opacity="0.5" stroke-width="{min(6, 0.5 + n / 12):.1f}"/>'
    )


def _box(name: str, place: tuple[float, float, float], size: int) -> str:
    left, top, width = place
    middle = left + width / 2
    return (
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{BOX}" rx="6" '
        f'fill="{WALL}" stroke="{INK}"/>'
        f'<text x="{middle:.0f}" y="{top + 17:.0f}" font-family="sans-serif" font-size="13" '
        f'text-anchor="middle" fill="{INK}">{escape(name)}</text>'
        f'<text x="{middle:.0f}" y="{top + 32:.0f}" font-family="sans-serif" font-size="10" '
        f'text-anchor="middle" fill="{INK}">{round(size, -2):,} lines</text>'
    )


if __name__ == "__main__":
    PICTURE.write_text(draw(), "utf-8")
