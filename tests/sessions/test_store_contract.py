"""What every store promises, on all of them. What one cannot promise it declares, and a test shows it."""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TypeVar

import pytest

from agents.errors import SettingsError, StoreUnavailable
from agents.sessions.store import ABSENT, Store, WriteConflict
from tests.sessions import other_process
from tests.sessions.backends import BACKENDS, SHARED, UNSHARED, Backend

Result = TypeVar("Result")

KEY = "processed/A_medical_notes/session_1/session.json"
STALE = "0" * 64
FOLDERS = [
    "processed/Juan_Perez_123_lab/",
    "processed/Juan_Perez_123_medical_notes/",
    "processed/Juan_Perez_análisis/",
    "processed/Juan_Perez_medical_notes/",
    "processed/Juan_Perezoso_lab/",
    "processed/juan_perez_lab/",
]


def test_what_was_written_is_read_with_its_version(kept: Store) -> None:
    version = kept.write(KEY, b"one")
    item = kept.read(KEY)
    assert item is not None
    assert (item.body, item.version) == (b"one", version)
    assert version != ABSENT


def test_nothing_is_read_where_nothing_stands(kept: Store) -> None:
    kept.write(KEY, b"one")
    for absent in ("processed/B/session.json", KEY + "x", KEY[:-1], "processed/A_medical_notes/x"):
        assert kept.read(absent) is None


@pytest.mark.parametrize(
    "body", [b"", b"\x00\xff\r\n\x00", "ñandú 🩺".encode(), os.urandom(1_000_000)], ids=len
)
def test_any_bytes_come_back_as_they_were(kept: Store, body: bytes) -> None:
    kept.write(KEY, b"something longer or shorter")
    kept.write(KEY, body)
    item = kept.read(KEY)
    assert item is not None
    assert item.body == body


def test_a_write_without_a_condition_always_writes(kept: Store) -> None:
    for body in (b"one", b"two"):
        kept.write(KEY, body)
        assert body_at(kept) == body


def test_a_version_changes_with_every_write_of_other_bytes(kept: Store) -> None:
    versions = [kept.write(KEY, body) for body in (b"one", b"two", b"three")]
    assert len(set(versions)) == 3


def test_a_first_write_succeeds_once(kept: Store) -> None:
    kept.write(KEY, b"one", expect=ABSENT)
    with pytest.raises(WriteConflict):
        kept.write(KEY, b"two", expect=ABSENT)
    with pytest.raises(WriteConflict):
        kept.write(KEY, b"one", expect=ABSENT)
    assert body_at(kept) == b"one"


def test_an_empty_value_is_not_an_absent_one(kept: Store) -> None:
    kept.write(KEY, b"")
    with pytest.raises(WriteConflict):
        kept.write(KEY, b"two", expect=ABSENT)
    assert list(kept.list("processed/")) == [KEY]


def test_a_write_over_the_version_that_stands_succeeds(kept: Store) -> None:
    version = kept.write(KEY, b"one", expect=ABSENT)
    version = kept.write(KEY, b"two", expect=version)
    kept.write(KEY, b"three", expect=version)
    assert body_at(kept) == b"three"


def test_a_write_over_a_stale_version_changes_nothing(kept: Store) -> None:
    stale = kept.write(KEY, b"one")
    version = kept.write(KEY, b"two", expect=stale)
    for wrong in (stale, STALE):
        with pytest.raises(WriteConflict):
            kept.write(KEY, b"three", expect=wrong)
    assert body_at(kept) == b"two"
    kept.write(KEY, b"three", expect=version)


@pytest.mark.parametrize("was_there", [True, False])
def test_a_write_over_a_version_where_nothing_stands_writes_nothing(kept: Store, was_there: bool) -> None:
    version = STALE
    if was_there:
        version = kept.write(KEY, b"one")
        kept.delete(KEY)
    with pytest.raises(WriteConflict):
        kept.write(KEY, b"two", expect=version)
    assert kept.read(KEY) is None


