"""`audit verify` names the first line that is wrong, and says what it cannot see (issue 5, "Shows" 4)."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from agents.audit.chain import Link, Sealer, link_of, parsed, verify
from agents.audit.file import FileTrail, head_of, verify_file
from tests.audit.conftest import SECRET

Written = Callable[[int], Path]
Change = Callable[[list[bytes]], list[bytes]]


def test_a_whole_trail_is_in_order(trail: Written, sealer: Sealer) -> None:
    report = verify_file(trail(8), sealer)
    assert (report.problem, report.entries, report.notes) == (None, 8, [])


def _altered(lines: list[bytes]) -> list[bytes]:
    return [*lines[:2], lines[2].replace(b"ses_2", b"ses_9"), *lines[3:]]


CHANGES: dict[str, tuple[Change, str]] = {
    "altered": (_altered, "line 3: altered"),
    "altered beyond reading": (lambda lines: [*lines[:2], b"{nonsense\n", *lines[3:]], "line 3: altered"),
    "two altered beyond reading": (
        lambda lines: [*lines[:2], b"{nonsense\n", b"{nonsense\n", *lines[4:]],
        "line 3: altered (entry 3 should stand there)",
    ),
    "missing, long after an interrupted write": (
        lambda lines: [*lines[:2], b'{"n":3,"key":"\n', *lines[2:5], *lines[6:]],
        "line 7: entry 6 is missing",
    ),
    "its seal altered": (lambda lines: [*lines[:2], lines[2][:-4] + b'x"}\n', *lines[3:]], "line 3: altered"),
    "missing": (lambda lines: lines[:2] + lines[3:], "line 3: entry 3 is missing"),
    "two missing": (lambda lines: lines[:2] + lines[4:], "line 3: entries 3 to 4 are missing"),
    "the first missing": (lambda lines: lines[1:], "line 1: entry 1 is missing"),
    "reordered": (
        lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]],
        "line 3: out of order (entry 4 where entry 3 belongs)",
    ),
    "repeated": (lambda lines: [*lines[:3], lines[2], *lines[3:]], "line 4: out of order or repeated"),
    "cut off": (lambda lines: lines[:5], "after line 5: the end is missing, entries 6 to 8"),
    "emptied": (lambda lines: [], "after line 0: the end is missing, entries 1 to 8"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_first_wrong_line_is_named(trail: Written, sealer: Sealer, change: str) -> None:
    path, (applied, said) = trail(8), CHANGES[change]
    path.write_bytes(b"".join(applied(path.read_bytes().splitlines(keepends=True))))
    assert (verify_file(path, sealer).problem or "").startswith(said)


def test_every_altered_byte_is_seen(trail: Written, sealer: Sealer) -> None:
    path = trail(3)
    whole = path.read_bytes()
    for at in range(0, len(whole), 5):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert verify_file(path, sealer).problem is not None, at


def test_a_chain_made_anew_without_the_key_is_seen(trail: Written, sealer: Sealer, tmp_path: Path) -> None:
    forged = tmp_path / "forged.jsonl"
    for _ in range(8):
        FileTrail(forged, Sealer(None)).append({"act": "turn"})
    assert "another key" in (verify_file(forged, sealer).problem or "")
    pretending = forged.read_bytes().replace(b"unkeyed", sealer.key_id.encode())
    forged.write_bytes(pretending)
    assert (verify_file(forged, sealer).problem or "").startswith("line 1: altered")


def test_an_unkeyed_chain_can_be_made_anew_by_anybody(tmp_path: Path) -> None:
    """What the docstring says of it: it shows damage, not forgery."""
    path = tmp_path / "trail.jsonl"
    FileTrail(path, Sealer(None)).append({"act": "turn", "caller": "forged"})
    assert verify_file(path, Sealer(None)).problem is None


def test_entries_of_another_trail_under_the_same_key_are_seen(sealer: Sealer, tmp_path: Path) -> None:
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    for path in (one, other):
        for number in range(4):
            FileTrail(path, sealer).append({"act": "turn", "session": f"ses_{path.stem}_{number}"})
    lines, others = (path.read_bytes().splitlines() for path in (one, other))
    report = verify([*lines[:2], *others[2:]], sealer)
    assert report.problem == "line 3: does not follow the line before it"


def test_an_older_head_hides_a_cut_but_an_anchor_does_not(trail: Written, sealer: Sealer) -> None:
    old = head_of(trail(3)).read_bytes()
    path = trail(5)
    report = verify_file(path, sealer)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:3]))
    head_of(path).write_bytes(old)
    assert verify_file(path, sealer).problem is None, "the honest limit of a head beside the trail"
    anchor = link_of(str(report.last))
    assert anchor is not None
    assert "the end is missing" in (verify_file(path, sealer, anchor).problem or "")
    later = verify_file(path, sealer, anchor, Link(5, "0" * 64)).problem or ""
    assert "entries 4 to 8" in later, "to the last that is remembered"


@pytest.mark.parametrize("left", [3, 0])
def test_an_end_that_was_cut_off_stays_missing_after_the_next_entry(
    trail: Written, sealer: Sealer, left: int
) -> None:
    path = trail(8)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:left]))
    for _ in range(2):
        FileTrail(path, sealer).append({"act": "turn"})
        said = f"line {left + 1}: entries {left + 1} to 8 are missing"
        assert (verify_file(path, sealer).problem or "").startswith(said)


def test_a_head_from_before_a_crash_holds_up_nothing(trail: Written, sealer: Sealer) -> None:
    path = trail(3)
    old = head_of(path).read_bytes()
    trail(1)
    head_of(path).write_bytes(old)
    FileTrail(path, sealer).append({"act": "turn"})
    report = verify_file(path, sealer)
    assert (report.problem, report.entries) == (None, 5)


def test_a_head_that_nobody_sealed_is_not_believed_and_a_missing_one_is_said(
    trail: Written, sealer: Sealer
) -> None:
    path = trail(3)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0])
    first = json.loads(lines[0])
    head_of(path).write_text(f"1:{first['seal']} {first['seal']}\n")
    assert "head: altered" in (verify_file(path, sealer).problem or "")
    head_of(path).unlink()
    report = verify_file(path, sealer)
    assert report.problem is None
    assert "no head file" in report.notes[0]


@pytest.mark.parametrize(
    "head", ["9" * 5000 + ":" + "0" * 64, "1:" + "é" * 64, "1:" + "0" * 64 + " é", "no text: \udcff"]
)
def test_a_head_that_nobody_made_is_told_and_never_raises(trail: Written, sealer: Sealer, head: str) -> None:
    path = trail(2)
    head_of(path).write_bytes(head.encode("utf-8", "surrogateescape"))
    assert "head: altered" in (verify_file(path, sealer).problem or "")
    FileTrail(path, sealer).append({"act": "turn"})
    assert verify_file(path, sealer).problem is None, "the next entry makes it anew"


def test_an_anchor_must_still_be_the_same_entry(trail: Written, sealer: Sealer) -> None:
    report = verify_file(trail(3), sealer, Link(2, "0" * 64))
    assert "not the entry 2 that is remembered" in (report.problem or "")


@pytest.mark.parametrize(
    "garbage",
    [
        *(b"\xff\xfe\n", b"{}\n", b'{"n":1}\n', b"[]\n", b"null\n", b'","seal":"\n'),
        b'{"n":1e999,"prev":"","key":"","seal":"' + b"0" * 64 + b'"}\n',
        b'{"n":2,"prev":"","key":"","seal":"' + b"\xc3\xa9" * 32 + b'"}\n',
        b'{"n":' + b"[" * 100_000 + b',"seal":"' + b"0" * 64 + b'"}\n',
    ],
    ids=lambda garbage: repr(garbage[:12]),
)
def test_what_is_no_entry_is_told_and_never_raises(trail: Written, sealer: Sealer, garbage: bytes) -> None:
    lines = trail(2).read_bytes().splitlines(keepends=True)
    report = verify([lines[0], garbage, lines[1]], sealer)
    assert report.problem is None
    assert report.entries == 2
    assert report.notes[0].startswith("line 2 is not an entry")


def test_a_long_trail_goes_on(sealer: Sealer) -> None:
    line, link = sealer.sealed({"act": "turn"}, Link(10**12, "0" * 64))
    found = parsed(line + b"\n")
    assert found is not None
    assert (found.link, found.link.number) == (link, 10**12 + 1)


def test_a_sealer_shows_its_key_to_nobody(sealer: Sealer) -> None:
    assert SECRET.decode() not in repr(sealer)
    assert not hasattr(sealer, "__dict__")
