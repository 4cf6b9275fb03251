"""Globus Connect Server's manager. Nora administers the server; Tomás only signs in to it."""

from __future__ import annotations

from globus_sdk import UserCredentialDocument

from .table import answers, not_served
from .world import BUCKETS, STORAGE

not_served(
    globus_connect_server={
        f"{verb}_storage_gateway": "the seed says which storage a server has" for verb in ["create", "update", "delete"]
    }
)

NO_LOCAL_GROUPS = "practice's local accounts are in no groups"
GATEWAY = {
    "data[].policies.groups_allow[]": NO_LOCAL_GROUPS,
    "data[].policies.groups_deny[]": NO_LOCAL_GROUPS,
}


@answers("globus_connect_server.get_gcs_info")
def info(scene, _):
    return scene.manager.get_gcs_info()


@answers("globus_connect_server.get_endpoint", nulls=["data[].contact_email"])
def endpoint(scene, _):
    return scene.manager.get_endpoint()


@answers("globus_connect_server.update_endpoint", "default")
def updated_endpoint(scene, _):
    return scene.manager.update_endpoint({"DATA_TYPE": "endpoint#1.2.0", "contact_email": "soil@northfield.example"})


@answers("globus_connect_server.update_endpoint", "include_endpoint")
def updated_endpoint_with_its_document(scene, _):
    changes = {"DATA_TYPE": "endpoint#1.2.0", "contact_email": "soil@northfield.example"}
    return scene.manager.update_endpoint(changes, include="endpoint")


@answers("globus_connect_server.get_collection_list", "default")
def collections(scene, _):
    return scene.manager.get_collection_list()


@answers("globus_connect_server.get_collection_list", "forbidden")
def private_policies_of_others(scene, _):
    return scene.guest_of_the_manager.get_collection_list(include="private_policies")


@answers("globus_connect_server.get_storage_gateway", ignore=GATEWAY)
def storage_gateway(scene, _):
    return scene.manager.get_storage_gateway(gateway_of(scene, STORAGE), include="private_policies")


def gateway_of(scene, collection, manager=None):
    collection = scene.practice.collection(collection)
    return (manager or scene.manager).get_collection(collection)["storage_gateway_id"]


@answers("globus_connect_server.get_storage_gateway_list", ignore=GATEWAY)
def storage_gateways(scene, _):
    return scene.manager.get_storage_gateway_list(include="private_policies")


def credential_of(scene, collection, manager=None):
    gateway = gateway_of(scene, collection, manager)
    return next(iter((manager or scene.manager).get_user_credential_list(storage_gateway=gateway)))["id"]


def renewed(scene):
    """The account on the disks, made anew: the seed's is gone."""
    gateway = gateway_of(scene, STORAGE)
    scene.manager.delete_user_credential(credential_of(scene, STORAGE))
    document = UserCredentialDocument(storage_gateway_id=gateway, display_name="Nora's account")
    return scene.manager.create_user_credential(document)


@answers("globus_connect_server.create_user_credential")
def new_credential(scene, _):
    return renewed(scene)


@answers("globus_connect_server.get_user_credential")
def credential(scene, _):
    return scene.manager.get_user_credential(credential_of(scene, STORAGE))


@answers(
    "globus_connect_server.get_user_credential_list",
    ignore={"data[].policies.s3_secret_key": "secrets go in and never come out"},
)
def credentials(scene, _):
    keys = {"DATA_TYPE": "s3_user_credential_policies#1.0.0", "s3_key_id": "key", "s3_secret_key": "secret"}
    changes = UserCredentialDocument(policies=keys)
    manager = scene.cloud_manager
    manager.update_user_credential(credential_of(scene, BUCKETS, manager), changes)
    return manager.get_user_credential_list()


@answers("globus_connect_server.update_user_credential")
def updated_credential(scene, _):
    changes = UserCredentialDocument(display_name="Nora, again")
    return scene.manager.update_user_credential(credential_of(scene, STORAGE), changes)


@answers("globus_connect_server.delete_user_credential")
def deleted_credential(scene, _):
    made = renewed(scene)["id"]
    answer = scene.manager.delete_user_credential(made)
    document = UserCredentialDocument(storage_gateway_id=gateway_of(scene, STORAGE), display_name="Nora's account")
    scene.manager.create_user_credential(document)
    return answer
