"""What PostgreSQL adds: migrations, lost connections, commits that may not last, rights."""

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from agents.bootstrap import build_store
from agents.config import Settings
from agents.errors import SettingsError, StoreUnavailable
from agents.sessions.postgres_store import CONNECTIONS, PostgresStore
from agents.sessions.store import ABSENT, WriteConflict
from tests.servers import PostgresServer
from tests.sessions.contract import at_once
from tests.sessions.cutting_proxy import CuttingProxy, cutting_proxy

KEY = "processed/A_medical_notes/session_1/session.json"


@pytest.fixture
def schema(postgres_at: PostgresServer) -> str:
    return postgres_at.new_schema()


@pytest.fixture
def url(postgres_at: PostgresServer, schema: str) -> str:
    return postgres_at.url(schema)


@pytest.fixture
def stored(url: str) -> Iterator[PostgresStore]:
    with closing(PostgresStore(url)) as store:
        store.check()
        yield store


@pytest.fixture
def proxy(postgres_at: PostgresServer) -> Iterator[CuttingProxy]:
    def connect() -> socket.socket:
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{postgres_at.folder}/.s.PGSQL.5432")
        return server

    with cutting_proxy(connect) as proxy:
        yield proxy


@pytest.fixture
def far(stored: PostgresStore, proxy: CuttingProxy, schema: str) -> Iterator[PostgresStore]:
    """The same schema, through the proxy, with a connection that stands."""
    options = f"options=-csearch_path%3D{schema}&sslmode=disable&gssencmode=disable"
    with closing(PostgresStore(f"postgresql://postgres@127.0.0.1:{proxy.port}/postgres?{options}")) as store:
        store.read(KEY)
        yield store


@pytest.mark.parametrize("before", [None, b"zero"])
def test_a_write_whose_answer_was_lost_is_no_conflict(
    far: PostgresStore, proxy: CuttingProxy, before: bytes | None
) -> None:
    expect = ABSENT if before is None else far.write(KEY, before)
    proxy.armed = True
    version = far.write(KEY, b"one", expect=expect)
    assert not proxy.armed
    item = far.read(KEY)
    assert item is not None
    assert (item.body, item.version) == (b"one", version)


def test_a_lost_answer_hides_no_real_conflict(far: PostgresStore, proxy: CuttingProxy) -> None:
    stale = far.write(KEY, b"zero")
    far.write(KEY, b"another's")
    for expect in (ABSENT, stale):
        proxy.armed = True
        with pytest.raises(WriteConflict):
            far.write(KEY, b"one", expect=expect)


def test_a_delete_whose_answer_was_lost_is_done(far: PostgresStore, proxy: CuttingProxy) -> None:
    version = far.write(KEY, b"one")
    proxy.armed = True
    far.delete(KEY, expect=version)
    assert far.read(KEY) is None


def test_connections_are_kept_for_the_next_call(far: PostgresStore, proxy: CuttingProxy) -> None:
    for _ in range(5):
        far.write(KEY, b"one")
        far.read(KEY)
    assert proxy.connections == 1


def test_more_threads_than_connections_wait_for_one(far: PostgresStore, proxy: CuttingProxy) -> None:
    at_once(lambda number: far.write(f"processed/{number}", b"{}"), threads=CONNECTIONS * 2)
    assert proxy.connections <= CONNECTIONS


def test_connections_that_the_server_ended_are_made_anew(
    stored: PostgresStore, postgres_at: PostgresServer
) -> None:
    at_once(lambda _: stored.read(KEY), threads=8)
    postgres_at.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'healthcare-assistant'"
    )
    version = stored.write(KEY, b"one", expect=ABSENT)
    stored.write(KEY, b"two", expect=version)


def test_a_commit_outlives_a_crash_of_the_server(stored: PostgresStore, postgres_at: PostgresServer) -> None:
    assert stored.durable
    version = stored.write(KEY, b"kept")
    with crashed(postgres_at):
        for call in (lambda: stored.read(KEY), lambda: list(stored.list("")), stored.check):
            with pytest.raises((StoreUnavailable, SettingsError)):
                call()
    item = stored.read(KEY)
    assert item is not None
    assert (item.body, item.version) == (b"kept", version)


@contextmanager
def crashed(server: PostgresServer) -> Iterator[None]:
    server.stop()
    try:
        yield
    finally:
        server.start()


@pytest.mark.parametrize(
    ("setting", "durable"),
    [
        ("synchronous_commit=off", False),
        ("synchronous_commit=local", True),
        ("synchronous_commit=remote_apply", True),
    ],
)
def test_a_server_that_commits_before_it_is_on_disk_is_not_called_durable(
    url: str, setting: str, durable: bool, caplog: pytest.LogCaptureFixture
) -> None:
    chosen = url + f"%20-c{setting.replace('=', '%3D')}"
    with closing(PostgresStore(chosen)) as store:
        store.check()
        assert store.durable is durable
    warnings = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert ["synchronous_commit on" in warning for warning in warnings] == ([] if durable else [True])


