"""moto and the proxy before it, as processes; what passed through; histories of any length."""

import contextlib
import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config

BUCKET = "notes"
_DOLLARS = {"PUT": 5e-6, "LIST": 5e-6, "POST": 5e-6, "GET": 4e-7, "HEAD": 4e-7, "DELETE": 0.0}  # us-east-1


@dataclass(frozen=True)
class Traffic:
    """What one turn asked of S3: (method, start, end, wave) each, on the system's monotonic clock."""

    requests: list[tuple[str, float, float, int]]

    def between(self, start: float, end: float) -> "Traffic":
        """Those that began in this time."""
        return Traffic([request for request in self.requests if start <= request[1] < end])

    @property
    def round_trips(self) -> int:
        """How many waves; they are told apart only behind the gate."""
        return len({wave for *_, wave in self.requests})

    @property
    def dollars_a_million(self) -> float:
        return sum(_DOLLARS[method] for method, *_ in self.requests) * 1_000_000


@dataclass(frozen=True)
class World:
    """`endpoint` is the proxy's, `direct` moto's own: for preparing without latency."""

    endpoint: str
    direct: str

    def session(self) -> boto3.Session:
        return boto3.Session("testing", "testing", region_name="us-east-1")

    def client(self, endpoint: str) -> Any:
        config = Config(max_pool_connections=64)
        return self.session().client("s3", endpoint_url=endpoint, config=config)

    def traffic(self) -> Traffic:
        """What passed since the last time it was asked."""
        with urllib.request.urlopen(f"{self.endpoint}/__log") as answer:
            return Traffic([(method, start, end, wave) for method, start, end, wave in json.load(answer)])

    @contextlib.contextmanager
    def gated(self, quiet_ms: int = 40) -> Iterator[None]:
        """Inside, what is counted are round trips; time means nothing."""
        urllib.request.urlopen(f"{self.endpoint}/__gate/{quiet_ms}").close()
        yield
        urllib.request.urlopen(f"{self.endpoint}/__gate/0").close()


@contextlib.contextmanager
def _running(module: str, *arguments: str) -> Iterator[str]:
    """A process of ours that prints its address."""
    command = [sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def atomic_moto() -> contextlib.AbstractContextManager[str]:
    return _running("tests.moto_server")


@contextlib.contextmanager
def world(latency_ms: float) -> Iterator[World]:
    with (
        atomic_moto() as moto,
        _running("benchmarks.s3_proxy", moto.removeprefix("http://"), str(latency_ms)) as proxy,
    ):
        here = World(proxy, moto)
        here.client(here.direct).create_bucket(Bucket=BUCKET)
        os.environ["AWS_ENDPOINT_URL_S3"] = here.endpoint  # for clients that take no endpoint
        yield here


def quiet_environment() -> None:
    """Benchmarks reach nothing but this machine."""
    os.environ.update(AWS_EC2_METADATA_DISABLED="true", AWS_CONFIG_FILE=os.devnull)
    os.environ.update(AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing")
    os.environ.update(AWS_DEFAULT_REGION="us-east-1", AWS_SHARED_CREDENTIALS_FILE=os.devnull)
