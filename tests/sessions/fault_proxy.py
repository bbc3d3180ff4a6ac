"""A small HTTP proxy before moto that fails as networks and AWS do, and counts what passes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Fault:
    """What happens to one request. With `reaches`, moto acts on it first.

    `status` and `code` are answered in place of its answer; without them the connection is cut, after
    `body_bytes` of the answer if that is set, or held without one (`hold`) until the proxy ends.
    """

    reaches: bool = False
    status: int | None = None
    code: str = ""
    body_bytes: int | None = None
    hold: bool = False


LOST_ANSWER = Fault(reaches=True)
CUT = Fault()
HELD = Fault(hold=True)
SLOW_DOWN = Fault(status=503, code="SlowDown")


@dataclass
class Proxy:
    """`faults` are used up one a request, in order, by the requests of the methods in `only`; None lets one
    pass."""

    endpoint: str = ""
    faults: list[Fault | None] = field(default_factory=list)
    only: tuple[str, ...] = ("GET", "PUT", "HEAD", "DELETE", "POST")
    requests: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    connections: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def fault_for(self, method: str) -> Fault | None:
        return self.faults.pop(0) if self.faults and method in self.only else None


@contextmanager
def proxy_before(upstream: str) -> Iterator[Proxy]:
    proxy = Proxy()
    places = {"proxy": proxy, "upstream": urlsplit(upstream).netloc}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), places))
    server.daemon_threads = True
    proxy.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield proxy
    finally:
        proxy.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy: Proxy
    upstream: str

    def setup(self) -> None:
        super().setup()
        self.proxy.connections += 1

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.proxy.requests.append(self.command)
        self.proxy.paths.append(self.path)
        fault = self.proxy.fault_for(self.command)
        if fault is None:
            self._answer(*self._forward(body))
        else:
            self._fail(fault, body)

    do_PUT = do_HEAD = do_DELETE = do_POST = do_GET  # noqa: N815

    def _fail(self, fault: Fault, body: bytes) -> None:
        if fault.reaches:
            self._forward(body)
        if fault.status is not None:
            text = f"<Error><Code>{fault.code}</Code><Message>injected</Message></Error>"
            silent = self.command == "HEAD" or not fault.code
            named = [("x-amzn-errortype", fault.code)] if fault.code else []  # for services that speak JSON
            self._answer(fault.status, named, b"" if silent else text.encode())
            return
        if fault.hold:
            self.proxy.over.wait(30)
        if fault.body_bytes is not None:
            self._answer(*self._forward(body), only=fault.body_bytes)
        self.close_connection = True

    def _forward(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        connection = HTTPConnection(self.upstream)
        connection.request(self.command, self.path, body, dict(self.headers))
        answer = connection.getresponse()
        content, headers = answer.read(), answer.getheaders()
        connection.close()
        return answer.status, headers, content

    def _answer(
        self, status: int, headers: list[tuple[str, str]], body: bytes, only: int | None = None
    ) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                self.send_header(name, value)
        if status != HTTPStatus.NO_CONTENT:
            length = dict(headers).get("Content-Length", "0") if self.command == "HEAD" else len(body)
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body[:only])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Silent."""
