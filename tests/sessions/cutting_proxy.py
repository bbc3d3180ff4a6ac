"""A TCP proxy that loses answers: what was asked is done, and nobody hears of it."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class CuttingProxy:
    """When `armed`, the next thing that a client sends goes through, and its connection ends unanswered.

    Once: what comes after is let through.
    """

    port: int = 0
    armed: bool = False
    connections: int = 0
    sockets: list[socket.socket] = field(default_factory=list)


@contextmanager
def cutting_proxy(connect: Callable[[], socket.socket]) -> Iterator[CuttingProxy]:
    """`connect` opens a connection to the real server."""
    proxy = CuttingProxy()
    listener = socket.create_server(("127.0.0.1", 0))
    proxy.port = listener.getsockname()[1]
    threads = [threading.Thread(target=_accept, args=(proxy, listener, connect))]
    threads[0].start()
    try:
        yield proxy
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        for each in (listener, *proxy.sockets):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in threads:
            thread.join(30)


def _accept(proxy: CuttingProxy, listener: socket.socket, connect: Callable[[], socket.socket]) -> None:
    threads: list[threading.Thread] = []
    while True:
        try:
            client, _ = listener.accept()
        except OSError:  # closed: the test is over
            break
        server = connect()
        proxy.connections += 1
        proxy.sockets += [client, server]
        cut = threading.Event()
        threads += [
            threading.Thread(target=_ask, args=(proxy, client, server, cut)),
            threading.Thread(target=_answer, args=(server, client, cut)),
        ]
        for thread in threads[-2:]:
            thread.start()
    for thread in threads:
        thread.join(30)


def _ask(proxy: CuttingProxy, client: socket.socket, server: socket.socket, cut: threading.Event) -> None:
    with suppress(OSError):
        while data := client.recv(65536):
            if proxy.armed:
                proxy.armed = False
                cut.set()
            server.sendall(data)
    with suppress(OSError):
        server.shutdown(socket.SHUT_WR)


def _answer(server: socket.socket, client: socket.socket, cut: threading.Event) -> None:
    with suppress(OSError):
        while data := server.recv(65536):
            if cut.is_set():
                break
            client.sendall(data)
    with suppress(OSError):
        client.shutdown(socket.SHUT_RDWR)
