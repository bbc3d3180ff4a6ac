"""A bucket that cannot be used is found when the assistant starts, with what to do about it."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest

from agents.bootstrap import build_store
from agents.config import Settings
from agents.errors import SettingsError, StoreUnavailable
from agents.sessions.s3 import S3Store
from agents.sessions.store import Store
from tests.sessions.fault_proxy import CUT, SLOW_DOWN, Fault, Proxy


@pytest.mark.parametrize(
    ("only", "faults", "advice"),
    [
        ("HEAD", [Fault(status=403)], "not accessible with these credentials; grant s3:ListBucket"),
        ("HEAD", [Fault(status=404)], "does not exist; create it"),
        ("HEAD", [Fault(status=400)], "cannot be used (S3 answered 400"),
        ("HEAD", [CUT] * 3, "S3 cannot be reached"),
        ("HEAD", [SLOW_DOWN] * 3, "cannot be used (S3 answered 503"),
        ("PUT", [Fault(status=403, code="AccessDenied")], "s3:GetObject, s3:PutObject and s3:DeleteObject"),
        ("PUT", [Fault(status=301)] * 20, "is in another region; set AWS_REGION"),
        ("PUT", [CUT] * 3, "S3 cannot be reached"),
    ],
)
def test_a_bucket_that_cannot_be_used_is_found_at_start_with_advice(
    far_s3: S3Store, s3_proxy: Proxy, only: str, faults: list[Fault], advice: str
) -> None:
    s3_proxy.only, s3_proxy.faults = (only,), list(faults)
    with pytest.raises(SettingsError, match=r"SESSION_BUCKET: ") as raised:
        far_s3.check()
    assert advice in raised.value.problems[0]


def test_a_missing_bucket_is_found_at_start(moto: str) -> None:
    client = boto3.client("s3", endpoint_url=moto)
    with pytest.raises(SettingsError, match="the bucket nowhere does not exist; create it"):
        S3Store(client, "nowhere").check()
    client.close()


CALLS: list[Callable[[Store], object]] = [
    lambda store: store.read("processed/A"),
    lambda store: store.write("processed/A", b"{}"),
    lambda store: store.delete("processed/A"),
    lambda store: list(store.list("processed/")),
    lambda store: list(store.folders("processed/")),
]


def test_a_missing_bucket_is_never_an_empty_one(moto: str) -> None:
    client = boto3.client("s3", endpoint_url=moto)
    for call in CALLS:
        with pytest.raises(StoreUnavailable):
            call(S3Store(client, "nowhere"))
    client.close()


@pytest.mark.parametrize(
    ("call", "ignored"),
    [("put_object", "IfNoneMatch"), ("put_object", "IfMatch"), ("delete_object", "IfMatch")],
)
def test_a_service_that_ignores_conditions_is_found_at_start(
    far_s3: S3Store, monkeypatch: pytest.MonkeyPatch, call: str, ignored: str
) -> None:
    real: Any = getattr(far_s3.client, call)

    def ignoring(**options: Any) -> Any:
        return real(**{name: value for name, value in options.items() if name != ignored})

    monkeypatch.setattr(far_s3.client, call, ignoring)
    with pytest.raises(SettingsError, match="ignores conditional writes"):
        far_s3.check()


def test_a_check_takes_four_requests_once_the_bucket_was_used(far_s3: S3Store, s3_proxy: Proxy) -> None:
    far_s3.check()
    s3_proxy.requests.clear()
    far_s3.check()
    assert s3_proxy.requests == ["HEAD", "PUT", "PUT", "DELETE"]


def test_the_probe_stands_beside_the_prefix_that_was_set(
    far_s3: S3Store, settings: Callable[..., Settings]
) -> None:
    store = build_store(settings(session_store=f"s3://{far_s3.bucket}/clinic/notes/"))
    store.check()
    assert list(far_s3.list("")) == ["clinic/registry/probe"]
    store.close()
