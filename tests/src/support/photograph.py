"""A picture of the screen from its upper left corner on, as a person sees it; of all of it where no size is given.

Usage: photograph.py FILE.png [WIDTH HEIGHT]
"""

import sys

import gi

gi.require_version("Gdk", "3.0")
from gi.repository import Gdk  # noqa: E402 (the version has to be named before)

root = Gdk.get_default_root_window()
file, *size = sys.argv[1:]
width, height = map(int, size) if size else (root.get_width(), root.get_height())
Gdk.pixbuf_get_from_window(root, 0, 0, width, height).savev(file, "png", [], [])
