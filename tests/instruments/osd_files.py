"""A small valid definition to start from, and ways to damage it."""

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.osd.loading import load_bundle

BASE: Mapping[str, Any] = {
    "osd_version": "1.0.12",
    "definition": {
        "scale_info": {"name": "Tea", "code": "TEA", "version": "2.1"},
        "likert_options": {"points": 3, "min": 1, "max": 3, "labels": ["a1", "a2", "a3"]},
        "dimensions": [{"id": "total", "name": "Tea in all"}],
        "items": [
            {"id": "q1", "type": "likert", "text_key": "q1", "dimension": "total"},
            {"id": "s1", "type": "section"},
            {
                "id": "q2",
                "type": "multi",
                "text_key": "q2",
                "options": [{"value": 1, "text_key": "a1"}, {"value": 2, "text_key": "a2"}],
                "visible_when": {"item": "q1", "operator": "greater_than", "value": 1},
            },
            {"id": "q3", "type": "short", "text_key": "q3", "validation": {"max_length": 9}},
            {"id": "q4", "type": "multicheck", "text_key": "q3", "options": ["a1", "a2"]},
        ],
        "scoring": {"total": {"method": "sum_coded", "items": ["q1", "q2"]}},
        "computed": {"double": {"expression": "score.total * 2"}},
        "parameters": {"more": {"type": "boolean", "default": 0}},
        "runner_hints": {"evenkeel": {"minutes": 1}},
    },
    "translations": {
        "en": {
            "q1": "I drink tea.",
            "q2": "Green?",
            "q3": "Which?",
            "a1": "No",
            "a2": "Yes",
            "a3": "Always",
        },
    },
}


def changed(*steps: str | int, value: object) -> dict[str, Any]:
    """Return the base with one place set (below `$`)."""
    document = deepcopy(dict(BASE))
    part: Any = document
    for step in steps[:-1]:
        part = part[step]
    if isinstance(part, list) and steps[-1] == len(part):
        part.append(value)
    else:
        part[steps[-1]] = value
    return document


def load(document: object, origin: str = "tea.osd") -> Instrument:
    """Load a document as a bundle."""
    return load_bundle(json.dumps(document).encode(), origin=origin)
