"""An HTTP proxy before moto, in a process of its own: makes requests take time, and logs them.

`python -m benchmarks.s3_proxy <upstream host:port> <milliseconds>` prints its address. Each request takes so
long, or longer if moto does. `GET /__gate/<milliseconds>` measures depth instead of time: requests are held
until none has come for so long, then all of them go on at once; such a wave is a round trip, however slow
this machine is. `GET /__gate/0` goes back. `GET /__log` answers and forgets
`[[method, start, end, wave], ...]`, in seconds of the system's monotonic clock.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field

Headers = dict[str, str]
_DROPPED = ("connection", "transfer-encoding", "keep-alive")


@dataclass
class Proxy:
    host: str
    port: str
    latency: float
    gate: float = 0.0
    wave: int = 0
    log: list[tuple[str, float, float, int]] = field(default_factory=list)
    _held: list["asyncio.Future[int]"] = field(default_factory=list)
    _release: asyncio.TimerHandle | None = None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (request := await _head(reader)) is not None:
                line, headers = request
                if headers.get("expect", "").lower() == "100-continue":
                    writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                writer.write(await self._answer(line, headers, body))
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client went away
        finally:
            writer.close()

    async def _answer(self, line: str, headers: Headers, body: bytes) -> bytes:
        method, path, _ = line.split(" ", 2)
        if path == "/__log":
            entries, self.log = self.log, []
            return _response("HTTP/1.1 200 OK", {}, json.dumps(entries).encode())
        if path.startswith("/__gate/"):
            self.gate = float(path.rpartition("/")[2]) / 1000
            return _response("HTTP/1.1 200 OK", {}, b"")
        start = time.monotonic()
        wave = await self._held_back() if self.gate else 0
        status, given, content = await self._forward(method, path, headers, body)
        if not self.gate:
            await asyncio.sleep(max(0.0, start + self.latency - time.monotonic()))
        kind = "LIST" if "list-type=2" in path else method
        self.log.append((kind, start, time.monotonic(), wave))
        return _response(status, given, content, bodiless=method == "HEAD")

    async def _held_back(self) -> int:
        """Wait for the wave to be complete; its number."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[int] = loop.create_future()
        self._held.append(waiting)
        if self._release is not None:
            self._release.cancel()
        self._release = loop.call_later(self.gate, self._let_go)
        return await waiting

    def _let_go(self) -> None:
        held, self._held, self._release = self._held, [], None
        self.wave += 1
        for waiting in held:
            waiting.set_result(self.wave)

    async def _forward(
        self, method: str, path: str, headers: Headers, body: bytes
    ) -> tuple[str, Headers, bytes]:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        kept = {name: value for name, value in headers.items() if name not in (*_DROPPED, "expect")}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in kept.items())]
        writer.write("\r\n".join([*lines, "connection: close", "", ""]).encode("latin-1") + body)
        answer = await _head(reader)
        content = await reader.read()
        writer.close()
        if answer is None:
            raise ConnectionError
        return answer[0], answer[1], content


async def _head(reader: asyncio.StreamReader) -> tuple[str, Headers] | None:
    """The first line, and the headers by their names in lower case; None when nothing comes any more."""
    try:
        text = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = text.strip().split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return first, {name.strip().lower(): value.strip() for name, _, value in pairs}


def _response(status: str, headers: Headers, body: bytes, *, bodiless: bool = False) -> bytes:
    kept = {name: value for name, value in headers.items() if name not in _DROPPED}
    if not bodiless and " 204" not in status:
        kept["content-length"] = str(len(body))
    lines = [status.replace("HTTP/1.0", "HTTP/1.1"), *(f"{name}: {value}" for name, value in kept.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + (b"" if bodiless else body)


async def main() -> None:
    upstream, milliseconds = sys.argv[1:]
    host, _, port = upstream.partition(":")
    proxy = Proxy(host, port, float(milliseconds) / 1000)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0, backlog=256)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
