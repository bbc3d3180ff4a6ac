"""What S3 adds: requests, lost answers, outages, refusals. The faults happen on the wire, before moto."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.retries.standard import ExponentialBackoff

from agents.bootstrap import S3_CONNECTIONS, build_store, s3_client
from agents.config import Settings
from agents.errors import SettingsError, StoreUnavailable
from agents.sessions.s3 import S3Store
from agents.sessions.store import ABSENT, Store, WriteConflict
from tests.sessions.fault_proxy import CUT, HELD, LOST_ANSWER, Fault, Proxy, proxy_before

KEY = "processed/A_medical_notes/session_1/session.json"
SLOW_DOWN = Fault(status=503, code="SlowDown")
UNDECIDED = Fault(status=409, code="ConditionalRequestConflict")


@pytest.fixture
def proxy(moto: str) -> Iterator[Proxy]:
    with proxy_before(moto) as proxy:
        yield proxy


@pytest.fixture
def stored(s3: S3Store, proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Store]:
    """The bucket seen through the proxy, by a client as the assistant's but that never waits."""
    monkeypatch.setattr(ExponentialBackoff, "delay_amount", lambda *_: 0)
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", proxy.endpoint)
    store = S3Store(s3_client(Settings()), s3.bucket)
    yield store
    store.close()


def test_each_call_is_one_request(stored: S3Store, proxy: Proxy) -> None:
    version = stored.write(KEY, b"one", expect=ABSENT)
    version = stored.write(KEY, b"two", expect=version)
    stored.read(KEY)
    stored.read(KEY + "x")
    list(stored.list("processed/"))
    list(stored.folders("processed/"))
    stored.delete(KEY, expect=version)
    assert proxy.requests == ["PUT", "PUT", "GET", "GET", "GET", "GET", "DELETE"]


def test_a_conflict_is_one_request(stored: S3Store, proxy: Proxy) -> None:
    stored.write(KEY, b"one")
    with pytest.raises(WriteConflict):
        stored.write(KEY, b"two", expect=ABSENT)
    assert proxy.requests == ["PUT", "PUT"]


def test_connections_are_kept_for_the_next_call(stored: S3Store, proxy: Proxy) -> None:
    for _ in range(5):
        stored.write(KEY, b"one")
        stored.read(KEY)
        stored.read(KEY + "x")
    assert proxy.connections == 1


def test_closing_gives_connections_back(stored: S3Store, proxy: Proxy) -> None:
    stored.read(KEY)
    stored.close()
    stored.read(KEY)
    assert proxy.connections == 2


@pytest.mark.parametrize("before", [None, b"zero"])
@pytest.mark.parametrize("fault", [LOST_ANSWER, Fault(reaches=True, status=500, code="InternalError")])
def test_a_write_whose_answer_was_lost_is_no_conflict(
    stored: S3Store, proxy: Proxy, before: bytes | None, fault: Fault
) -> None:
    expect = ABSENT if before is None else stored.write(KEY, before)
    proxy.faults = [fault]
    version = stored.write(KEY, b"one", expect=expect)
    item = stored.read(KEY)
    assert item is not None
    assert (item.body, item.version) == (b"one", version)


def test_a_lost_answer_hides_no_real_conflict(stored: S3Store, proxy: Proxy) -> None:
    stale = stored.write(KEY, b"zero")
    stored.write(KEY, b"another's")
    for expect in (ABSENT, stale):
        proxy.faults = [LOST_ANSWER]
        with pytest.raises(WriteConflict):
            stored.write(KEY, b"one", expect=expect)
    item = stored.read(KEY)
    assert item is not None
    assert item.body == b"another's"


def test_another_writer_of_the_same_bytes_is_a_conflict_after_a_lost_answer(
    stored: S3Store, proxy: Proxy
) -> None:
    stored.write(KEY, b"one")
    proxy.faults = [CUT]
    with pytest.raises(WriteConflict):
        stored.write(KEY, b"one", expect=ABSENT)


