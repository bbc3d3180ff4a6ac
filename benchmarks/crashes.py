"""`python -m benchmarks.crashes [--kills 500] [store ...]`: kill -9 a server at every named step of a turn.

For each store that survives a process: prints how often each step was hit, and
what was found broken. 1 if anything was lost or doubled, a session did not open, or a step was hit less than
a 26th of the kills allow.
"""

import argparse
import contextlib
import logging
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.s3_world import BUCKET, World, atomic_moto, quiet_environment

STORES = ("file", "s3", "redis", "postgresql", "agentcore-memory")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crashes")
    parser.add_argument("--kills", type=int, default=500, help="a store")
    parser.add_argument("stores", nargs="*", default=STORES, metavar="store", help=", ".join(STORES))
    chosen = parser.parse_args()
    quiet_environment()
    logging.disable(logging.WARNING)
    return max(run(store, chosen.kills) for store in chosen.stores)


def run(name: str, count: int) -> int:
    from agents.bootstrap import build_store
    from agents.config import Settings
    from agents.identity import loopback_caller
    from tests.crash.kills import Killer, all_kills, rounds
    from tests.crash.servers import environment, servers

    hit: Counter[str] = Counter()
    broken: list[str] = []
    started = time.monotonic()
    with url_of(name) as url, servers() as running:
        more = {key: os.environ[key] for key in os.environ if key.startswith("AWS_")}
        store = build_store(Settings(session_store=url))
        store.check()
        killer = Killer(running, store.for_owner(loopback_caller().id), environment(url, **more))
        for number, kill in enumerate(rounds(count)):
            try:
                killer.kill(kill, f"sesion-{number}")
            except Exception as error:  # noqa: BLE001  whatever went wrong, it is told below
                when = "after" if kill.after else "before"
                broken.append(f"{number}, {kill.name} {kill.at} {when}: {error!r:.500}")
                sys.stderr.write(f"{name}: {broken[-1]}\n")
            running.end_all()
            hit[kill.name] += 1
            if number % 50 == 49:
                sys.stderr.write(f"{name}: {number + 1} kills, {len(broken)} broken\n")
    print(f"\n{name}: {count} kills in {time.monotonic() - started:.0f} s, {len(broken)} broken promises")
    for step in sorted(hit):
        print(f"  {step:<30} {hit[step]:>4}  {'#' * hit[step]}")
    for line in broken:
        print(f"  BROKEN {line}")
    few = [step for step, times in hit.items() if times < count // (len(all_kills()) + 1)]
    return 1 if broken or few else 0


@contextlib.contextmanager
def url_of(name: str) -> Iterator[str]:
    """A new, empty store of this kind, on a real server where it has one."""
    from tests.servers import postgres_server, redis_server

    with contextlib.ExitStack() as closing:
        match name:
            case "file":
                yield Path(closing.enter_context(tempfile.TemporaryDirectory())).as_uri()
            case "s3":
                endpoint = closing.enter_context(atomic_moto())
                os.environ["AWS_ENDPOINT_URL_S3"] = endpoint
                World(endpoint, endpoint).client(endpoint).create_bucket(Bucket=BUCKET)
                yield f"s3://{BUCKET}/processed/"
            case "redis":
                yield closing.enter_context(redis_server()).url
            case "postgresql":
                yield closing.enter_context(postgres_server()).url()
            case "agentcore-memory":
                endpoint = closing.enter_context(atomic_moto())
                os.environ["AWS_ENDPOINT_URL_BEDROCK_AGENTCORE"] = endpoint
                yield f"agentcore-memory://{new_memory(endpoint)}"
            case _:
                raise SystemExit(f"{name}: one of {', '.join(STORES)}")


def new_memory(endpoint: str) -> str:
    import boto3

    client = boto3.client("bedrock-agentcore-control", endpoint_url=endpoint)
    created: str = client.create_memory(name="notes", eventExpiryDuration=365)["memory"]["id"]
    return created


if __name__ == "__main__":
    sys.exit(main())