def test_a_server_that_never_syncs_is_not_called_durable(
    url: str, postgres_at: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with crashed(postgres_at):
        monkeypatch.setattr(postgres_at, "settings", ("fsync=off",))
    with closing(PostgresStore(url)) as store:
        store.check()
        assert not store.durable
    monkeypatch.undo()
    with crashed(postgres_at):
        pass


def test_nothing_is_called_durable_before_it_was_looked_at(url: str) -> None:
    assert not PostgresStore(url).durable


def test_of_many_that_start_at_once_one_makes_the_table_and_all_can_use_it(url: str) -> None:
    def start(number: int) -> None:
        with closing(PostgresStore(url)) as store:
            store.check()
            store.write(f"processed/{number}", b"{}")

    at_once(start, threads=8)
    with closing(PostgresStore(url)) as store:
        assert len(list(store.list("processed/"))) == 8


def test_a_table_of_a_newer_program_is_refused(
    stored: PostgresStore, postgres_at: PostgresServer, schema: str
) -> None:
    postgres_at.execute(f"INSERT INTO {schema}.notes_migrations VALUES (99)")
    with pytest.raises(SettingsError, match="newer version"):
        stored.check()


def test_a_user_who_may_not_create_tables_can_use_those_that_are_there(
    stored: PostgresStore, postgres_at: PostgresServer, schema: str
) -> None:
    role = f"role_{schema}"
    postgres_at.execute(f"CREATE ROLE {role} LOGIN")
    postgres_at.execute(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
    with closing(PostgresStore(postgres_at.url(schema, role))) as store:
        with pytest.raises(SettingsError, match="may not create or use the tables"):
            store.check()
        postgres_at.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.notes_objects TO {role}")
        postgres_at.execute(f"GRANT SELECT ON {schema}.notes_migrations TO {role}")
        store.check()


def test_a_user_who_may_not_create_tables_is_told_when_there_are_none(
    postgres_at: PostgresServer, schema: str
) -> None:
    role = f"role_{schema}"
    postgres_at.execute(f"CREATE ROLE {role} LOGIN")
    postgres_at.execute(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
    refused_at_start(postgres_at.url(schema, role), "may not create or use the tables")


def test_a_read_only_server_is_refused(url: str) -> None:
    refused_at_start(url + "%20-cdefault_transaction_read_only%3Don", "read-only; name the primary")


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("postgresql://a:s3cret@127.0.0.1:9/x", "cannot be reached"),
        ("postgresql://a:s3cret %zz@h/x", "must look like postgresql://"),
        ("postgresql://a:s3cret@h/x?nonsense=s3cret", "must look like postgresql://"),
        ("postgresql://a:s3cret@127.0.0.1:s3cret/x", "cannot be reached"),
    ],
)
def test_a_url_that_cannot_be_used_is_told_and_not_shown(url: str, advice: str) -> None:
    refused_at_start(url, advice)


def test_a_refused_connection_is_told(postgres_at: PostgresServer) -> None:
    refused_at_start(postgres_at.url(user="stranger"), "check user, password and database")


def test_a_missing_table_is_never_an_empty_store(url: str) -> None:
    with closing(PostgresStore(url)) as store:
        for call in (lambda: store.read(KEY), lambda: list(store.list("")), lambda: list(store.folders(""))):
            with pytest.raises(StoreUnavailable):
                call()


@pytest.mark.parametrize("level", ["serializable", "repeatable read"])
def test_a_stricter_isolation_makes_no_other_winners(url: str, level: str) -> None:
    strict = url + "%20-cdefault_transaction_isolation%3D" + level.replace(" ", "%5C%20")
    with closing(PostgresStore(strict)) as store:
        store.check()
        version = store.write(KEY, b"before")

        def attempt(number: int) -> bool:
            try:
                store.write(KEY, str(number).encode(), expect=version)
            except WriteConflict:
                return False
            return True

        assert at_once(attempt, threads=8).count(True) == 1


def test_the_settings_choose_it(url: str, settings: Callable[..., Settings]) -> None:
    with closing(build_store(settings(session_store=url))) as store:
        assert isinstance(store, PostgresStore)
        store.check()


def refused_at_start(url: str, advice: str) -> None:
    with closing(PostgresStore(url)) as store, pytest.raises(SettingsError) as raised:
        store.check()
    assert advice in str(raised.value)
    assert "s3cret" not in str(raised.value)