def test_what_was_deleted_is_gone_and_may_be_written_anew(kept: Store) -> None:
    kept.write(KEY, b"one")
    kept.delete(KEY)
    assert kept.read(KEY) is None
    assert not list(kept.list("processed/"))
    assert not list(kept.folders("processed/"))
    kept.write(KEY, b"two", expect=ABSENT)
    assert body_at(kept) == b"two"


@pytest.mark.parametrize("expect", [None, ABSENT, STALE])
def test_deleting_what_is_not_there_does_nothing(kept: Store, expect: str | None) -> None:
    kept.delete(KEY, expect=expect)
    assert kept.read(KEY) is None


def test_a_delete_of_another_version_changes_nothing(kept: Store) -> None:
    stale = kept.write(KEY, b"one")
    version = kept.write(KEY, b"two")
    for wrong in (stale, STALE, ABSENT):
        with pytest.raises(WriteConflict):
            kept.delete(KEY, expect=wrong)
    assert body_at(kept) == b"two"
    kept.delete(KEY, expect=version)
    assert kept.read(KEY) is None


def test_keys_are_listed_in_lexical_order_by_what_they_start_with(kept: Store) -> None:
    keys = [f"{folder}{name}" for folder in FOLDERS for name in ("a/b.json", "a.json", "a0.json")]
    for key in keys:
        kept.write(key, b"{}")
    kept.write("registry/sessions/1.json", b"{}")
    for prefix in (
        "",
        "processed/",
        *FOLDERS,
        "processed/Juan_Perez_",
        "processed/Juan_Perez_123_lab/a",
        "x",
    ):
        listed = [key for key in kept.list(prefix) if key != "registry/probe"]
        assert listed == sorted(
            key for key in [*keys, "registry/sessions/1.json"] if key.startswith(prefix)
        ), prefix


@pytest.mark.parametrize("odd", ["*", "?", "[a]", "%", "_", "^", "+", "'", '"', " ", "\x7f", "ñ", "🩺"])
def test_no_letter_of_a_prefix_means_anything_but_itself(kept: Store, odd: str) -> None:
    for key in (f"p{odd}q/1", "pxq/1", "paq/1", "pq/1"):
        kept.write(key, b"{}")
    assert list(kept.list(f"p{odd}")) == [f"p{odd}q/1"]
    assert list(kept.folders(f"p{odd}")) == [f"p{odd}q/"]


def test_folders_are_listed_without_what_is_in_them(kept: Store) -> None:
    for folder in FOLDERS:
        for name in ("session_1/session.json", "session_1/agent.json", "session_2/session.json", "z.json"):
            kept.write(folder + name, b"{}")
    kept.write("processed/Juan_Perez_file.json", b"{}")
    assert list(kept.folders("processed/")) == FOLDERS
    assert list(kept.folders("processed/Juan_Perez_")) == FOLDERS[:4]
    assert list(kept.folders("processed/Juan_Perez_123_")) == FOLDERS[:2]
    assert list(kept.folders(FOLDERS[0])) == [f"{FOLDERS[0]}session_1/", f"{FOLDERS[0]}session_2/"]
    assert [folder for folder in kept.folders("") if folder != "registry/"] == ["processed/"]
    for none in ("processed", "processed/Maria_", "processed/Juan_Perez_file.json", "nowhere/"):
        assert list(kept.folders(none)) == (["processed/"] if none == "processed" else [])


