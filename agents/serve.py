"""Everything on this machine in one process: the runtime, and the HTTP API before it. What `make run` starts.

The API reaches the runtime as everywhere else, by the real AWS client over HTTP; only its reading endpoints
share the runtime's store, so that they also see what is kept in memory.
"""

import sys
import threading

import uvicorn

from agents.api.app import create_app
from agents.api.local import WELCOME, for_this_machine
from agents.api.parts import Parts
from agents.api.runtime_client import connect
from agents.bootstrap import authenticator, session_reader
from agents.errors import SettingsError
from agents.main import app, check_port, runtime

_LAST_ANSWERS = 5  # seconds in which the API finishes what it began


def main() -> int:
    """Serve on PORT and API_PORT until a signal ends both; 2 for wrong settings or a taken port."""
    try:
        parts = runtime.start()
        settings = parts.settings
        check_port(settings.host, settings.port)
        check_port("127.0.0.1", settings.api_port, "API_PORT")
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    reader = session_reader(settings, parts.conversations.archive.store, parts.conversations.auditor)
    api = create_app(
        Parts(connect(settings), reader, authenticator(settings)), max_body_bytes=settings.max_body_bytes
    )
    server = uvicorn.Server(for_this_machine(api, settings.api_port))
    thread = threading.Thread(target=server.run, name="api", daemon=True)
    thread.start()
    sys.stdout.write(WELCOME.format(port=settings.api_port, runtime=f"http://localhost:{settings.port}"))
    sys.stdout.flush()
    app.run(port=settings.port, host=settings.host)
    server.should_exit = True
    thread.join(_LAST_ANSWERS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
