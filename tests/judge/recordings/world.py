"""The world that the recorded answers are held against: for each of them somebody and something that has one."""

from practice import AUTOMATION, LAB, LAPTOP, MAPLE, NORA, TOMAS

#: He manages a subscription by it, and signs in with his other one.
TOMAS_AT_THE_CLINIC = "t.ferreira@alpen.example"
PRIYA = "priya.raman@northfield.example"

#: The id that the app announces, and the one that the command line registers itself from.
APP = "9f2c0002-0000-4000-8000-000000000001"
TEMPLATE = "95fdeba8-fac2-42bd-a357-e068d82ff78e"

#: A service with a scope of its own, which acts for the people who call it.
SERVICE = "Reading room"
SERVICE_ID = "9f2c0002-0000-4000-8000-0000000000aa"

UNIVERSITY = "Northfield University"
STATIONS = "Field stations"
CLINIC = "Eastlake clinic"

SEQUENCING = "Spring sequencing"
#: Nobody pays for it.
OLD_COMPUTER = "Old computer"

#: Its subscription is for protected data.
CLINIC_COMPUTER = "Clinic computer"

SERVER = "Soil server"
STORAGE = "Soil storage"
#: A second server, with two kinds of storage.
CLOUD_SERVER = "Cloud server"
BUCKETS = "Soil buckets"

DISKS = {
    "name": "Disks",
    "allowed_domains": ["northfield.example"],
    "users_allow": ["nora.whitfield"],
    "users_deny": ["guest"],
    "restrict_paths": {"read": ["/"], "read_write": [], "none": []},
    "user_credentials": [{"who": NORA, "name": "Nora's account"}],
}
TAPES = {"name": "Tapes", "allowed_domains": ["northfield.example"]}
SCRATCH = {**TAPES, "name": "Scratch", "user_credentials": [{"who": NORA, "name": "Nora's account"}]}
CLOUD = {
    "name": "Cloud",
    "connector": "S3",
    "allowed_domains": ["northfield.example"],
    "user_credentials": [{"who": NORA, "name": "Nora's keys"}],
}

WORLD = {
    "providers": [
        {"name": UNIVERSITY, "domains": ["northfield.example"]},
        {"name": "Eastlake College", "domains": ["eastlake.example"]},
    ],
    "people": [
        {"username": NORA, "name": "Nora Whitfield", "organization": UNIVERSITY, "sign_in": True},
        {"username": TOMAS, "name": "Tomás Ferreira", "organization": "Eastlake College", "sign_in": True},
        {"username": TOMAS_AT_THE_CLINIC, "linked_to": TOMAS},
        {"username": PRIYA, "name": "Priya Raman", "status": "unused"},
    ],
    "clients": [
        {"id": APP, "name": "Guestlist"},
        {"id": TEMPLATE, "name": "Globus CLI"},
        {"name": AUTOMATION, "secret": "practice-secret-automation"},
        {"id": SERVICE_ID, "name": SERVICE, "secret": "practice-secret-reading-room", "scopes": ["read"]},
    ],
    "subscriptions": [
        {"name": UNIVERSITY, "managers": [NORA]},
        {"name": STATIONS, "members": [NORA]},
        {"name": CLINIC, "managers": [TOMAS_AT_THE_CLINIC], "high_assurance": True},
    ],
    "groups": [
        {
            "name": UNIVERSITY,
            "description": "Who may use the subscription",
            "subscription": UNIVERSITY,
            "members": [{"who": NORA, "role": "admin"}],
        },
        {
            "name": LAB,
            "description": "Forest ecology",
            "parent": UNIVERSITY,
            "members": [{"who": NORA, "role": "admin"}],
        },
    ],
    "collections": [
        {
            "name": LAPTOP,
            "type": "GCP_mapped_collection",
            "owner": NORA,
            "this_computer": True,
            "subscribed": True,
            "subscription": UNIVERSITY,
        },
        {
            "name": MAPLE,
            "type": "GCP_guest_collection",
            "owner": NORA,
            "host": LAPTOP,
            "path": "/~/Maple trial 2026/",
            "description": "Growth and survival of maples under drought",
            "organization": UNIVERSITY,
            "permissions": [{"path": "/Results/", "permissions": "r", "who": TOMAS}],
        },
        {
            "name": SEQUENCING,
            "type": "GCP_guest_collection",
            "owner": NORA,
            "host": LAPTOP,
            "path": "/~/Spring sequencing/",
        },
        {"name": OLD_COMPUTER, "type": "GCP_mapped_collection", "owner": NORA},
        {
            "name": CLINIC_COMPUTER,
            "type": "GCP_mapped_collection",
            "owner": NORA,
            "subscribed": True,
            "subscription": CLINIC,
            "public": True,
        },
        {
            "name": SERVER,
            "type": "GCSv5_endpoint",
            "owner": NORA,
            "organization": UNIVERSITY,
            "server": {"storage_gateways": [DISKS, TAPES]},
        },
        {
            "name": STORAGE,
            "type": "GCSv5_mapped_collection",
            "owner": NORA,
            "host": SERVER,
            "description": "Project space",
            "organization": UNIVERSITY,
            "server": {"storage_gateway": "Disks"},
        },
        {
            "name": CLOUD_SERVER,
            "type": "GCSv5_endpoint",
            "owner": NORA,
            "server": {"storage_gateways": [CLOUD, SCRATCH]},
        },
        {
            "name": BUCKETS,
            "type": "GCSv5_mapped_collection",
            "owner": NORA,
            "host": CLOUD_SERVER,
            "server": {"storage_gateway": "Cloud"},
        },
    ],
}
