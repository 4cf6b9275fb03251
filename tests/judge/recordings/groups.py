"""Globus Groups."""

from __future__ import annotations

from globus_sdk import GroupPolicies

from practice import LAB

from .table import answers


def made(scene, **fields):
    return scene.nora.groups.create_group({"name": scene.fresh_name(), "description": "For a moment", **fields})


@answers("groups.create_group")
def new_group(scene, _):
    return made(scene)


@answers("groups.get_group", "default")
def group(scene, _):
    return scene.nora.groups.get_group(scene.practice.group(LAB), include=["my_memberships", "policies"])


@answers("groups.get_group", "subscription")
def subscription_group(scene, _):
    return scene.nora.groups.get_group(subscription_info(scene, _)["group_id"], include=["my_memberships", "policies"])


@answers("groups.get_group_by_subscription_id")
def subscription_info(scene, _):
    subscription = scene.nora.transfer.get_endpoint(scene.share)["subscription_id"]
    return scene.nora.groups.get_group_by_subscription_id(subscription)


@answers("groups.get_my_groups")
def my_groups(scene, _):
    return scene.nora.groups.get_my_groups()


@answers("groups.delete_group")
def deleted_group(scene, _):
    return scene.nora.groups.delete_group(made(scene)["id"])


@answers("groups.set_group_policies")
def policies(scene, _):
    return scene.nora.groups.set_group_policies(
        made(scene)["id"],
        GroupPolicies(
            is_high_assurance=False,
            group_visibility="private",
            group_members_visibility="managers",
            join_requests=False,
            signup_fields=["address1"],
        ),
    )


@answers("groups.set_subscription_admin_verified")
def verified_group(scene, _):
    subscription = subscription_info(scene, _)["subscription_id"]
    return scene.nora.groups.set_subscription_admin_verified(made(scene)["id"], subscription)