def test_ids_of_any_allowed_length_are_keys_of_their_own(kept: Store) -> None:
    ids = ["s" * length for length in (1, 239, 240, 241, 242, 255, 256)]
    keys = [f"processed/{name}_medical_notes/session_{name}/session.json" for name in ids]
    for number, key in enumerate(keys):
        kept.write(key, str(number).encode(), expect=ABSENT)
    assert [body_at(kept, key) for key in keys] == [str(number).encode() for number in range(len(keys))]
    assert list(kept.list("processed/")) == sorted(keys)
    assert list(kept.list(keys[-1][:300])) == [keys[-1]]
    assert list(kept.folders("processed/")) == sorted(f"processed/{name}_medical_notes/" for name in ids)
    assert list(kept.folders(f"processed/{ids[-1]}")) == [f"processed/{ids[-1]}_medical_notes/"]
    for key in keys:
        kept.delete(key)
    assert not list(kept.list("processed/"))


def test_more_keys_and_folders_than_fit_one_answer_are_all_listed(kept: Store) -> None:
    keys = [f"processed/A_{number:03}/x.json" for number in range(250)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda key: kept.write(key, b"{}"), keys))
    assert list(kept.list("processed/")) == keys
    assert list(kept.folders("processed/")) == [key.removesuffix("x.json") for key in keys]


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


@pytest.mark.parametrize("backend", SHARED, indirect=True)
def test_a_write_that_returned_outlives_the_kill_of_its_process(backend: Backend) -> None:
    assert other_process.run((other_process.write_and_die, (backend.open, KEY, b"kept"))) == [-9]
    with closing(backend.open()) as store:
        assert body_at(store) == b"kept"


@pytest.mark.parametrize("backend", UNSHARED, indirect=True)
def test_a_store_that_is_not_shared_says_so_and_its_notes_end_with_it(backend: Backend) -> None:
    one, other = backend.open(), backend.open()
    one.write(KEY, b"one", expect=ABSENT)
    assert (one.shared, one.durable) == (False, False)
    assert other.read(KEY) is None
    other.write(KEY, b"two", expect=ABSENT)  # both have won


@pytest.mark.parametrize("backend", SHARED, indirect=True)
def test_a_shared_store_says_so(backend: Backend) -> None:
    with closing(backend.open()) as store:
        assert store.shared


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
@pytest.mark.parametrize("backend", SHARED, indirect=True)
def test_a_broken_store_is_unavailable_and_never_empty(
    backend: Backend, call: Callable[[Store], object]
) -> None:
    assert backend.broken is not None
    store = backend.broken()
    with pytest.raises(StoreUnavailable):
        call(store)
    store.close()


@pytest.mark.parametrize("backend", SHARED, indirect=True)
def test_a_broken_store_is_found_at_start_with_advice(backend: Backend) -> None:
    assert backend.broken is not None
    store = backend.broken()
    with pytest.raises(SettingsError) as raised:
        store.check()
    assert len(raised.value.problems) == 1
    assert raised.value.problems[0].startswith(("SESSION_STORE: ", "SESSION_BUCKET: "))
    assert raised.value.__suppress_context__
    store.close()


def test_a_check_may_be_made_often_and_leaves_no_notes(kept: Store) -> None:
    for _ in range(2):
        kept.check()
    assert set(kept.list("")) <= {"registry/probe"}
    assert not list(kept.list("processed/"))


def test_closing_twice_is_once(kept: Store) -> None:
    kept.close()
    kept.close()


def test_every_store_is_under_this_contract() -> None:
    assert {*SHARED, *UNSHARED} == set(BACKENDS)


def body_at(store: Store, key: str = KEY) -> bytes:
    item = store.read(key)
    assert item is not None
    return item.body


def attempt(call: Callable[[], object]) -> object:
    try:
        return call()
    except WriteConflict:
        return "conflict"


def at_once(call: Callable[[int], Result], threads: int = 12) -> list[Result]:
    """What each thread's call answered, all let go at one moment."""
    gate = threading.Barrier(threads)

    def wait_and_call(number: int) -> Result:
        gate.wait(30)
        return call(number)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads take turns in the middle of everything
    try:
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(wait_and_call, range(threads)))
    finally:
        sys.setswitchinterval(before)
