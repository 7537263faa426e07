"""Files that want to be taken as a logo and are none, or are one and more."""

import gzip
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

from PIL import Image

SCRIPT = b"<script>alert(1)</script>"
PNG = b"\x89PNG\r\n\x1a\n"


def picture(
    kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: object
) -> bytes:
    """A small honest picture."""
    out = io.BytesIO()
    Image.new(mode, size, "teal" if mode != "RGBA" else (0, 90, 90, 120)).save(out, kind, **options)
    return out.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 2) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"".join((PNG, chunk(b"IHDR", head), *chunks, chunk(b"IEND", b"")))


def with_chunk(name: bytes, data: bytes) -> bytes:
    """An honest PNG with one more chunk before its end."""
    whole = picture("PNG")
    return whole[:-12] + chunk(name, data) + whole[-12:]


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("index.html", SCRIPT)
    return out.getvalue()


def moving(kind: str) -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def scans() -> bytes:
    """A JPEG that is refined a thousand times."""
    whole = picture("JPEG", (200, 200), progressive=True)
    start = whole.index(b"\xff\xda")
    scan = whole[start : whole.index(b"\xff", start + 2)]
    return whole[:-2] + scan * 1000 + b"\xff\xd9"


def jpeg_of(width: int, height: int) -> bytes:
    """A small JPEG whose head claims another size."""
    whole = picture("JPEG")
    place = whole.index(b"\xff\xc0") + 5
    return whole[:place] + struct.pack(">HH", height, width) + whole[place + 4 :]


def webp_of(width: int, height: int) -> bytes:
    """A lossless WebP whose head claims another size."""
    whole = bytearray(picture("WEBP", lossless=True))
    place = whole.index(b"VP8L") + 9
    bits = struct.unpack("<I", whole[place : place + 4])[0] & ~0xFFFFFFF
    whole[place : place + 4] = struct.pack("<I", bits | (width - 1) | ((height - 1) << 14))
    return bytes(whole)


