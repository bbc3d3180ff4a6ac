"""What files add: crashes between two steps, folders that cannot be used, names that are not keys."""

import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agents.errors import SettingsError, StoreUnavailable
from agents.sessions.file import FileStore
from agents.sessions.store import ABSENT, Store
from tests.sessions import other_process

KEY = "processed/A_medical_notes/session_1/session.json"
FOLDER = Path(KEY).parent


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    store = FileStore(tmp_path / "data")
    store.check()
    return store


def overwrite_and_die_before_the_rename(root: Path) -> None:
    os.replace = lambda *_: os.kill(os.getpid(), 9)
    FileStore(root).write(KEY, b"new")


def lock_and_die(root: Path) -> None:
    with FileStore(root)._locked(KEY):
        os.kill(os.getpid(), 9)


def test_keys_are_files_that_any_editor_opens(store: FileStore) -> None:
    store.write(KEY, b"{}")
    assert (store.root / KEY).read_bytes() == b"{}"


def test_a_new_folder_holds_nothing_that_is_listed(store: FileStore) -> None:
    assert not list(store.list(""))
    assert not list(store.folders(""))
    store.write(KEY, b"{}")
    assert list(store.list("")) == [KEY]
    assert list(store.folders("")) == ["processed/"]


@pytest.mark.parametrize("before", [None, b"old"])
def test_a_crash_before_the_rename_leaves_the_old_value_and_nothing_that_is_listed(
    store: FileStore, before: bytes | None
) -> None:
    if before:
        store.write(KEY, before)
    assert other_process.run((overwrite_and_die_before_the_rename, (store.root,))) == [-9]
    leftovers = [path.read_bytes() for path in (store.root / FOLDER).iterdir() if path.name.startswith(".")]
    assert leftovers == [b"new"]
    after = store.read(KEY)
    assert (after.body if after else None) == before
    assert list(store.list("processed/")) == ([KEY] if before else [])
    assert list(store.folders("processed/")) == (["processed/A_medical_notes/"] if before else [])


def test_what_a_crash_left_goes_with_the_next_write_or_delete(store: FileStore) -> None:
    for finish in (lambda: store.write(KEY, b"next"), lambda: store.delete(KEY)):
        other_process.run((overwrite_and_die_before_the_rename, (store.root,)))
        finish()
        assert not list((store.root / FOLDER).glob(".*"))
    assert not (store.root / "processed").exists()


def test_a_lock_ends_with_its_process(store: FileStore) -> None:
    assert other_process.run((lock_and_die, (store.root,))) == [-9]
    store.write(KEY, b"{}", expect=ABSENT)


@pytest.mark.parametrize("full_disk", ["write", "sync"])
def test_a_write_that_fails_half_way_leaves_the_old_value_and_no_leftover(
    store: FileStore, monkeypatch: pytest.MonkeyPatch, full_disk: str
) -> None:
    version = store.write(KEY, b"old")

    def fail(*_: Any) -> None:
        raise OSError(28, "no space left")

    if full_disk == "sync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(os, "fdopen", fail)
    with pytest.raises(StoreUnavailable):
        store.write(KEY, b"new", expect=version)
    monkeypatch.undo()
    assert os.listdir(store.root / FOLDER) == ["session.json"]
    store.write(KEY, b"new", expect=version)


