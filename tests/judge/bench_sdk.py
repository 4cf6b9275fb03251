"""What the official SDK needs for the benchmarks' work: one process, one connection, one call after the other.

    bench_sdk.py creates COLLECTION IDENTITY COUNT     permissions on folders that have none yet
    bench_sdk.py list COLLECTION COUNT                 the whole list, read and decoded

Prints milliseconds from the first call to the last, so that starting Python and signing in do not count. The services'
addresses come in the SDK's own variables, the application in BENCH_CLIENT_ID and BENCH_CLIENT_SECRET.
"""

import os
import sys
import time

import globus_sdk


def transfer_client() -> globus_sdk.TransferClient:
    application = globus_sdk.ConfidentialAppAuthClient(
        os.environ["BENCH_CLIENT_ID"], os.environ["BENCH_CLIENT_SECRET"]
    )
    scope = "urn:globus:auth:scope:transfer.api.globus.org:all"
    return globus_sdk.TransferClient(
        authorizer=globus_sdk.ClientCredentialsAuthorizer(application, scope)
    )


def create(client: globus_sdk.TransferClient, collection: str, identity: str, number: int) -> None:
    client.add_endpoint_acl_rule(
        collection,
        {
            "DATA_TYPE": "access",
            "principal_type": "identity",
            "principal": identity,
            "path": f"/sdk-{number}/",
            "permissions": "r",
        },
    )


def main() -> None:
    what, collection, *rest = sys.argv[1:]
    client = transfer_client()
    # The token is fetched and the connection is open before the clock starts.
    client.get_endpoint(collection)
    begun = time.perf_counter()
    if what == "creates":
        identity, count = rest
        for number in range(int(count)):
            create(client, collection, identity, number)
    else:
        (count,) = rest
        for _ in range(int(count)):
            rules = [rule["path"] for rule in client.endpoint_acl_list(collection)]
            assert len(rules) >= 1000, len(rules)
    print((time.perf_counter() - begun) * 1000)


if __name__ == "__main__":
    main()
