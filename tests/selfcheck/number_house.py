"""A site whose only questionnaire asks for numbers: typed ones, and sliders of several ranges."""

import hashlib
import json
import shutil
from pathlib import Path

from tests.teahouse import QUESTIONNAIRES

SLIDERS = {"wide": (0, 100), "ten": (0, 10.0), "unit": (0, 1), "odd": (0.25, 2), "large": (0, 5000)}


def number_house(folder: Path) -> Path:
    """Write the questionnaires of such a site into a folder and return it."""
    made = folder / "questionnaires"
    shutil.copytree(QUESTIONNAIRES, made, ignore=shutil.ignore_patterns("TEA"))
    (made / "NUM").mkdir()
    file = made / "NUM" / "1.0.osd"
    file.write_text(json.dumps(_definition()), "utf-8")
    evidence = json.loads((QUESTIONNAIRES / "TEA" / "evidence.json").read_text("utf-8"))
    (made / "NUM" / "evidence.json").write_text(json.dumps(evidence | {"code": "NUM"}), "utf-8")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    (made / "MANIFEST.json").write_text(json.dumps({"NUM/1.0.osd": digest}), "utf-8")
    return made


def _definition() -> dict[str, object]:
    asked = {"id": "money", "type": "short", "text_key": "money", "input_type": "number"}
    free = {"required": False}
    sliders = [
        {"id": name, "type": "vas", "text_key": name, "min": low, "max": high} | free
        for name, (low, high) in SLIDERS.items()
    ]
    return {
        "osd_version": "1.0.12",
        "definition": {
            "scale_info": {"name": "Numbers", "code": "NUM", "version": "1.0", "license": "MIT"},
            "items": [asked | free, *sliders],
            "scoring": {"total": {"method": "sum_coded", "items": ["money", "ten"]}},
        },
        "translations": {"en": {"money": "How much?"} | {name: name for name in SLIDERS}},
    }
