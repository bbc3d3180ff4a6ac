"""Notes in Redis: a hash an object, and one sorted set of all keys for lists. Conditions in Lua, so atomic.

Whether a write lasts is the server's setting: `durable` is True only where `check` saw that each write is on
disk before its answer (`appendonly yes`, `appendfsync always`). Redis's own default, snapshots now and then,
loses minutes; `everysec` a second. A failover to a replica may lose acknowledged writes with any setting.
One primary, no cluster: the sorted set and the hashes are changed together.
"""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from redis import Redis
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import AuthenticationError, NoPermissionError, RedisError, ResponseError
from redis.retry import Retry

from agents.errors import NotesUnreadable, SettingsError, StoreUnavailable
from agents.sessions.store import Item, Store, WriteConflict

logger = logging.getLogger(__name__)

_ANYTHING = "*"  # as the condition in Lua; a version is hexadecimal, or empty for ABSENT
_PROBE = ".probe"
_TLS_OPTIONS = {"ssl_ca_certs"}
_LASTING = {"appendonly": "yes", "appendfsync": "always", "no-appendfsync-on-rewrite": "no"}

# KEYS: the object, the index. A key that is in the index alone was evicted: that is no absent one.
_READ = """
local found = redis.call('HMGET', KEYS[1], 'body', 'version')
if not found[1] and redis.call('ZSCORE', KEYS[2], ARGV[1]) then return false end
return found
"""
# The new version is the writer's nonce: who meets it was here before, and its answer was lost.
_WRITE = """
local name, body, version, expected = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local standing = redis.call('HGET', KEYS[1], 'version')
if standing == version then return 1 end
if expected ~= '*' and expected ~= (standing or '') then return 0 end
redis.call('HSET', KEYS[1], 'body', body, 'version', version)
redis.call('ZADD', KEYS[2], 0, name)
return 1
"""
_DELETE = """
local standing = redis.call('HGET', KEYS[1], 'version')
if standing and ARGV[2] ~= '*' and ARGV[2] ~= standing then return 0 end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
"""
# From folder to folder, over what is in them. Answers where to go on, and '' at the end.
_FOLDERS = """
local prefix, from, found = ARGV[1], ARGV[2], {}
for step = 1, tonumber(ARGV[3]) do
  local key = redis.call('ZRANGEBYLEX', KEYS[1], from, '(' .. prefix .. '\\255', 'LIMIT', 0, 1)[1]
  if not key then return {found, ''} end
  local slash = string.find(key, '/', #prefix + 1, true)
  if slash then
    found[#found + 1] = string.sub(key, 1, slash)
    from = '[' .. string.sub(key, 1, slash - 1) .. '0'
  else
    from = '(' .. key
  end
end
return {found, from}
"""


