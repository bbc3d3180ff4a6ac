"""What every store promises to many who use it at once, and when it fails; what one lacks it declares."""

from collections.abc import Callable
from contextlib import closing

import pytest

from agents.errors import SettingsError, StoreUnavailable
from agents.sessions.store import ABSENT, Store
from tests.sessions import other_process
from tests.sessions.backends import BACKENDS, LASTING, PASSING, SHARED, UNSHARED, Backend
from tests.sessions.contract import KEY, STALE, at_once, attempt, body_at


@pytest.mark.parametrize("round_", range(3))
@pytest.mark.parametrize("over", ["nothing", "a version"])
def test_of_many_threads_that_write_on_one_condition_exactly_one_wins(
    kept: Store, over: str, round_: int
) -> None:
    expect = ABSENT if over == "nothing" else kept.write(KEY, b"before")
    results = at_once(lambda number: attempt(lambda: kept.write(KEY, str(number).encode(), expect=expect)))
    assert results.count("conflict") == len(results) - 1
    winner = next(number for number, result in enumerate(results) if result != "conflict")
    item = kept.read(KEY)
    assert item is not None
    assert (item.body, item.version) == (str(winner).encode(), results[winner])


def test_of_many_threads_that_delete_one_version_none_deletes_what_came_after(kept: Store) -> None:
    version = kept.write(KEY, b"before")
    new = kept.write(KEY, b"after")
    assert set(at_once(lambda _: attempt(lambda: kept.delete(KEY, expect=version)))) == {"conflict"}
    item = kept.read(KEY)
    assert item is not None
    assert item.version == new


def test_who_writes_and_deletes_without_a_condition_never_meets_a_conflict(kept: Store) -> None:
    def come_and_go(number: int) -> None:
        for _ in range(10):
            kept.write(KEY, str(number).encode())
            kept.delete(KEY)

    at_once(come_and_go, threads=4)
    assert kept.read(KEY) is None


def test_a_reader_meets_the_old_value_or_the_new_one_whole(kept: Store) -> None:
    bodies = {bytes([letter]) * 100_000 for letter in b"abc"}
    kept.write(KEY, b"a" * 100_000)

    def use(number: int) -> set[bytes]:
        if number % 2:
            for body in bodies:
                kept.write(KEY, body)
            return set()
        return {body_at(kept) for _ in range(5)}

    assert set().union(*at_once(use, threads=4)) <= bodies


def test_neighbours_come_and_go_without_disturbing_each_other(kept: Store) -> None:
    """Their folder may be dropped, empty, by one while another writes into it."""

    def come_and_go(number: int) -> None:
        for _ in range(20):
            key = f"processed/A_medical_notes/session_{number}/x.json"
            version = kept.write(key, b"{}", expect=ABSENT)
            kept.delete(key, expect=version)

    at_once(come_and_go, threads=4)
    assert not list(kept.list("processed/"))


@pytest.mark.parametrize("backend", SHARED, indirect=True)
def test_two_processes_that_count_together_lose_nothing(backend: Backend) -> None:
    counting = (other_process.count_up, (backend.open, KEY, 15))
    assert other_process.run(counting, counting) == [0, 0]
    with closing(backend.open()) as store:
        assert body_at(store) == b"30"


@pytest.mark.parametrize("backend", LASTING, indirect=True)
def test_a_write_that_returned_outlives_the_kill_of_its_process(backend: Backend) -> None:
    assert other_process.run((other_process.write_and_die, (backend.open, KEY, b"kept"))) == [-9]
    with closing(backend.open()) as store:
        assert body_at(store) == b"kept"


@pytest.mark.parametrize("backend", PASSING, indirect=True)
def test_a_store_that_is_not_durable_says_so_and_its_notes_end_with_it(backend: Backend) -> None:
    one, other = backend.open(), backend.open()
    one.write(KEY, b"one", expect=ABSENT)
    assert not one.durable
    assert other.read(KEY) is None
    other.write(KEY, b"two", expect=ABSENT)  # both have won


@pytest.mark.parametrize("backend", BACKENDS, indirect=True)
def test_a_store_says_whether_it_is_shared(backend: Backend, request: pytest.FixtureRequest) -> None:
    """What those that are not cannot do is shown where each of them is tested."""
    with closing(backend.open()) as store:
        assert store.shared is (request.node.callspec.params["backend"] in SHARED)


CALLS: dict[str, Callable[[Store], object]] = {
    "read": lambda store: store.read(KEY),
    "write": lambda store: store.write(KEY, b"{}"),
    "write if absent": lambda store: store.write(KEY, b"{}", expect=ABSENT),
    "write over": lambda store: store.write(KEY, b"{}", expect=STALE),
    "delete": lambda store: store.delete(KEY),
    "delete version": lambda store: store.delete(KEY, expect=STALE),
    "list": lambda store: list(store.list("processed/")),
    "list all": lambda store: list(store.list("")),
    "folders": lambda store: list(store.folders("processed/")),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("backend", LASTING, indirect=True)
def test_a_broken_store_is_unavailable_and_never_empty(
    backend: Backend, call: Callable[[Store], object]
) -> None:
    assert backend.broken is not None
    store = backend.broken()
    with pytest.raises(StoreUnavailable):
        call(store)
    store.close()


@pytest.mark.parametrize("backend", LASTING, indirect=True)
def test_a_broken_store_is_found_at_start_with_advice(backend: Backend) -> None:
    assert backend.broken is not None
    store = backend.broken()
    with pytest.raises(SettingsError) as raised:
        store.check()
    assert len(raised.value.problems) == 1
    assert raised.value.problems[0].startswith(("SESSION_STORE: ", "SESSION_BUCKET: "))
    assert raised.value.__suppress_context__
    store.close()


def test_every_store_is_under_this_contract() -> None:
    assert {*SHARED, *UNSHARED} == set(BACKENDS)
