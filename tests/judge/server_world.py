"""A small world with a server: open and protected storage, accounts for some, and a folder that is shared already."""

from practice import ALEX, JONAS, NORA

SERVER = "Soil server"
STORAGE = "Soil storage"
VAULT = "Soil vault"
SOIL = "Soil 2025"
ROBOT = "Soil robot"

WORLD = {
    "providers": [
        {"name": "Northfield University", "domains": ["northfield.example"]},
        {"name": "Alpen Institute", "domains": ["alpen.example"]},
    ],
    "people": [
        {"username": NORA, "name": "Nora Whitfield", "sign_in": True},
        {"username": ALEX, "name": "Alex Kim", "sign_in": True},
        {"username": JONAS, "name": "Jonas Lindqvist", "sign_in": True},
    ],
    "clients": [
        # The id that the app announces; the library's user apps sign in with it.
        {"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"},
        {"name": ROBOT, "secret": "practice-secret-soil-robot"},
    ],
    "collections": [
        {
            "name": SERVER,
            "type": "GCSv5_endpoint",
            "owner": NORA,
            "subscribed": True,
            "server": {
                "storage_gateways": [
                    {
                        "name": "Open disks",
                        "allowed_domains": ["northfield.example", "clients.auth.globus.org"],
                        "user_credentials": [{"who": NORA}, {"who": ROBOT}],
                    },
                    {
                        "name": "Locked disks",
                        "allowed_domains": ["northfield.example"],
                        "high_assurance": True,
                        "authentication_timeout_mins": 3,
                        "user_credentials": [{"who": NORA}],
                    },
                ]
            },
        },
        {
            "name": STORAGE,
            "type": "GCSv5_mapped_collection",
            "owner": NORA,
            "host": SERVER,
            "subscribed": True,
            "server": {"storage_gateway": "Open disks"},
        },
        {
            "name": VAULT,
            "type": "GCSv5_mapped_collection",
            "owner": NORA,
            "host": SERVER,
            "subscribed": True,
            "high_assurance": True,
            "server": {"storage_gateway": "Locked disks"},
        },
        {
            "name": SOIL,
            "type": "GCSv5_guest_collection",
            "owner": NORA,
            "host": STORAGE,
            "path": "/projects/soil-2025/",
            "permissions": [{"path": "/", "permissions": "r", "who": JONAS}],
        },
    ],
}