class RedisStore(Store):
    """`namespace` keeps installations in one database apart. Owns the client that it is given."""

    durable = False  # until `check` has seen otherwise

    def __init__(self, client: "Redis", namespace: str = "notes", page: int = 1000) -> None:
        self._client = client
        self._namespace = namespace
        self._index = f"{namespace}:index".encode()
        self._page = page
        self._read = client.register_script(_READ)
        self._write = client.register_script(_WRITE)
        self._delete = client.register_script(_DELETE)
        self._folders = client.register_script(_FOLDERS)

    def read(self, key: str) -> Item | None:
        with _unavailable():
            found = self._read(keys=self._keys(key), args=[key])
        if found is None or (found[0] is None) != (found[1] is None):
            raise NotesUnreadable
        return None if found[0] is None else Item(found[0], found[1].decode())

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        version = secrets.token_hex(16)
        condition = _ANYTHING if expect is None else expect
        with _unavailable():
            written = self._write(keys=self._keys(key), args=[key, body, version, condition])
        if not written:
            raise WriteConflict
        return version

    def delete(self, key: str, *, expect: str | None = None) -> None:
        condition = _ANYTHING if expect is None else expect
        with _unavailable():
            done = self._delete(keys=self._keys(key), args=[key, condition])
        if not done:
            raise WriteConflict

    def list(self, prefix: str) -> Iterator[str]:
        start = prefix.encode()
        from_, to = b"[" + start, b"(" + start + b"\xff"  # no UTF-8 text has this byte
        while True:
            with _unavailable():
                keys: Any = self._client.zrangebylex(self._index, from_, to, start=0, num=self._page)
            yield from (key.decode() for key in keys)
            if len(keys) < self._page:
                return
            from_ = b"(" + keys[-1]

    def folders(self, prefix: str) -> Iterator[str]:
        from_ = b"[" + prefix.encode()
        while from_:
            with _unavailable():
                found, from_ = self._folders(keys=[self._index], args=[prefix, from_, self._page])
            yield from (folder.decode() for folder in found)

    def check(self) -> None:
        """Also finds out whether writes last, and refuses a server that would evict notes or is a replica."""
        try:
            self._demand_primary_that_keeps()
            self.write(_PROBE, b"ok")
            self.delete(_PROBE)
            lacking = self._lacking()
        except (RedisError, StoreUnavailable) as error:
            raise SettingsError([f"SESSION_STORE: {_advice(error.__cause__ or error)}"]) from None
        self.durable = not lacking
        if lacking:
            logger.warning(
                "Redis may lose the newest notes; replies say notes_saved false until it has: %s",
                ", ".join(f"{name} {value}" for name, value in lacking.items()),
            )

    def close(self) -> None:
        self._client.close()

    def _keys(self, key: str) -> tuple[bytes, bytes]:
        return f"{self._namespace}:o:{key}".encode(), self._index

    def _demand_primary_that_keeps(self) -> None:
        information = {**_info(self._client, "memory"), **_info(self._client, "replication")}
        if information.get("role", "master") != "master":
            raise SettingsError(["SESSION_STORE: names a Redis replica; name the primary"])
        if str(information.get("maxmemory_policy", "")).startswith("allkeys-"):
            problem = "Redis would evict notes when memory is short; set maxmemory-policy noeviction there"
            raise SettingsError([f"SESSION_STORE: {problem}"])

    def _lacking(self) -> dict[str, str]:
        """What the server's settings would have to be for every write to last. All where they are hidden."""
        try:
            settings = [self._client.config_get(name) for name in _LASTING]  # one by one, for Redis 6
        except ResponseError:  # managed services forbid CONFIG
            return _LASTING
        found: dict[Any, Any] = {name: value for each in settings for name, value in each.items()}
        return {name: value for name, value in _LASTING.items() if found.get(name) != value}


def redis_store(url: str, page: int = 1000) -> RedisStore:
    """`redis[s]://[user:password@]host:port/db[/namespace]`; with TLS also `?ssl_ca_certs=<file>`.

    Connects to nothing yet. Raises SettingsError for another form, without showing it.
    """
    try:
        parts = urlsplit(url)
        database, _, namespace = parts.path.strip("/").partition("/")
        options: dict[str, Any] = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
        if not parts.hostname or set(options) - _TLS_OPTIONS or (options and parts.scheme != "rediss"):
            raise ValueError
        client = Redis(
            host=parts.hostname,
            port=parts.port or 6379,
            db=int(database or 0),
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            ssl=parts.scheme == "rediss",
            socket_connect_timeout=2,
            socket_timeout=5,
            retry=Retry(ExponentialWithJitterBackoff(base=0.05, cap=0.5), 2),
            **options,
        )
    except ValueError:
        form = f"{url.partition(':')[0]}://[user:password@]host:port/db[/namespace]"
        raise SettingsError([f"SESSION_STORE: must look like {form}"]) from None
    return RedisStore(client, namespace or "notes", page)


def _info(client: Redis, section: str) -> dict[str, Any]:
    """What the server says of itself; nothing where that is hidden."""
    try:
        return dict(client.info(section))
    except ResponseError:
        return {}


def _advice(error: BaseException) -> str:
    match error:
        case AuthenticationError():
            return "Redis refuses the user or password; set them in the URL"
        case NoPermissionError():
            return "the Redis user may not do what is needed; grant it @read, @write, @scripting and INFO"
        case ResponseError():
            return "Redis answers and cannot be written; is it full, read-only, or of another kind?"
    return f"Redis cannot be reached ({type(error).__name__}); check host, port, TLS and network"


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except (RedisError, OSError) as error:
        raise StoreUnavailable from error
