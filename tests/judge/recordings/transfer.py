"""Globus Transfer."""

from __future__ import annotations

import uuid

import globus_sdk
from practice import LAPTOP

from .table import answers, not_served
from .world import CLINIC_COMPUTER, OLD_COMPUTER, SEQUENCING, STORAGE

not_served(
    transfer={
        "*_tunnel*": "streaming",
        "*get_stream_access_point": "streaming",
        "v2.list_stream_access_points": "streaming",
    }
)

# Recorded of a server of version 4: it belonged to a person, its machines had numbers and certificates, and sign-ins to
# it ended.
@answers("transfer.get_endpoint", nulls=["username", "expire_time", "DATA[].id", "DATA[].subject"])
def endpoint(scene, _):
    return scene.nora.transfer.get_endpoint(scene.practice.collection(STORAGE))


@answers("transfer.update_endpoint")
def updated_endpoint(scene, _):
    return scene.nora.transfer.update_endpoint(scene.share, {"description": scene.fresh_name()})


@answers("transfer.operation_mkdir")
def new_folder(scene, _):
    return scene.nora.transfer.operation_mkdir(scene.share, f"/{scene.fresh_name()}/")


@answers("transfer.operation_rename")
def renamed_folder(scene, _):
    name = scene.fresh_name()
    scene.nora.transfer.operation_mkdir(scene.share, f"/{name}/")
    return scene.nora.transfer.operation_rename(scene.share, f"/{name}/", f"/{name} again/")


@answers("transfer.operation_stat", "default")
def file(scene, _):
    return scene.nora.transfer.operation_stat(scene.share, some_file(scene))


def some_file(scene):
    """A file of the sample tree."""
    folder = "/Results/tables/"
    entries = scene.nora.transfer.operation_ls(scene.share, folder, filter="type:file")
    return folder + next(iter(entries))["name"]


@answers("transfer.operation_stat", "not_found")
def missing_file(scene, _):
    return scene.nora.transfer.operation_stat(scene.share, "/nothing here.txt")


@answers("transfer.operation_stat", "permission_denied")
def file_of_others(scene, _):
    return scene.tomas.transfer.operation_stat(scene.share, "/Methods/")


@answers("transfer.get_submission_id")
def submission_id(scene, _):
    return scene.nora.transfer.get_submission_id()


def submitted(scene, client=None, file=None):
    target = scene.practice.collection(SEQUENCING)
    task = globus_sdk.TransferData(scene.share, target, sync_level="checksum")
    task.add_item(file or some_file(scene), f"/{scene.fresh_name()}.txt")
    return (client or scene.nora.transfer).submit_transfer(task)


@answers("transfer.submit_transfer", "default")
def transfer(scene, _):
    return submitted(scene)


@answers("transfer.submit_transfer", "failure")
def transfer_of_nothing(scene, _):
    return scene.nora.transfer.submit_transfer(
        globus_sdk.TransferData(scene.share, scene.practice.collection(SEQUENCING))
    )


@answers("transfer.submit_delete")
def delete(scene, _):
    name = scene.fresh_name()
    scene.nora.transfer.operation_mkdir(scene.share, f"/{name}/")
    task = globus_sdk.DeleteData(endpoint=scene.share, recursive=True)
    task.add_item(f"/{name}/")
    return scene.nora.transfer.submit_delete(task)


@answers("transfer.task_list")
def tasks(scene, _):
    task = submitted(scene)["task_id"]
    assert scene.nora.transfer.task_wait(task, timeout=60, polling_interval=1)
    return scene.nora.transfer.task_list(filter={"task_id": task})


# On a guest collection nobody has an account.
@answers("transfer.endpoint_manager_task_list", nulls=["DATA[].destination_local_user"])
def managed_tasks(scene, _):
    task = submitted(scene)["task_id"]
    assert scene.nora.transfer.task_wait(task, timeout=60, polling_interval=1)
    return scene.nora.transfer.endpoint_manager_task_list(filter_task_id=task)


# There is one page.
@answers("transfer.endpoint_manager_task_successful_transfers", nulls=["next_marker"])
def managed_successful_transfers(scene, _):
    task = submitted(scene)["task_id"]
    assert scene.nora.transfer.task_wait(task, timeout=60, polling_interval=1)
    return scene.nora.transfer.endpoint_manager_task_successful_transfers(task)


@answers("transfer.cancel_task")
def cancelled_task(scene, _):
    # A task that waits for a computer that is off is there to be cancelled, however slow we are.
    file, laptop = some_file(scene), scene.practice.collection(LAPTOP)
    scene.practice.admin("POST", "online", {"collection_id": laptop, "online": False})
    try:
        return scene.nora.transfer.cancel_task(submitted(scene, file=file)["task_id"])
    finally:
        scene.practice.admin("POST", "online", {"collection_id": laptop, "online": True})


@answers("transfer.set_subscription_id", "default")
def subscribed(scene, _):
    laptop = scene.nora.transfer.get_endpoint(scene.share)
    return scene.nora.transfer.set_subscription_id(laptop["host_endpoint_id"], laptop["subscription_id"])


@answers("transfer.set_subscription_id", "not_found")
def unknown_endpoint_subscribed(scene, _):
    return scene.nora.transfer.set_subscription_id(uuid.uuid4(), "DEFAULT")


@answers("transfer.set_subscription_id", "multi_subscriber_cannot_use_default")
def subscribed_to_one_of_many(scene, _):
    laptop = scene.nora.transfer.get_endpoint(scene.share)["host_endpoint_id"]
    return scene.nora.transfer.set_subscription_id(laptop, "DEFAULT")


@answers("transfer.set_subscription_admin_verified", "default")
def verified(scene, _):
    return scene.nora.transfer.set_subscription_admin_verified(scene.share, True)


@answers("transfer.set_subscription_admin_verified", "no_admin_role")
def verified_by_nobody(scene, _):
    return scene.tomas.transfer.set_subscription_admin_verified(scene.share, True)


@answers("transfer.set_subscription_admin_verified", "non_valid_verified_status")
def verified_with_nonsense(scene, _):
    path = f"/v0.10/endpoint/{scene.share}/subscription_admin_verified"
    return scene.nora.transfer.put(path, data={"subscription_admin_verified": "perhaps"})


@answers("transfer.set_subscription_admin_verified", "no_identities_in_session")
def verified_by_a_linked_identity(scene, _):
    return scene.tomas.transfer.set_subscription_admin_verified(
        scene.practice.collection(CLINIC_COMPUTER), True
    )


@answers("transfer.set_subscription_admin_verified", "non_subscribed_endpoint")
def verified_without_subscription(scene, _):
    return scene.nora.transfer.set_subscription_admin_verified(
        scene.practice.collection(OLD_COMPUTER), True
    )
