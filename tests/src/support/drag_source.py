"""A second X client with something to drag: one window that offers files as text/uri-list, as a file manager does.

Usage: drag_source.py X Y PATH...   Prints "ready" when the window is on the screen, "ended" after a drag.
"""

import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402 (the versions have to be named before)


def main() -> None:
    x, y, *paths = sys.argv[1:]
    uris = [pathlib.Path(path).absolute().as_uri() for path in paths]

    handle = Gtk.EventBox()
    handle.add(Gtk.Label(label="Drag me"))
    handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
    handle.drag_source_add_uri_targets()
    handle.connect("drag-data-get", lambda _w, _c, data, _i, _t: data.set_uris(uris))
    handle.connect("drag-end", lambda *_: print("ended", flush=True))

    window = Gtk.Window(title="Drag source")
    window.set_default_size(160, 100)
    window.add(handle)
    window.connect("destroy", Gtk.main_quit)
    # Said once the main loop is idle again: the window is mapped and takes events.
    window.connect("map-event", lambda *_: GLib.idle_add(lambda: print("ready", flush=True)))
    window.move(int(x), int(y))
    window.show_all()
    Gtk.main()


main()
