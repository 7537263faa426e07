"""A clinic's colour on our pages: whether it can be read there, and its counterpart in the dark.

Contrast as WCAG 2.2 defines it. Links, marks and buttons take the colour, so it stands as text on
each ground of a page and carries a button's words. The focus ring keeps the site's own colour.
"""

import colorsys
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

AA = 4.5
"""The least contrast of text of common size."""
STEPS = 255
COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Look:
    """What a colour stands on, and what stands on it, as static/app.css has them (tested)."""

    grounds: tuple[str, ...]
    words: str
    darker: bool
    """Whether a colour that cannot be read here has to be darker, not lighter."""


LOOKS: Mapping[str, Look] = {
    "light": Look(("#faf6ee", "#fffdf9", "#e8efe9", "#f3e7cf"), "#fffdf9", darker=True),
    "dark": Look(("#111e1e", "#192929", "#1d3534", "#3a3120"), "#0c1f1e", darker=False),
}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, look: Look) -> bool:
    """Say whether a colour can be read on every ground, and a button's words on it."""
    beside = (*look.grounds, look.words)
    return all(contrast(colour, each) >= AA for each in beside)


def nearest(colour: str, look: Look) -> str:
    """Return the colour itself if it can be read, else the nearest of its hue that can."""
    return next(each for each in _towards(colour, look) if readable(each, look))


def accent_css(colour: str) -> str:
    """Return the sheet that gives a page a colour that can be read, and its dark counterpart."""
    dark = nearest(colour, LOOKS["dark"])
    return (
        f":root {{ --teal: {colour}; }}\n"
        "@media screen and (prefers-color-scheme: dark) "
        f"{{ :root {{ --teal: {dark}; }} }}\n"
    )


def _towards(colour: str, look: Look) -> Iterator[str]:
    """Yield the colour, then ever darker or lighter ones of its hue, to black or white."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    end = 0.0 if look.darker else 1.0
    yield colour
    for step in range(1, STEPS + 1):
        red, green, blue = colorsys.hls_to_rgb(
            hue, lightness + (end - lightness) * step / STEPS, saturation
        )
        yield f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def _parts(colour: str) -> tuple[float, float, float]:
    number = int(colour[1:], 16)
    return (number >> 16) / 255, (number >> 8 & 255) / 255, (number & 255) / 255


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
