"""What Redis adds: whether it keeps what it took, lost answers, servers that must not be used."""

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from redis import Redis

from agents.bootstrap import build_store
from agents.config import Settings
from agents.errors import NotesUnreadable, SettingsError, StoreUnavailable
from agents.sessions.redis_store import RedisStore, redis_store
from agents.sessions.store import ABSENT, WriteConflict
from tests.servers import LASTING, RedisServer, redis_server
from tests.sessions.cutting_proxy import CuttingProxy, cutting_proxy

KEY = "processed/A_medical_notes/session_1/session.json"
SNAPSHOTS = {"save": "3600 1"}  # Redis's own default, in short
EVERY_SECOND = {"appendonly": "yes", "appendfsync": "everysec"}


@pytest.fixture
def proxy(redis_at: RedisServer) -> Iterator[CuttingProxy]:
    with cutting_proxy(lambda: socket.create_connection(("127.0.0.1", redis_at.port))) as proxy:
        yield proxy


@pytest.fixture
def stored(proxy: CuttingProxy, request: pytest.FixtureRequest) -> Iterator[RedisStore]:
    with closing(redis_store(f"redis://127.0.0.1:{proxy.port}/1/{request.node.name}")) as store:
        yield store


@pytest.mark.parametrize("before", [None, b"zero"])
def test_a_write_whose_answer_was_lost_is_no_conflict(
    stored: RedisStore, proxy: CuttingProxy, before: bytes | None
) -> None:
    expect = ABSENT if before is None else stored.write(KEY, before)
    stored.read(KEY)
    proxy.armed = True
    version = stored.write(KEY, b"one", expect=expect)
    assert not proxy.armed
    item = stored.read(KEY)
    assert item is not None
    assert (item.body, item.version) == (b"one", version)


def test_a_lost_answer_hides_no_real_conflict(stored: RedisStore, proxy: CuttingProxy) -> None:
    stored.write(KEY, b"another's")
    proxy.armed = True
    with pytest.raises(WriteConflict):
        stored.write(KEY, b"one", expect=ABSENT)


def test_a_delete_whose_answer_was_lost_is_done(stored: RedisStore, proxy: CuttingProxy) -> None:
    version = stored.write(KEY, b"one")
    proxy.armed = True
    stored.delete(KEY, expect=version)
    assert stored.read(KEY) is None


def test_connections_are_kept_for_the_next_call(stored: RedisStore, proxy: CuttingProxy) -> None:
    for _ in range(5):
        stored.write(KEY, b"one")
        stored.read(KEY)
    assert proxy.connections == 1


def test_a_server_that_syncs_every_write_keeps_it_when_it_is_killed() -> None:
    with redis_server(LASTING) as server, closing(redis_store(server.url)) as store:
        store.check()
        assert store.durable
        version = store.write(KEY, b"kept")
        server.kill()
        with pytest.raises(StoreUnavailable):
            store.read(KEY)
        server.start()
        item = store.read(KEY)
        assert item is not None
        assert (item.body, item.version) == (b"kept", version)
        assert list(store.list("")) == [KEY]
        store.write(KEY, b"next", expect=version)


