"""Encryption at rest: what lies in the inner store, what is noticed, and how keys change."""

import base64
import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import ValidationError

from agents.bootstrap import build_assistant, build_store
from agents.config import Settings, load_settings
from agents.errors import NotesUnreadable, SettingsError
from agents.sessions.encryption import EncryptedStore, KeyRing
from agents.sessions.file import FileStore
from agents.sessions.memory import MemoryStore
from agents.sessions.store import Item, WriteConflict

KEY, OTHER = (
    "processed/A_medical_notes/session_1/session.json",
    "processed/B_medical_notes/session_1/session.json",
)
OLD, NEW = {"old": b"o" * 32}, {"new": b"n" * 32}
SECRET = b"Paciente con fiebre"


@pytest.fixture
def inner() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def stored(inner: MemoryStore) -> EncryptedStore:
    return EncryptedStore(inner, KeyRing(OLD))


def test_nothing_of_a_value_lies_in_the_inner_store(stored: EncryptedStore, inner: MemoryStore) -> None:
    stored.write(KEY, SECRET * 100)
    lying = raw(inner, KEY)
    assert SECRET[:8] not in lying
    assert not any(lying.count(lying[start : start + 16]) > 1 for start in range(0, len(lying) - 16, 16))


def test_the_same_value_never_looks_the_same(stored: EncryptedStore, inner: MemoryStore) -> None:
    looks = set()
    for key in (KEY, OTHER, KEY):
        stored.write(key, SECRET)
        looks.add(raw(inner, key))
    assert len(looks) == 3


def test_a_nonce_that_comes_twice_betrays_nothing_between_two_objects(
    stored: EncryptedStore, inner: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", bytes)
    for key in (KEY, OTHER):
        stored.write(key, SECRET)
    one, other = raw(inner, KEY), raw(inner, OTHER)
    nonces_end = len(one) - len(SECRET) - 16
    assert one[:nonces_end] == other[:nonces_end]
    assert one[nonces_end : nonces_end + 8] != other[nonces_end : nonces_end + 8]


def test_versions_are_those_of_the_inner_store(stored: EncryptedStore, inner: MemoryStore) -> None:
    version = stored.write(KEY, SECRET)
    item, standing = stored.read(KEY), inner.read(KEY)
    assert item is not None
    assert standing is not None
    assert version == item.version == standing.version


def test_another_objects_value_in_its_place_is_noticed(stored: EncryptedStore, inner: MemoryStore) -> None:
    stored.write(KEY, SECRET)
    stored.write(OTHER, b"{}")
    inner.write(OTHER, raw(inner, KEY))
    with pytest.raises(NotesUnreadable):
        stored.read(OTHER)


def test_any_changed_or_missing_byte_is_noticed(stored: EncryptedStore, inner: MemoryStore) -> None:
    stored.write(KEY, SECRET)
    whole = raw(inner, KEY)
    for place in range(len(whole)):
        for damaged in (whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :], whole[:place]):
            inner.write(KEY, damaged)
            with pytest.raises(NotesUnreadable):
                stored.read(KEY)


def test_a_value_under_another_key_of_the_same_name_is_unreadable(inner: MemoryStore) -> None:
    EncryptedStore(inner, KeyRing(OLD)).write(KEY, SECRET)
    for ring in (KeyRing({"old": b"x" * 32}), KeyRing(NEW)):
        with pytest.raises(NotesUnreadable):
            EncryptedStore(inner, ring).read(KEY)


@pytest.mark.parametrize(
    "value", [b"", b"{}", b"\x00", b"\x00enc1", b"\x00enc1\xff", b"\x00enc2" + b"x" * 40]
)
def test_a_value_that_was_not_encrypted_is_refused_unless_that_is_set(
    inner: MemoryStore, value: bytes
) -> None:
    inner.write(KEY, value)
    with pytest.raises(NotesUnreadable):
        EncryptedStore(inner, KeyRing(OLD)).read(KEY)
    lenient = EncryptedStore(inner, KeyRing(OLD, plain=True))
    if value.startswith(b"\x00enc1"):
        with pytest.raises(NotesUnreadable):
            lenient.read(KEY)
    else:
        item = lenient.read(KEY)
        assert item is not None
        assert item.body == value


def test_after_a_rotation_old_values_are_read_and_new_ones_written_under_the_new_key(
    stored: EncryptedStore, inner: MemoryStore
) -> None:
    stored.write(KEY, SECRET)
    rotated = EncryptedStore(inner, KeyRing({**NEW, **OLD}))
    assert body_at(rotated, KEY) == SECRET
    rotated.write(OTHER, b"{}")
    assert body_at(EncryptedStore(inner, KeyRing(NEW)), OTHER) == b"{}"


def test_once_renewed_the_old_key_is_not_needed(stored: EncryptedStore, inner: MemoryStore) -> None:
    stored.write(KEY, SECRET)
    inner.write(OTHER, b"plain")
    rotated = EncryptedStore(inner, KeyRing({**NEW, **OLD}, plain=True))
    assert rotated.renew("processed/") == 2
    assert rotated.renew("processed/") == 0
    new_only = EncryptedStore(inner, KeyRing(NEW))
    assert (body_at(new_only, KEY), body_at(new_only, OTHER)) == (SECRET, b"plain")


