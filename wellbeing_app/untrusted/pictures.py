"""A picture that somebody sends becomes a small PNG of ours, or is refused with the reason.

Nothing of the file that came in goes out again: its pixels are read, brought to size and written
anew, so that no place, no name of a camera and no program hidden in it stays. What is not plainly
one still picture is refused before it is unpacked, since unpacking is what costs.
"""

import io
import re
import zlib
from collections.abc import Iterator
from typing import Final

from PIL import Image

LARGEST_IN: Final = 1_000_000
"""Bytes; with the form around it this fits into the mebibyte a request may have."""
LARGEST_OUT: Final = 60_000
LONGEST_SIDE: Final = 3_000
MOST_PIXELS: Final = 3_000_000
MOST_SCANS: Final = 24
"""A JPEG is refined scan by scan, and each costs as much as the whole picture."""
ROOM: Final = (480, 160)
"""Pixels, for a place of half that size on screens that show two for one."""
SMALLER: Final = 0.8

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_NEEDED = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""Chunks a still PNG is drawn from; all others are left behind unread."""
_MOVING = frozenset({b"acTL", b"fcTL", b"fdAT"})
_PROGRAMS = re.compile(rb"<(?:script|svg|html|iframe|\?php|!doctype|!entity)\b|%PDF-\d", re.I)
_ZIP_ENDS = (b"PK\x05\x06\x00\x00\x00\x00", b"PK\x03\x04\x14\x00", b"PK\x03\x04\n\x00")


class NoPicture(ValueError):
    """A file that is not taken as a picture. `reason` is a word that a page has a sentence for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def logo(data: bytes) -> bytes:
    """Return a picture as a PNG of at most 60 kB that fits its place. Raises `NoPicture`."""
    kind, still = _still(data)
    try:
        with Image.open(io.BytesIO(still), formats=[kind]) as image:
            _keep_small(*image.size)
            _keep_still(image)
            image.load()
            return _written(image.convert("RGBA" if _is_clear(image) else "RGB"))
    except NoPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NoPicture("too_many_pixels") from None
    except Exception:
        # Whatever a decoder trips over, the file is at fault.
        raise NoPicture("broken") from None


def _still(data: bytes) -> tuple[str, bytes]:
    """Return the kind and the part of a file that is drawn; refuse what is not one picture."""
    if not data:
        raise NoPicture("empty")
    if len(data) > LARGEST_IN:
        raise NoPicture("too_large")
    if _is_drawing(data):
        raise NoPicture("drawing")
    if _PROGRAMS.search(data) or any(end in data for end in _ZIP_ENDS):
        raise NoPicture("more_than_a_picture")
    if data.startswith(_PNG):
        return "PNG", _png(data)
    if data.startswith(_JPEG):
        return "JPEG", _jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP", _webp(data)
    raise NoPicture("other_kind")


def _is_drawing(data: bytes) -> bool:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or start[:2] == b"\x1f\x8b"


def _png(data: bytes) -> bytes:
    kept, ended = [_PNG], False
    for name, chunk in _chunks(data):
        if name in _MOVING:
            raise NoPicture("moving")
        if name == b"IHDR":
            _keep_small(_number(chunk[8:12]), _number(chunk[12:16]))
        ended = name == b"IEND"
        if name in _NEEDED:
            kept.append(chunk)
    if not ended:
        raise NoPicture("broken")
    return b"".join(kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name of each chunk of a PNG, and the chunk whole; refuse what is not one."""
    place = len(_PNG)
    while place < len(data):
        head = data[place : place + 8]
        length = _number(head[:4]) if len(head) == 8 else len(data)
        chunk = data[place : place + 12 + length]
        name = head[4:]
        if place == len(_PNG) and (name != b"IHDR" or length != 13):
            raise NoPicture("broken")
        if len(chunk) != 12 + length or zlib.crc32(chunk[4:-4]) != _number(chunk[-4:]):
            raise NoPicture("broken")
        yield name, chunk
        place += len(chunk)
        if name == b"IEND" and place < len(data):
            raise NoPicture("more_than_a_picture")


def _number(four: bytes) -> int:
    return int.from_bytes(four, "big")


def _jpeg(data: bytes) -> bytes:
    if not data.endswith(b"\xff\xd9"):
        # Half a picture, or a picture with something behind it.
        raise NoPicture("more_than_a_picture" if b"\xff\xd9" in data else "broken")
    if data.count(b"\xff\xda") > MOST_SCANS:
        raise NoPicture("too_many_pixels")
    return data


def _webp(data: bytes) -> bytes:
    length = int.from_bytes(data[4:8], "little") + 8
    if length != len(data):
        raise NoPicture("broken" if length > len(data) else "more_than_a_picture")
    if data[12:16] == b"VP8X" and data[20] & 0b10:
        raise NoPicture("moving")
    return data


def _keep_small(width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise NoPicture("too_many_pixels")
    if min(width, height) < 1:
        raise NoPicture("broken")


def _keep_still(image: Image.Image) -> None:
    if getattr(image, "n_frames", 1) != 1:
        raise NoPicture("moving")


def _is_clear(image: Image.Image) -> bool:
    return image.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in image.info


def _written(image: Image.Image) -> bytes:
    """Return the pixels as a PNG: full colours if they fit, else fewer, else smaller."""
    image.thumbnail(ROOM)
    while True:
        for shape in (image, image.quantize(256)):
            out = io.BytesIO()
            bare = Image.frombytes(shape.mode, shape.size, shape.tobytes())
            if shape.mode == "P":
                bare.putpalette(shape.palette.palette, shape.palette.mode)  # type: ignore[union-attr]
            bare.save(out, "PNG", optimize=True)
            if out.tell() <= LARGEST_OUT:
                return out.getvalue()
        width, height = image.size
        image = image.resize((max(1, int(width * SMALLER)), max(1, int(height * SMALLER))))