def test_a_server_with_snapshots_loses_a_write_when_it_is_killed_and_the_store_says_so() -> None:
    with redis_server(SNAPSHOTS) as server, closing(redis_store(server.url)) as store:
        store.check()
        assert not store.durable
        store.write(KEY, b"lost")
        server.kill()
        server.start()
        assert store.read(KEY) is None


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        (SNAPSHOTS, ["appendonly yes", "appendfsync always"]),
        (EVERY_SECOND, ["appendfsync always"]),
        ({**LASTING, "no-appendfsync-on-rewrite": "yes"}, ["no-appendfsync-on-rewrite no"]),
        ({**LASTING, "rename-command": "CONFIG hidden"}, ["appendonly yes", "appendfsync always"]),
    ],
)
def test_a_server_that_may_lose_a_write_is_not_called_durable_and_the_log_says_what_it_lacks(
    settings: dict[str, str], named: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    with redis_server(settings) as server, closing(redis_store(server.url)) as store:
        store.durable = True
        store.check()
        assert not store.durable
    warning = next(record for record in caplog.records if record.levelno == logging.WARNING)
    assert all(name in warning.getMessage() for name in named)
    assert ("appendonly yes" in warning.getMessage()) == ("appendonly yes" in named)


def test_nothing_is_called_durable_before_it_was_looked_at() -> None:
    with closing(redis_store("redis://127.0.0.1:9/0")) as store:
        assert not store.durable


@pytest.mark.parametrize("policy", ["allkeys-lru", "allkeys-random"])
def test_a_server_that_would_evict_notes_is_refused(policy: str) -> None:
    with redis_server({**LASTING, "maxmemory-policy": policy}) as server:
        refused_at_start(server.url, "would evict notes")


def test_what_was_evicted_is_unreadable_and_not_absent(redis_at: RedisServer) -> None:
    with closing(redis_store(f"{redis_at.url}/evicted")) as store, closing(client_of(redis_at)) as client:
        store.write(KEY, b"one")
        client.delete(f"evicted:o:{KEY}")
        with pytest.raises(NotesUnreadable):
            store.read(KEY)


@pytest.mark.parametrize("damage", ["half", "another kind"])
def test_what_makes_no_sense_is_not_absent(redis_at: RedisServer, damage: str) -> None:
    namespace = damage.replace(" ", "")
    with closing(redis_store(f"{redis_at.url}/{namespace}")) as store, closing(client_of(redis_at)) as client:
        if damage == "half":
            client.hset(f"{namespace}:o:{KEY}", "body", "one")
        else:
            client.set(f"{namespace}:o:{KEY}", "one")
        with pytest.raises((NotesUnreadable, StoreUnavailable)):
            store.read(KEY)


def test_a_replica_is_refused(redis_at: RedisServer) -> None:
    with redis_server({"replicaof": f"127.0.0.1 {redis_at.port}"}) as replica:
        refused_at_start(replica.url, "names a Redis replica; name the primary")


def test_a_wrong_password_is_told_and_not_shown() -> None:
    with redis_server({**LASTING, "requirepass": "right"}) as server:
        for secret in ("", ":wr0ng@", "someone:wr0ng@"):
            refused_at_start(f"redis://{secret}127.0.0.1:{server.port}/0", "refuses the user or password")
        with closing(redis_store(f"redis://:right@127.0.0.1:{server.port}/0")) as store:
            store.check()


def test_a_user_without_the_rights_is_told(redis_at: RedisServer) -> None:
    with closing(client_of(redis_at)) as client:
        allowed = {"categories": ["+@read", "+@connection"], "commands": ["+info"]}
        client.acl_setuser("reader", enabled=True, passwords=["+pw"], keys=["*"], **allowed)  # type: ignore[arg-type]
        refused_at_start(f"redis://reader:pw@127.0.0.1:{redis_at.port}/0", "the Redis user may not")
        client.acl_deluser("reader")


def test_a_full_server_is_unavailable_and_loses_nothing() -> None:
    with redis_server({**LASTING, "maxmemory": "3mb"}) as server, closing(redis_store(server.url)) as store:
        store.write(KEY, b"one")
        with pytest.raises(StoreUnavailable):
            [store.write(f"processed/{number}", b"x" * 100_000) for number in range(100)]
        item = store.read(KEY)
        assert item is not None
        assert item.body == b"one"
        refused_at_start(server.url, "cannot be written; is it full")


def test_namespaces_and_databases_are_apart(redis_at: RedisServer) -> None:
    places = [f"redis://127.0.0.1:{redis_at.port}/{place}" for place in ("3", "3/a", "3/a/b", "4/a")]
    for place in places:
        with closing(redis_store(place)) as store:
            assert not list(store.list(""))
            store.write(KEY, place.encode(), expect=ABSENT)


@pytest.mark.parametrize(
    "url",
    [
        "redis:///0",
        "redis://u:s3cret@host:port/0",
        "redis://u:s3cret@host:99999/0",
        "redis://u:s3cret@host:1/zero",
        "redis://u:s3cret@host:1/0?ssl_ca_certs=x",
        "redis://u:s3cret@host:1/0?db=3",
        "rediss://u:s3cret@host:1/0?ssl_cert_reqs=none",
        "redis://u:s3cret@[::1/0",
    ],
)
def test_a_url_of_another_form_is_refused_without_being_shown(url: str) -> None:
    with pytest.raises(SettingsError, match=r"must look like rediss?://\[user:password@\]") as raised:
        redis_store(url)
    assert "s3cret" not in str(raised.value)


def test_a_url_says_where_and_how_to_connect() -> None:
    with closing(redis_store("rediss://us%40er:p%2Fw@example.org/2/clinic?ssl_ca_certs=/ca.pem")) as store:
        options = store._client.connection_pool.connection_kwargs
        given = {
            name: options[name] for name in ("host", "port", "db", "username", "password", "ssl_ca_certs")
        }
        assert list(given.values()) == ["example.org", 6379, 2, "us@er", "p/w", "/ca.pem"]
        assert store._client.connection_pool.connection_class.__name__ == "SSLConnection"
    with closing(redis_store("redis://example.org")) as store:
        assert store._client.connection_pool.connection_class.__name__ == "Connection"


def test_the_settings_choose_it(redis_at: RedisServer, settings: Callable[..., Settings]) -> None:
    with closing(build_store(settings(session_store=f"{redis_at.url}/chosen"))) as store:
        assert isinstance(store, RedisStore)
        store.check()
        assert store.durable


def refused_at_start(url: str, advice: str) -> None:
    with closing(redis_store(url)) as store, pytest.raises(SettingsError) as raised:
        store.check()
    assert advice in str(raised.value)
    assert "wr0ng" not in str(raised.value)


def client_of(server: RedisServer) -> "Redis":
    return Redis(port=server.port)
