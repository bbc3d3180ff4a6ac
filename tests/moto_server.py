"""moto's S3 and AgentCore Memory over HTTP; `python -m tests.moto_server` prints its address.

One request at a time, once it has arrived: S3 looks at a condition and writes in one step, moto in several.
"""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from moto.s3.responses import S3Response
from moto.server import ThreadedMotoServer

from tests import moto_memory


@contextmanager
def moto_server() -> Iterator[str]:
    """A server in a thread of this process: its endpoint. Meanwhile moto is corrected here."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        alone = threading.Lock()
        for step in ("_key_response", "_bucket_response"):
            patch.setattr(S3Response, step, _locked(getattr(S3Response, step), alone))
        moto_memory.correct(patch)
        yield f"http://{host}:{port}"
    server.stop()


def _locked(call: Callable[..., Any], lock: threading.Lock) -> Callable[..., Any]:
    def locked(*args: Any) -> Any:
        with lock:
            return call(*args)

    return locked


if __name__ == "__main__":
    with moto_server() as endpoint:
        sys.stdout.write(f"{endpoint}\n")
        sys.stdout.flush()
        threading.Event().wait()