def test_a_renewal_overwrites_nothing_that_was_written_meanwhile(inner: MemoryStore) -> None:
    class Busy(MemoryStore):
        def read(self, key: str) -> Item | None:
            item = super().read(key)
            self.write(key, b"written meanwhile")
            return item

    busy = Busy()
    busy.write(KEY, b"plain")
    with pytest.raises(WriteConflict):
        EncryptedStore(busy, KeyRing(NEW, plain=True)).renew("processed/")
    item = MemoryStore.read(busy, KEY)
    assert item is not None
    assert item.body == b"written meanwhile"


@pytest.mark.parametrize("inner", [MemoryStore(), FileStore(Path("nowhere"))])
def test_it_promises_what_the_inner_store_does(inner: MemoryStore | FileStore) -> None:
    store = EncryptedStore(inner, KeyRing(OLD))
    assert (store.durable, store.shared, store.bucket) == (inner.durable, inner.shared, None)


def test_what_the_inner_store_finds_out_when_it_is_checked_holds_here(inner: MemoryStore) -> None:
    class Finding(MemoryStore):
        def check(self) -> None:
            self.durable = True

    store = EncryptedStore(Finding(), KeyRing(OLD))
    assert not store.durable
    store.check()
    assert store.durable


def setting(**keys: bytes) -> str:
    return ",".join(f"{name}:{base64.b64encode(key).decode()}" for name, key in keys.items())


def test_the_settings_choose_it_and_documents_stay_as_they_were_processed(
    settings: Callable[..., Settings], tmp_path: Path
) -> None:
    chosen = settings(store_encryption_keys=setting(new=b"n" * 32, old=b"o" * 32))
    with closing(build_store(chosen)) as store:
        store.check()
        store.write(KEY, SECRET)
        FileStore(tmp_path / "data").write("processed/A_lab/extracted_data.json", b"{}")
        documents = build_assistant(chosen, store).sources.documents
        assert documents.read("processed/A_lab/extracted_data.json") == b"{}"
    assert SECRET not in (tmp_path / "data" / KEY).read_bytes()
    FileStore(tmp_path / "data").write(OTHER, b"plain")
    with closing(build_store(chosen)) as store, pytest.raises(NotesUnreadable):
        store.read(OTHER)
    with closing(build_store(settings(store_encryption_keys=setting(new=b"n" * 32) + ", plain"))) as store:
        assert body_at(store, KEY) == SECRET
        assert body_at(store, OTHER) == b"plain"


ONE = setting(k=b"s" * 32)


@pytest.mark.parametrize(
    "wrong",
    [
        "s3cret",
        "k1:s3cret",
        "k1:",
        ":",
        ",",
        "plain",
        "plain,",
        f"{ONE},plain,",
        f"{ONE},{setting(k=b't' * 32)}",
        setting(k=b"s" * 31),
        setting(**{"k 1": b"s" * 32}),
        setting(**{"": b"s" * 32}),
    ],
)
def test_wrong_keys_are_told_and_not_shown(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_ENCRYPTION_KEYS", wrong)
    with pytest.raises(SettingsError, match="STORE_ENCRYPTION_KEYS: ") as raised:
        load_settings()
    assert len(raised.value.problems) == 1
    assert "s3cret" not in str(raised.value)
    assert ONE[2:20] not in str(raised.value)


@pytest.mark.parametrize("store", ["s3://bucket/", "memory://", "agentcore-memory://notes-a1B2c3D4e5"])
def test_keys_for_a_store_that_does_not_use_them_are_a_mistake(store: str) -> None:
    with pytest.raises(ValidationError, match="is for file, redis and postgresql stores"):
        Settings(session_store=store, store_encryption_keys=setting(k=b"s" * 32))


def test_keys_are_not_shown_with_the_settings(settings: Callable[..., Settings]) -> None:
    keys = setting(k=b"s" * 32)
    chosen = settings(store_encryption_keys=keys)
    assert keys not in repr(chosen)
    assert keys not in chosen.model_dump_json()


@pytest.mark.parametrize(
    ("url", "module", "driver", "extra"),
    [
        ("redis://127.0.0.1:9/0", "agents.sessions.redis_store", "redis", "redis"),
        ("rediss://127.0.0.1:9/0", "agents.sessions.redis_store", "redis", "redis"),
        ("postgresql://127.0.0.1:9/x", "agents.sessions.postgres_store", "psycopg", "postgres"),
    ],
)
def test_a_store_whose_extra_is_not_installed_says_which(
    settings: Callable[..., Settings],
    monkeypatch: pytest.MonkeyPatch,
    url: str,
    module: str,
    driver: str,
    extra: str,
) -> None:
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, driver, None)
    with pytest.raises(SettingsError, match=f"uv sync --extra {extra}"):
        build_store(settings(session_store=url))


def raw(inner: MemoryStore, key: str) -> bytes:
    item = inner.read(key)
    assert item is not None
    return item.body


def body_at(store: object, key: str) -> bytes:
    assert isinstance(store, EncryptedStore)
    item = store.read(key)
    assert item is not None
    return item.body
