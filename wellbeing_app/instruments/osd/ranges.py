"""Options and ranges of the scales people answer on: likert, grid, vas (OSD C2)."""

from collections.abc import Sequence

from wellbeing_app.instruments.model.item import Anchor, Option
from wellbeing_app.instruments.osd.names import Texts
from wellbeing_app.instruments.osd.raw_definition import LikertOptionsShape
from wellbeing_app.instruments.osd.raw_items import LikertShape, VasShape
from wellbeing_app.untrusted.refusal import Refused, inside

MOST_POINTS = 101
USUAL_POINTS = 5
"""Points of a likert item where the file gives neither points nor a range."""


def likert_options(
    shape: LikertShape, scale: LikertOptionsShape, texts: Texts, path: str
) -> tuple[Option, ...]:
    """Return a likert item's options, lowest value first.

    Refuses points that contradict the range: which values would be stored is then a guess.
    """
    minimum, maximum = _likert_range(shape, scale)
    points = maximum - minimum + 1
    stated = shape.likert_points or (None if _own_range(shape) else scale.points)
    if not 1 <= points <= MOST_POINTS or (stated is not None and stated != points):
        said = f"{MOST_POINTS} points at most" if stated is None else f"{stated} points"
        reason = f"has {said}, but values from {minimum} to {maximum}"
        raise Refused(inside(path, "likert_points"), reason)
    own = shape.likert_labels is not None
    labels = (shape.likert_labels if own else scale.labels) or []
    here = inside(path, "likert_labels")
    if len(labels) > points:
        raise Refused(here, f"there are {len(labels)} labels for {points} points")
    keys = [*labels, *[None] * (points - len(labels))]
    return tuple(
        Option(minimum + place, texts.optional(key, inside(here, place)))
        for place, key in enumerate(keys)
    )


def _likert_range(shape: LikertShape, scale: LikertOptionsShape) -> tuple[int, int]:
    """Return the lowest and highest value; an item that states any part has its own range."""
    minimum = shape.likert_min
    if minimum is None:
        minimum = 1 if scale.min is None else scale.min
    maximum = shape.likert_max
    if maximum is None and not _own_range(shape):
        maximum = scale.max
    if maximum is None:
        points = shape.likert_points or scale.points or USUAL_POINTS
        maximum = minimum + points - 1
    return minimum, maximum


def _own_range(shape: LikertShape) -> bool:
    own = (shape.likert_points, shape.likert_min, shape.likert_max)
    return any(part is not None for part in own)


def numeric_range(options: Sequence[Option]) -> tuple[float | None, float | None]:
    """Return the lowest and highest of numeric option values; nothing if one is a text."""
    values = [option.value for option in options if not isinstance(option.value, str)]
    if len(values) < len(options):
        return None, None
    return float(min(values)), float(max(values))


def vas_anchors(
    shape: VasShape, texts: Texts, path: str
) -> tuple[float, float, tuple[Anchor, ...]]:
    """Return a visual analogue scale's ends and its named points; anchors replace end labels."""
    if shape.min >= shape.max:
        raise Refused(inside(path, "max"), "should be greater than `min`")
    if not shape.anchors:
        ends = (
            (shape.min, "min_label", shape.min_label),
            (shape.max, "max_label", shape.max_label),
        )
        named = tuple(
            Anchor(value, texts.require(key, inside(path, name)))
            for value, name, key in ends
            if key
        )
        return shape.min, shape.max, named
    here = inside(path, "anchors")
    for place, anchor in enumerate(shape.anchors):
        if not shape.min <= anchor.value <= shape.max:
            raise Refused(inside(here, place), "lies outside `min` to `max`")
    anchors = tuple(
        Anchor(anchor.value, texts.require(anchor.label, inside(inside(here, place), "label")))
        for place, anchor in enumerate(shape.anchors)
    )
    return shape.min, shape.max, anchors
