"""An HTTP proxy before moto, in a process of its own, that adds latency to each request and logs it.

`python -m benchmarks.s3_proxy <upstream host:port> <milliseconds>` prints its address. `GET /__log` answers
`[[method, start, end], ...]` in seconds of the system's monotonic clock, and forgets them.
"""

import json
import sys
import threading
import time
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_log: list[tuple[str, float, float]] = []
_mine = threading.local()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    upstream: str
    latency: float

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/__log":
            entries = _log[:]
            _log.clear()
            self._answer(200, [], json.dumps(entries).encode())
            return
        start = time.monotonic()
        time.sleep(self.latency)
        connection = _connection(self.upstream)
        connection.request(self.command, self.path, body, dict(self.headers))
        answer = connection.getresponse()
        content, headers = answer.read(), answer.getheaders()
        kind = "LIST" if "list-type=2" in self.path else self.command
        _log.append((kind, start, time.monotonic()))
        self._answer(answer.status, headers, content)

    do_PUT = do_HEAD = do_DELETE = do_POST = do_GET  # noqa: N815

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Silent."""


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


def _connection(upstream: str) -> HTTPConnection:
    if not hasattr(_mine, "connection"):
        _mine.connection = HTTPConnection(upstream)
    connection: HTTPConnection = _mine.connection
    return connection


def main() -> None:
    upstream, milliseconds = sys.argv[1:]
    places = {"upstream": upstream, "latency": float(milliseconds) / 1000}
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), places))
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
