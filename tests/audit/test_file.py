"""A trail in a file: durable, append only, one chain over all the processes that write it."""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from agents.audit import file as audit_file
from agents.audit.chain import Sealer
from agents.audit.file import FileTrail, UnderAnotherKey, head_of, verify_file
from tests.audit.conftest import SECRET


def _write(path: Path, entries: int, together: Barrier) -> None:
    together.wait(60)
    for _ in range(entries):
        FileTrail(path, Sealer(SECRET)).append({"act": "turn"})


def test_several_processes_write_one_chain(tmp_path: Path, sealer: Sealer) -> None:
    path = tmp_path / "trail.jsonl"
    spawn = multiprocessing.get_context("spawn")
    together = spawn.Barrier(3)
    writers = [spawn.Process(target=_write, args=(path, 50, together)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    report = verify_file(path, sealer)
    assert (report.problem, report.entries) == (None, 150)


def test_after_a_write_that_a_crash_cut_off_the_chain_goes_on(
    trail: Callable[[int], Path], sealer: Sealer
) -> None:
    path = trail(3)
    with path.open("ab") as file:
        file.write(b'{"n":4,"key":"')
    assert verify_file(path, sealer).problem is None
    FileTrail(path, sealer).append({"act": "end"})
    report = verify_file(path, sealer)
    assert (report.problem, report.entries) == (None, 4)
    assert "line 4 is not an entry" in report.notes[0]


def test_after_a_first_write_that_a_crash_cut_off_the_chain_begins(tmp_path: Path, sealer: Sealer) -> None:
    path = tmp_path / "trail.jsonl"
    path.write_bytes(b'{"n":1,"key":"')
    FileTrail(path, sealer).append({"act": "turn"})
    report = verify_file(path, sealer)
    assert (report.problem, report.entries) == (None, 1)


def test_no_second_chain_begins_where_the_end_of_the_first_cannot_be_found(
    trail: Callable[[int], Path], sealer: Sealer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_file, "_TAIL", 1000)
    path = trail(9)
    assert verify_file(path, sealer).entries == 9
    with path.open("ab") as file:
        file.write(b"x" * 1000)
    before = path.read_bytes()
    with pytest.raises(ValueError, match="no entry"):
        FileTrail(path, sealer).append({"act": "turn"})
    assert path.read_bytes() == before


def test_its_folders_are_made(tmp_path: Path, sealer: Sealer) -> None:
    FileTrail(tmp_path / "data" / "audit" / "trail.jsonl", sealer).check()


def test_a_write_that_fails_leaves_nothing_of_the_entry(
    trail: Callable[[int], Path], sealer: Sealer, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = trail(2)
    before = path.read_bytes()

    def full(file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        FileTrail(path, sealer).append({"act": "turn"})
    assert path.read_bytes() == before


def test_an_entry_of_which_a_part_was_written_is_taken_back(
    trail: Callable[[int], Path], sealer: Sealer, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, write = trail(2), os.write
    before = path.read_bytes()
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:40]))
    with pytest.raises(OSError, match="in part"):
        FileTrail(path, sealer).append({"act": "turn"})
    assert path.read_bytes() == before


def test_an_entry_and_its_file_are_synced_before_it_counts(
    tmp_path: Path, sealer: Sealer, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def noted(file: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{file}") if Path("/proc").exists() else "?")
        fsync(file)

    monkeypatch.setattr(os, "fsync", noted)
    path = tmp_path / "trail.jsonl"
    FileTrail(path, sealer).append({"act": "turn"})
    assert len(synced) == 2, "the new file's folder, and the file"
    FileTrail(path, sealer).append({"act": "turn"})
    assert len(synced) == 3, "the folder once"


def test_a_trail_is_for_its_owner_only(trail: Callable[[int], Path]) -> None:
    path = trail(1)
    assert [each.stat().st_mode & 0o077 for each in (path, head_of(path))] == [0, 0]


def test_two_keys_never_meet_in_one_chain(trail: Callable[[int], Path]) -> None:
    path = trail(1)
    with pytest.raises(UnderAnotherKey):
        FileTrail(path, Sealer(None)).check()
    with pytest.raises(UnderAnotherKey):
        FileTrail(path, Sealer(b"another key of thirty-two bytes!")).append({"act": "turn"})
