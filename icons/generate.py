#!/usr/bin/env python3
"""Draws every size of the app icon from the two SVG files beside this script.

Needs `rsvg-convert` (Debian: librsvg2-bin; macOS: brew install librsvg) and nothing else:
    python3 icons/generate.py

Up to 48 px the simplified drawing is used: the detailed one turns to mud there.
"""

import pathlib
import struct
import subprocess

HERE = pathlib.Path(__file__).parent
SMALL_UP_TO = 48

PNG_FILES = {"32x32.png": 32, "128x128.png": 128, "128x128@2x.png": 256, "512x512.png": 512}
ICO_SIZES = [16, 24, 32, 48, 64, 128, 256]
# Apple's four-letter names for PNG entries; the second of a size is its Retina double.
ICNS_ENTRIES = [
    (b"icp4", 16), (b"icp5", 32), (b"ic11", 32), (b"ic12", 64), (b"ic07", 128), (b"ic13", 256),
    (b"ic08", 256), (b"ic14", 512), (b"ic09", 512), (b"ic10", 1024),
]


def draw(size: int) -> bytes:
    """One PNG of the drawing that suits the size."""
    source = HERE / ("app-icon-small.svg" if size <= SMALL_UP_TO else "app-icon.svg")
    command = ["rsvg-convert", "--width", str(size), "--height", str(size), str(source)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def ico(images: list[tuple[int, bytes]]) -> bytes:
    """Windows icon: a directory of 16-byte entries, then the PNGs. A side of 256 is written as 0."""
    offset = 6 + 16 * len(images)
    entries, data = b"", b""
    for size, png in images:
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), offset + len(data))
        data += png
    return struct.pack("<HHH", 0, 1, len(images)) + entries + data


def icns(images: list[tuple[bytes, bytes]]) -> bytes:
    """macOS icon: a header with the whole length, then name, length and PNG of each entry."""
    body = b"".join(name + struct.pack(">I", 8 + len(png)) + png for name, png in images)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main() -> None:
    for name, size in PNG_FILES.items():
        (HERE / name).write_bytes(draw(size))
    (HERE / "icon.ico").write_bytes(ico([(size, draw(size)) for size in ICO_SIZES]))
    (HERE / "icon.icns").write_bytes(icns([(name, draw(size)) for name, size in ICNS_ENTRIES]))


if __name__ == "__main__":
    main()