def test_a_value_and_every_new_folder_above_it_are_synced_before_a_write_returns(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = record_syncs(monkeypatch)
    store.write(KEY, b"{}")
    way_up = [store.root / FOLDER, *(store.root / FOLDER).parents]
    way_up = way_up[: way_up.index(store.root) + 1]
    assert synced == [path.stat().st_ino for path in (store.root / KEY, *way_up)]
    synced.clear()
    store.write(KEY, b"[]")
    assert synced == [path.stat().st_ino for path in (store.root / KEY, store.root / FOLDER)]


def test_a_folder_that_another_process_made_is_synced_too(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other may not have come to its own sync when this write returns."""
    (store.root / FOLDER).mkdir(parents=True)
    synced = record_syncs(monkeypatch)
    store.write(KEY, b"{}")
    assert store.root.stat().st_ino in synced


def test_a_delete_is_synced_before_it_returns(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write(KEY, b"{}")
    folder = (store.root / FOLDER).stat().st_ino
    synced = record_syncs(monkeypatch)
    store.delete(KEY)
    assert synced == [folder]


def record_syncs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The inodes of the files and folders that are synced from now on, in order; a rename keeps them."""
    synced: list[int] = []
    fsync = os.fsync

    def record(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", record)
    return synced


def test_a_folder_that_is_dropped_under_a_write_is_made_again(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    mkdir = Path.mkdir
    dropped: list[Path] = []

    def make_and_lose(path: Path, *args: Any, **kwargs: Any) -> None:
        mkdir(path, *args, **kwargs)
        if len(dropped) < 3:
            dropped.append(path)
            path.rmdir()

    monkeypatch.setattr(Path, "mkdir", make_and_lose)
    store.write(KEY, b"{}")
    assert len(dropped) == 3
    assert store.read(KEY)


@pytest.mark.parametrize(
    "ruin",
    [
        lambda root: root.rename(root.with_name("elsewhere")),
        lambda root: (root.rename(root.with_name("elsewhere")), root.mkdir()),  # a mount point, unmounted
        lambda root: (root.rename(root.with_name("elsewhere")), root.write_text("")),
    ],
)
def test_a_folder_that_went_away_is_unavailable_and_never_empty_or_made_anew(
    store: FileStore, ruin: Callable[[Path], object]
) -> None:
    store.write(KEY, b"one")
    ruin(store.root)
    calls: list[Callable[[], object]] = [
        lambda: store.read(KEY),
        lambda: store.write(KEY, b"two"),
        lambda: store.delete(KEY),
        lambda: list(store.list("processed/")),
        lambda: list(store.folders("processed/")),
    ]
    for call in calls:
        with pytest.raises(StoreUnavailable):
            call()
    assert not (store.root / "processed").exists()


@pytest.mark.parametrize("place", ["file", "below a file"])
def test_a_folder_that_cannot_be_written_is_found_at_start_with_advice(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    root = tmp_path / "file" if place == "file" else tmp_path / "file" / "data"
    with pytest.raises(SettingsError, match=r"SESSION_STORE: cannot write in the folder .*make it writable"):
        FileStore(root).check()


def test_a_value_that_cannot_be_read_is_unavailable(store: FileStore) -> None:
    (store.root / KEY).mkdir(parents=True)
    with pytest.raises(StoreUnavailable):
        store.read(KEY)


def test_a_link_that_leads_nowhere_is_unavailable_and_not_absent(store: FileStore) -> None:
    store.write("processed/A_lab/data.json", b"{}")
    (store.root / "processed/A_lab/lost.json").symlink_to(store.root / "nowhere")
    with pytest.raises(StoreUnavailable):
        store.read("processed/A_lab/lost.json")
    assert list(store.list("processed/")) == ["processed/A_lab/data.json", "processed/A_lab/lost.json"]


def test_a_linked_folder_is_listed_and_read_as_one_of_its_own(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "data.json").write_text("{}")
    (store.root / "processed").mkdir()
    (store.root / "processed" / "A_lab").symlink_to(tmp_path / "scans")
    assert list(store.folders("processed/A_")) == ["processed/A_lab/"]
    assert list(store.list("processed/")) == ["processed/A_lab/data.json"]
    assert store.read("processed/A_lab/data.json")


def test_a_link_to_the_folder_above_it_is_an_error_and_no_endless_list(store: FileStore) -> None:
    store.write("processed/A_lab/data.json", b"{}")
    (store.root / "processed/A_lab/again").symlink_to(store.root / "processed/A_lab")
    with pytest.raises(StoreUnavailable):
        list(store.list("processed/"))


def test_a_linked_root_is_the_folder_it_leads_to(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(store.root)
    linked: Store = FileStore(tmp_path / "link")
    linked.check()
    linked.write(KEY, b"{}")
    assert list(store.list("")) == list(linked.list("")) == [KEY]


def test_folders_without_files_are_not_listed(store: FileStore) -> None:
    (store.root / "processed/A_lab/empty").mkdir(parents=True)
    assert not list(store.folders("processed/"))


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../x", "a/../b", "/etc/passwd", "a//b", "a/", "a\\b", "a\0b", ".locks/00", "a/.b"],
)
def test_what_is_no_key_is_refused(store: FileStore, name: str) -> None:
    for call in (store.read, store.delete):
        with pytest.raises(ValueError, match="not a key"):
            call(name)
    with pytest.raises(ValueError, match="not a key"):
        store.write(name, b"{}")


def test_only_a_name_that_is_too_long_is_cut(store: FileStore) -> None:
    """A folder of document processing may end in the same sign."""
    store.write("processed/A_lab~/data.json", b"{}")
    store.write(f"processed/{'b' * 239}~/data.json", b"{}")
    assert list(store.list("processed/")) == [
        "processed/A_lab~/data.json",
        f"processed/{'b' * 239}~/data.json",
    ]
    assert list(store.folders("processed/A")) == ["processed/A_lab~/"]


def test_notes_can_be_read_by_their_owner_only(store: FileStore) -> None:
    store.write(KEY, b"{}")
    assert (store.root / KEY).stat().st_mode & 0o077 == 0
    assert store.root.stat().st_mode & 0o077 == 0


def test_a_file_system_that_ignores_case_is_said_in_the_log(
    store: FileStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    store.check()
    assert "ignores case" not in caplog.text
    (store.root / ".PROBE").touch()  # as if the probe's name were this one
    store.check()
    assert "ignores case" in caplog.text


def test_writers_of_other_keys_need_not_wait(store: FileStore) -> None:
    with store._locked(KEY):
        other = threading.Thread(target=store.write, args=(f"{KEY}x", b"{}"))
        other.start()
        other.join(30)
        assert not other.is_alive()