def test_a_write_over_what_was_deleted_is_a_conflict_also_after_a_lost_answer(
    stored: S3Store, proxy: Proxy
) -> None:
    version = stored.write(KEY, b"one")
    stored.delete(KEY)
    proxy.faults = [CUT]
    with pytest.raises(WriteConflict):
        stored.write(KEY, b"two", expect=version)


def test_a_delete_whose_answer_was_lost_is_done(stored: S3Store, proxy: Proxy) -> None:
    version = stored.write(KEY, b"one")
    proxy.faults = [LOST_ANSWER]
    stored.delete(KEY, expect=version)
    assert stored.read(KEY) is None


def test_a_condition_that_s3_left_undecided_is_asked_again(stored: S3Store, proxy: Proxy) -> None:
    proxy.faults = [UNDECIDED, UNDECIDED]
    version = stored.write(KEY, b"one", expect=ABSENT)
    proxy.faults = [UNDECIDED]
    stored.delete(KEY, expect=version)
    assert stored.read(KEY) is None


def test_an_undecided_condition_that_was_our_own_lost_write_is_no_conflict(
    stored: S3Store, proxy: Proxy
) -> None:
    proxy.faults = [LOST_ANSWER, UNDECIDED]
    version = stored.write(KEY, b"one", expect=ABSENT)
    proxy.faults = [Fault(reaches=True, status=409, code="ConditionalRequestConflict")]
    stored.write(KEY, b"two", expect=version)


def test_a_condition_that_stays_undecided_is_a_conflict(stored: S3Store, proxy: Proxy) -> None:
    version = stored.write(KEY, b"one")
    proxy.faults = [UNDECIDED] * 3
    with pytest.raises(WriteConflict):
        stored.write(KEY, b"two", expect=version)
    proxy.faults = [UNDECIDED] * 3
    with pytest.raises(WriteConflict):
        stored.delete(KEY, expect=version)
    item = stored.read(KEY)
    assert item is not None
    assert item.version == version


