"""What every store promises to one who uses it alone: reading, conditions, lists."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from agents.sessions.store import ABSENT, Store, WriteConflict
from tests.sessions.contract import KEY, STALE, body_at

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
        "processed/Juan_Perez_an",
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
    assert list(kept.folders("processed/Juan_Perez_an")) == [
        FOLDERS[2]
    ]  # it goes on with a letter past ASCII
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


def test_a_check_may_be_made_often_and_leaves_no_notes(kept: Store) -> None:
    for _ in range(2):
        kept.check()
    assert set(kept.list("")) <= {"registry/probe"}
    assert not list(kept.list("processed/"))


def test_closing_twice_is_once(kept: Store) -> None:
    kept.close()
    kept.close()
