"""Starts a program and says when its first screen is painted.

Usage: first_screen.py RRGGBB PROGRAM   Prints "MILLISECONDS PROCESS_ID" once a good many pixels of that colour are on
the screen, then keeps the program running until it is ended itself.
"""

import subprocess
import sys
import time

import gi

gi.require_version("Gdk", "3.0")
from gi.repository import Gdk  # noqa: E402 (the version has to be named before)

ENOUGH = 200
WIDTH, HEIGHT = 1100, 760


def painted(root: Gdk.Window, colour: bytes) -> bool:
    pixels = Gdk.pixbuf_get_from_window(root, 0, 0, WIDTH, HEIGHT).get_pixels()
    return pixels.count(colour) >= ENOUGH


def main() -> None:
    colour = bytes.fromhex(sys.argv[1])
    root = Gdk.get_default_root_window()
    begun = time.monotonic()
    program = subprocess.Popen(sys.argv[2:])
    while not painted(root, colour):
        if program.poll() is not None:
            sys.exit(f"{sys.argv[2]} has ended with {program.returncode}")
        time.sleep(0.005)
    print(f"{(time.monotonic() - begun) * 1000:.1f} {program.pid}", flush=True)
    program.wait()


main()
