"""Bookmarks, in the version of Transfer that the library calls experimental."""

from __future__ import annotations

from globus_sdk.experimental.transfer_v2 import BookmarkCreateDocument, BookmarkUpdateDocument, TransferClientV2

from .table import answers

COLLECTION = {"include": "collection"}


def client(scene):
    return scene.nora.client(TransferClientV2)


def made(scene):
    document = BookmarkCreateDocument(name=scene.fresh_name(), collection=scene.share, path="/Results/")
    return client(scene).create_bookmark(document)


def identifier(scene):
    return made(scene)["data"]["id"]


@answers("transfer.v2.create_bookmark")
def new_bookmark(scene, _):
    return made(scene)


@answers("transfer.v2.get_bookmark")
def bookmark(scene, _):
    return client(scene).get_bookmark(identifier(scene), query_params=COLLECTION)


@answers("transfer.v2.list_bookmarks")
def bookmarks(scene, _):
    made(scene)
    return client(scene).list_bookmarks(query_params=COLLECTION)


@answers("transfer.v2.update_bookmark")
def updated_bookmark(scene, _):
    changes = BookmarkUpdateDocument(name=scene.fresh_name(), path="/Results/")
    return client(scene).update_bookmark(identifier(scene), changes)


@answers("transfer.v2.delete_bookmark")
def deleted_bookmark(scene, _):
    return client(scene).delete_bookmark(identifier(scene))
