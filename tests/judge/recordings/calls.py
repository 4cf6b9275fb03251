"""Imports every module that fills the table."""

from . import auth, bookmarks, gcs, groups, transfer

__all__ = ["auth", "bookmarks", "gcs", "groups", "transfer"]
