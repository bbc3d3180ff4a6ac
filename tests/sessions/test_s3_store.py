"""What S3 adds: requests, lost answers, outages, refusals. The faults happen on the wire, before moto."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
import pytest
from botocore.config import Config

from agents.bootstrap import CONNECTIONS, s3_client
from agents.config import Settings
from agents.errors import StoreUnavailable
from agents.sessions.s3 import S3Store
from agents.sessions.store import ABSENT, Store, WriteConflict
from tests.sessions.fault_proxy import CUT, HELD, LOST_ANSWER, SLOW_DOWN, Fault, Proxy

KEY = "processed/A_medical_notes/session_1/session.json"
UNDECIDED = Fault(status=409, code="ConditionalRequestConflict")


def test_each_call_is_one_request(far_s3: S3Store, s3_proxy: Proxy) -> None:
    version = far_s3.write(KEY, b"one", expect=ABSENT)
    version = far_s3.write(KEY, b"two", expect=version)
    far_s3.read(KEY)
    far_s3.read(KEY + "x")
    list(far_s3.list("processed/"))
    list(far_s3.folders("processed/"))
    far_s3.delete(KEY, expect=version)
    assert s3_proxy.requests == ["PUT", "PUT", "GET", "GET", "GET", "GET", "DELETE"]


def test_a_conflict_is_one_request(far_s3: S3Store, s3_proxy: Proxy) -> None:
    far_s3.write(KEY, b"one")
    with pytest.raises(WriteConflict):
        far_s3.write(KEY, b"two", expect=ABSENT)
    assert s3_proxy.requests == ["PUT", "PUT"]


def test_connections_are_kept_for_the_next_call(far_s3: S3Store, s3_proxy: Proxy) -> None:
    for _ in range(5):
        far_s3.write(KEY, b"one")
        far_s3.read(KEY)
        far_s3.read(KEY + "x")
    assert s3_proxy.connections == 1


def test_closing_gives_connections_back(far_s3: S3Store, s3_proxy: Proxy) -> None:
    far_s3.read(KEY)
    far_s3.close()
    far_s3.read(KEY)
    assert s3_proxy.connections == 2


@pytest.mark.parametrize("before", [None, b"zero"])
@pytest.mark.parametrize("fault", [LOST_ANSWER, Fault(reaches=True, status=500, code="InternalError")])
def test_a_write_whose_answer_was_lost_is_no_conflict(
    far_s3: S3Store, s3_proxy: Proxy, before: bytes | None, fault: Fault
) -> None:
    expect = ABSENT if before is None else far_s3.write(KEY, before)
    s3_proxy.faults = [fault]
    version = far_s3.write(KEY, b"one", expect=expect)
    item = far_s3.read(KEY)
    assert item is not None
    assert (item.body, item.version) == (b"one", version)


def test_a_lost_answer_hides_no_real_conflict(far_s3: S3Store, s3_proxy: Proxy) -> None:
    stale = far_s3.write(KEY, b"zero")
    far_s3.write(KEY, b"another's")
    for expect in (ABSENT, stale):
        s3_proxy.faults = [LOST_ANSWER]
        with pytest.raises(WriteConflict):
            far_s3.write(KEY, b"one", expect=expect)
    item = far_s3.read(KEY)
    assert item is not None
    assert item.body == b"another's"


def test_another_writer_of_the_same_bytes_is_a_conflict_after_a_lost_answer(
    far_s3: S3Store, s3_proxy: Proxy
) -> None:
    far_s3.write(KEY, b"one")
    s3_proxy.faults = [CUT]
    with pytest.raises(WriteConflict):
        far_s3.write(KEY, b"one", expect=ABSENT)


def test_a_write_over_what_was_deleted_is_a_conflict_also_after_a_lost_answer(
    far_s3: S3Store, s3_proxy: Proxy
) -> None:
    version = far_s3.write(KEY, b"one")
    far_s3.delete(KEY)
    s3_proxy.faults = [CUT]
    with pytest.raises(WriteConflict):
        far_s3.write(KEY, b"two", expect=version)


def test_a_delete_whose_answer_was_lost_is_done(far_s3: S3Store, s3_proxy: Proxy) -> None:
    version = far_s3.write(KEY, b"one")
    s3_proxy.faults = [LOST_ANSWER]
    far_s3.delete(KEY, expect=version)
    assert far_s3.read(KEY) is None


def test_a_condition_that_s3_left_undecided_is_asked_again(far_s3: S3Store, s3_proxy: Proxy) -> None:
    s3_proxy.faults = [UNDECIDED, UNDECIDED]
    version = far_s3.write(KEY, b"one", expect=ABSENT)
    s3_proxy.faults = [UNDECIDED]
    far_s3.delete(KEY, expect=version)
    assert far_s3.read(KEY) is None


def test_an_undecided_condition_that_was_our_own_lost_write_is_no_conflict(
    far_s3: S3Store, s3_proxy: Proxy
) -> None:
    s3_proxy.faults = [LOST_ANSWER, UNDECIDED]
    version = far_s3.write(KEY, b"one", expect=ABSENT)
    s3_proxy.faults = [Fault(reaches=True, status=409, code="ConditionalRequestConflict")]
    far_s3.write(KEY, b"two", expect=version)


def test_a_condition_that_stays_undecided_is_not_said_to_be_a_conflict(
    far_s3: S3Store, s3_proxy: Proxy
) -> None:
    version = far_s3.write(KEY, b"one")
    s3_proxy.faults = [UNDECIDED] * 3
    with pytest.raises(StoreUnavailable):
        far_s3.write(KEY, b"two", expect=version)
    s3_proxy.faults = [UNDECIDED] * 3
    with pytest.raises(StoreUnavailable):
        far_s3.delete(KEY, expect=version)
    item = far_s3.read(KEY)
    assert item is not None
    assert item.version == version


def test_a_write_that_landed_is_known_however_long_s3_is_undecided(far_s3: S3Store, s3_proxy: Proxy) -> None:
    s3_proxy.faults = [LOST_ANSWER, UNDECIDED, UNDECIDED, UNDECIDED]
    version = far_s3.write(KEY, b"one", expect=ABSENT)
    item = far_s3.read(KEY)
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
    far_s3: S3Store, s3_proxy: Proxy, outage: Fault, call: Callable[[Store], object]
) -> None:
    far_s3.write(KEY, b"one")
    s3_proxy.faults = [outage, outage]
    call(far_s3)
    assert not s3_proxy.faults


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("outage", OUTAGES.values(), ids=OUTAGES)
def test_a_long_outage_is_unavailable_and_never_empty(
    far_s3: S3Store, s3_proxy: Proxy, outage: Fault, call: Callable[[Store], object]
) -> None:
    far_s3.write(KEY, b"one")
    s3_proxy.faults = [outage] * 3
    with pytest.raises(StoreUnavailable) as raised:
        call(far_s3)
    assert not s3_proxy.faults
    assert raised.value.retry_after


@pytest.mark.parametrize("code", ["AccessDenied", "NoSuchBucket", "InvalidAccessKeyId", "NoSuchUpload"])
@pytest.mark.parametrize("status", [403, 404])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_refusal_is_never_taken_for_an_absent_key(
    far_s3: S3Store, s3_proxy: Proxy, call: Callable[[Store], object], code: str, status: int
) -> None:
    s3_proxy.faults = [Fault(status=status, code=code)]
    with pytest.raises(StoreUnavailable):
        call(far_s3)


@pytest.mark.parametrize("status", [403, 404])
def test_a_refusal_without_a_reason_is_not_taken_for_one_either(
    far_s3: S3Store, s3_proxy: Proxy, status: int
) -> None:
    s3_proxy.faults = [Fault(status=status)]
    with pytest.raises(StoreUnavailable):
        far_s3.read(KEY)


def test_an_answer_that_breaks_off_is_asked_for_again(far_s3: S3Store, s3_proxy: Proxy) -> None:
    far_s3.write(KEY, b"x" * 100_000)
    s3_proxy.faults = [Fault(body_bytes=50_000)] * 2
    item = far_s3.read(KEY)
    assert item is not None
    assert len(item.body) == 100_000


@pytest.mark.parametrize("call", ["read", "list", "folders"])
def test_an_answer_that_always_breaks_off_is_unavailable_and_not_shorter(
    far_s3: S3Store, s3_proxy: Proxy, call: str
) -> None:
    far_s3.write(KEY, b"x" * 1000)
    s3_proxy.faults = [Fault(body_bytes=100)] * 9
    with pytest.raises(StoreUnavailable):
        CALLS[call](far_s3)


def test_an_answer_that_never_comes_is_given_up(s3: S3Store, s3_proxy: Proxy) -> None:
    impatient = Config(read_timeout=0.05, retries={"mode": "standard", "total_max_attempts": 2})
    store = S3Store(boto3.client("s3", endpoint_url=s3_proxy.endpoint, config=impatient), s3.bucket)
    s3_proxy.faults = [HELD, HELD]
    with pytest.raises(StoreUnavailable):
        store.read(KEY)
    assert s3_proxy.requests == ["GET", "GET"]
    store.close()


def test_the_assistants_client_is_patient_for_no_longer_than_a_lease() -> None:
    config: Any = s3_client(Settings()).meta.config
    attempts = config.retries["total_max_attempts"]
    assert attempts * config.read_timeout <= Settings().turn_lease_seconds
    assert config.max_pool_connections == CONNECTIONS >= 64


def test_a_pool_of_connections_serves_many_threads_at_once(
    far_s3: S3Store, s3_proxy: Proxy, caplog: pytest.LogCaptureFixture
) -> None:
    with ThreadPoolExecutor(32) as pool:
        list(pool.map(lambda number: far_s3.write(f"processed/{number}", b"{}"), range(64)))
    assert s3_proxy.connections <= 32
    assert "pool is full" not in caplog.text