CALLS: dict[str, Callable[[Store], object]] = {
    "read": lambda store: store.read(KEY),
    "read what is absent": lambda store: store.read(KEY + "x"),
    "write": lambda store: store.write(KEY, b"{}"),
    "delete": lambda store: store.delete(KEY),
    "list": lambda store: list(store.list("processed/")),
    "folders": lambda store: list(store.folders("processed/")),
}
OUTAGES = {
    "slow down": SLOW_DOWN,
    "internal error": Fault(status=500, code="InternalError"),
    "bad gateway": Fault(status=502),
    "cut": CUT,
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("outage", OUTAGES.values(), ids=OUTAGES)
def test_a_short_outage_is_waited_out(
    stored: S3Store, proxy: Proxy, outage: Fault, call: Callable[[Store], object]
) -> None:
    stored.write(KEY, b"one")
    proxy.faults = [outage, outage]
    call(stored)
    assert not proxy.faults


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("outage", OUTAGES.values(), ids=OUTAGES)
def test_a_long_outage_is_unavailable_and_never_empty(
    stored: S3Store, proxy: Proxy, outage: Fault, call: Callable[[Store], object]
) -> None:
    stored.write(KEY, b"one")
    proxy.faults = [outage] * 3
    with pytest.raises(StoreUnavailable) as raised:
        call(stored)
    assert not proxy.faults
    assert raised.value.retry_after


@pytest.mark.parametrize("code", ["AccessDenied", "NoSuchBucket", "InvalidAccessKeyId", "NoSuchUpload"])
@pytest.mark.parametrize("status", [403, 404])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_refusal_is_never_taken_for_an_absent_key(
    stored: S3Store, proxy: Proxy, call: Callable[[Store], object], code: str, status: int
) -> None:
    proxy.faults = [Fault(status=status, code=code)]
    with pytest.raises(StoreUnavailable):
        call(stored)


@pytest.mark.parametrize("status", [403, 404])
def test_a_refusal_without_a_reason_is_not_taken_for_one_either(
    stored: S3Store, proxy: Proxy, status: int
) -> None:
    proxy.faults = [Fault(status=status)]
    with pytest.raises(StoreUnavailable):
        stored.read(KEY)


def test_an_answer_that_breaks_off_is_asked_for_again(stored: S3Store, proxy: Proxy) -> None:
    stored.write(KEY, b"x" * 100_000)
    proxy.faults = [Fault(body_bytes=50_000)] * 2
    item = stored.read(KEY)
    assert item is not None
    assert len(item.body) == 100_000


@pytest.mark.parametrize("call", ["read", "list", "folders"])
def test_an_answer_that_always_breaks_off_is_unavailable_and_not_shorter(
    stored: S3Store, proxy: Proxy, call: str
) -> None:
    stored.write(KEY, b"x" * 1000)
    proxy.faults = [Fault(body_bytes=100)] * 9
    with pytest.raises(StoreUnavailable):
        CALLS[call](stored)


def test_an_answer_that_never_comes_is_given_up(s3: S3Store, proxy: Proxy) -> None:
    impatient = Config(read_timeout=0.05, retries={"mode": "standard", "total_max_attempts": 2})
    store = S3Store(boto3.client("s3", endpoint_url=proxy.endpoint, config=impatient), s3.bucket)
    proxy.faults = [HELD, HELD]
    with pytest.raises(StoreUnavailable):
        store.read(KEY)
    assert proxy.requests == ["GET", "GET"]
    store.close()


def test_the_assistants_client_is_patient_for_no_longer_than_a_lease() -> None:
    config: Any = s3_client(Settings()).meta.config
    attempts = config.retries["total_max_attempts"]
    assert attempts * config.read_timeout <= Settings().turn_lease_seconds
    assert config.max_pool_connections == S3_CONNECTIONS >= 64


def test_a_pool_of_connections_serves_many_threads_at_once(
    stored: S3Store, proxy: Proxy, caplog: pytest.LogCaptureFixture
) -> None:
    with ThreadPoolExecutor(32) as pool:
        list(pool.map(lambda number: stored.write(f"processed/{number}", b"{}"), range(64)))
    assert proxy.connections <= 32
    assert "pool is full" not in caplog.text


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
    stored: S3Store, proxy: Proxy, only: str, faults: list[Fault], advice: str
) -> None:
    proxy.only, proxy.faults = (only,), list(faults)
    with pytest.raises(SettingsError, match=r"SESSION_BUCKET: ") as raised:
        stored.check()
    assert advice in raised.value.problems[0]


def test_a_missing_bucket_is_found_at_start(moto: str) -> None:
    client = boto3.client("s3", endpoint_url=moto)
    with pytest.raises(SettingsError, match="the bucket nowhere does not exist; create it"):
        S3Store(client, "nowhere").check()
    client.close()


def test_a_missing_bucket_is_never_an_empty_one(moto: str) -> None:
    client = boto3.client("s3", endpoint_url=moto)
    for call in CALLS.values():
        with pytest.raises(StoreUnavailable):
            call(S3Store(client, "nowhere"))
    client.close()


def test_a_service_that_ignores_conditions_is_found_at_start(
    stored: S3Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put: Any = stored.client.put_object
    monkeypatch.setattr(stored.client, "put_object", lambda IfNoneMatch, **rest: put(**rest))  # noqa: N803
    with pytest.raises(SettingsError, match="ignores conditional writes"):
        stored.check()


def test_a_check_takes_two_requests_once_the_bucket_was_used(stored: S3Store, proxy: Proxy) -> None:
    stored.check()
    proxy.requests.clear()
    stored.check()
    assert proxy.requests == ["HEAD", "PUT"]


def test_the_probe_stands_beside_the_prefix_that_was_set(
    stored: S3Store, settings: Callable[..., Settings]
) -> None:
    store = build_store(settings(session_store=f"s3://{stored.bucket}/clinic/notes/"))
    store.check()
    assert list(stored.list("")) == ["clinic/registry/probe"]
    store.close()