def rows(width: int, height: int) -> bytes:
    """The rows of a picture of one colour, packed as far as they go."""
    return chunk(b"IDAT", zlib.compress(bytes((1 + 3 * width) * height), 9))


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%s</svg>'
HOSTILE: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("empty", lambda: b""),
    "svg": ("drawing", lambda: SVG % b'<rect width="9" height="9"/>'),
    "svg with a script": ("drawing", lambda: SVG % SCRIPT),
    "svg with an event": ("drawing", lambda: SVG % b'<rect onload="alert(1)"/>'),
    "svg with a foreign picture": (
        "drawing",
        lambda: SVG % b'<image href="https://example.org/a.png"/>',
    ),
    "svg with a foreign object": (
        "drawing",
        lambda: SVG % b"<foreignObject><p>a</p></foreignObject>",
    ),
    "svg with entities": (
        "drawing",
        lambda: b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aa">]>' + SVG % b"&a;",
    ),
    "svg after blanks": ("drawing", lambda: b"\xef\xbb\xbf \n\t" + SVG % SCRIPT),
    "packed svg": ("drawing", lambda: gzip.compress(SVG % SCRIPT)),
    "packed bomb": ("drawing", lambda: gzip.compress(bytes(50_000_000))),
    "html": ("more_than_a_picture", lambda: b"<!doctype html>" + SCRIPT),
    "pdf": ("more_than_a_picture", lambda: b"%PDF-1.7\n" + os.urandom(200)),
    "zip": ("more_than_a_picture", zipped),
    "gif": ("other_kind", lambda: picture("GIF")),
    "bmp": ("other_kind", lambda: picture("BMP")),
    "tiff": ("other_kind", lambda: picture("TIFF")),
    "ico": ("other_kind", lambda: picture("ICO", (32, 32))),
    "words": ("other_kind", lambda: b"logo" * 100),
    "noise": ("other_kind", lambda: b"\x00" + os.urandom(5000)),
    "a program": ("other_kind", lambda: b"\x7fELF" + bytes(2000)),
    "postscript": ("other_kind", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n" + bytes(100)),
    "larger than a million bytes": ("too_large", lambda: picture("PNG") + bytes(1024 * 1024)),
    "png and a zip": ("more_than_a_picture", lambda: picture("PNG") + zipped()),
    "png and html behind it": ("more_than_a_picture", lambda: picture("PNG") + SCRIPT),
    "png and bytes behind it": ("more_than_a_picture", lambda: picture("PNG") + bytes(50)),
    "png and a png behind it": ("more_than_a_picture", lambda: picture("PNG") * 2),
    "png with a script in its words": (
        "more_than_a_picture",
        lambda: with_chunk(b"tEXt", b"Comment\0" + SCRIPT),
    ),
    "png with php in a chunk of its own": (
        "more_than_a_picture",
        lambda: with_chunk(b"evIl", b"<?php system(1);"),
    ),
    "png with a pdf inside": ("more_than_a_picture", lambda: with_chunk(b"tEXt", b"a\0%PDF-1.4 ")),
    "jpeg and a zip": ("more_than_a_picture", lambda: picture("JPEG") + zipped()),
    "jpeg and a script in its comment": (
        "more_than_a_picture",
        lambda: picture("JPEG", comment=SCRIPT),
    ),
    "jpeg and bytes behind it": ("more_than_a_picture", lambda: picture("JPEG") + bytes(50)),
    "webp and bytes behind it": ("more_than_a_picture", lambda: picture("WEBP") + bytes(50)),
    "webp and a zip": ("more_than_a_picture", lambda: picture("WEBP") + zipped()),
    "png of 20,000 by 20,000": ("too_many_pixels", lambda: png(20_000, 20_000, rows(20_000, 50))),
    "png of 20,000 by 1": ("too_many_pixels", lambda: png(20_000, 1, rows(20_000, 1))),
    "png of 2,900 by 2,900, all of it": (
        "too_many_pixels",
        lambda: png(2900, 2900, rows(2900, 2900)),
    ),
    "png of four thousand million": ("too_many_pixels", lambda: png(2**31 - 1, 2**31 - 1)),
    "jpeg of 20,000 by 20,000": ("too_many_pixels", lambda: jpeg_of(20_000, 20_000)),
    "jpeg of 65,000 by 65,000": ("too_many_pixels", lambda: jpeg_of(65_000, 65_000)),
    "jpeg of 12,000 by 10,000": ("too_many_pixels", lambda: jpeg_of(12_000, 10_000)),
    "webp of 16,000 by 16,000": ("too_many_pixels", lambda: webp_of(16_000, 16_000)),
    "jpeg of a thousand scans": ("too_many_pixels", scans),
    "moving png": ("moving", lambda: moving("PNG")),
    "moving webp": ("moving", lambda: moving("WEBP")),
    "png cut in half": ("broken", lambda: picture("PNG")[:60]),
    "png without rows": ("broken", lambda: png(10, 10)),
    "png of no width": ("broken", lambda: png(0, 10, rows(1, 1))),
    "png with a false sum": ("broken", lambda: picture("PNG")[:-1] + b"\0"),
    "png of a depth there is not": ("broken", lambda: png(10, 10, rows(10, 10), depth=7)),
    "png with rows of nothing": ("broken", lambda: png(10, 10, chunk(b"IDAT", b"no rows"))),
    "png with a chunk longer than the file": (
        "broken",
        lambda: picture("PNG")[:33] + struct.pack(">I", 2**31 - 1) + b"IDAT" + bytes(20),
    ),
    "jpeg cut in half": ("broken", lambda: picture("JPEG", (600, 600))[:300]),
    "jpeg of a head alone": ("broken", lambda: b"\xff\xd8\xff\xe0" + bytes(20) + b"\xff\xd9"),
    "webp cut in half": ("broken", lambda: picture("WEBP", (300, 300))[:40]),
    "webp of noise": ("broken", lambda: b"RIFF" + struct.pack("<I", 104) + b"WEBP" + b"\1" * 100),
}  # fmt: skip


def each() -> Iterator[tuple[str, str, bytes]]:
    """Yield name, expected reason and bytes of every hostile file."""
    return ((name, reason, make()) for name, (reason, make) in HOSTILE.items())
