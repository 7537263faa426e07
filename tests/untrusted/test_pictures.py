"""A logo comes out as a small PNG of ours; what is none is refused with its reason, cheaply."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.untrusted.hostile_pictures import HOSTILE, SCRIPT, chunk, picture, with_chunk
from wellbeing_app.untrusted.pictures import LARGEST_OUT, ROOM, NoPicture, logo

REPOSITORY = Path(__file__).resolve().parents[2]
MEBIBYTE = 1024 * 1024
MEASURE = """
import json, resource, sys, time
from tests.untrusted.hostile_pictures import each, picture
from wellbeing_app.untrusted.pictures import NoPicture, logo
cases = list(each())
for kind in ("PNG", "JPEG", "WEBP"):
    logo(picture(kind))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
slowest = 0.0
for name, _reason, data in cases:
    began = time.process_time()
    try:
        logo(data)
    except NoPicture:
        pass
    slowest = max(slowest, time.process_time() - began)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
json.dump({"slowest": slowest, "kibibytes": after - before}, sys.stdout)
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(name: str) -> None:
    reason, make = HOSTILE[name]
    with pytest.raises(NoPicture) as refused:
        logo(make())
    assert refused.value.reason == reason


def test_there_are_at_least_thirty_hostile_files() -> None:
    assert len(HOSTILE) >= 30


def test_refusing_costs_little_processor_and_memory() -> None:
    """In a process of its own: what a decoder written in C takes is seen there alone."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    spent = json.loads(done.stdout)
    assert spent["slowest"] < 2
    assert spent["kibibytes"] * 1024 < 64 * MEBIBYTE


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_an_honest_picture_becomes_a_small_png(kind: str) -> None:
    made = logo(picture(kind, (900, 300)))
    assert len(made) <= LARGEST_OUT
    with Image.open(io.BytesIO(made)) as image:
        assert (image.format, image.size) == ("PNG", ROOM)


def test_the_largest_honest_picture_of_noise_still_fits() -> None:
    noise = Image.effect_noise((1000, 600), 120).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=90)
    assert len(logo(out.getvalue())) <= LARGEST_OUT


def test_what_is_clear_stays_clear() -> None:
    with Image.open(io.BytesIO(logo(picture("PNG", mode="RGBA")))) as image:
        assert image.convert("RGBA").getpixel((0, 0))[3] < 255  # type: ignore[index]


def test_nothing_beside_the_pixels_comes_through() -> None:
    """Words, a place, a camera: of the file that came in only the picture is drawn again."""
    known = b"taken by somebody somewhere"
    for sent in (
        with_chunk(b"tEXt", b"Comment\0" + known),
        with_chunk(b"prIv", known),
        picture("JPEG", comment=known),
        picture("WEBP", exif=b"Exif\0\0" + known),
    ):
        assert known in sent
        assert known not in logo(sent)


def test_the_bytes_as_sent_would_have_carried_a_program() -> None:
    """The broken variant: a file that begins as a PNG and is kept as it is."""
    sent = with_chunk(b"tEXt", b"a\0" + SCRIPT)
    assert sent.startswith(b"\x89PNG")
    assert SCRIPT in sent
    assert chunk(b"tEXt", b"a\0" + SCRIPT) in sent
