"""Width and height of a picture from its first bytes, and a plain picture to stand for a small preview."""

import struct
import zlib

_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(data: bytes) -> tuple[str, int, int] | None:
    """Media type, width and height in pixels of a JPEG, PNG, GIF, BMP or WebP; None for other bytes."""
    for measure in (_png, _jpeg, _gif, _bmp, _webp):
        try:
            found = measure(data)
        except (struct.error, IndexError):
            continue
        if found is not None:
            return found
    return None


def blank_png(width: int, height: int) -> bytes:
    """A light grey PNG of width×height pixels."""
    rows = (b"\0" + b"\xdd" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = _chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(data: bytes) -> tuple[str, int, int] | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return None
    return "image/png", *struct.unpack_from(">II", data, 16)


def _jpeg(data: bytes) -> tuple[str, int, int] | None:
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while data[at] == 0xFF:
        marker, length = struct.unpack_from(">xBH", data, at)
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return "image/jpeg", width, height
        at += 2 + length
    return None


def _gif(data: bytes) -> tuple[str, int, int] | None:
    return ("image/gif", *struct.unpack_from("<HH", data, 6)) if data[:6] in {b"GIF87a", b"GIF89a"} else None


def _bmp(data: bytes) -> tuple[str, int, int] | None:
    if not data.startswith(b"BM"):
        return None
    width, height = struct.unpack_from("<ii", data, 18)
    return "image/bmp", width, abs(height)


def _webp(data: bytes) -> tuple[str, int, int] | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    if data[12:16] == b"VP8X":  # two numbers of three bytes, each one less than the side
        width, wide, height, high = struct.unpack_from("<HBHB", data, 24)
        return "image/webp", 1 + width + (wide << 16), 1 + height + (high << 16)
    if data[12:16] == b"VP8L":  # two numbers of 14 bits
        (bits,) = struct.unpack_from("<I", data, 21)
        return "image/webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack_from("<HH", data, 26)
    return "image/webp", width & 0x3FFF, height & 0x3FFF
