"""moto's S3 as a process: `python -m benchmarks.moto_server` prints its address.

One request at a time, once it has arrived: S3 looks at a condition and writes in one step, moto in several.
"""

import threading
from collections.abc import Callable
from typing import Any

from moto.s3.responses import S3Response
from moto.server import ThreadedMotoServer


def _locked(call: Callable[..., Any], lock: threading.Lock) -> Callable[..., Any]:
    def locked(*args: Any) -> Any:
        with lock:
            return call(*args)

    return locked


def main() -> None:
    alone = threading.Lock()
    for step in ("_key_response", "_bucket_response"):
        setattr(S3Response, step, _locked(getattr(S3Response, step), alone))
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    print(f"http://{host}:{port}", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
