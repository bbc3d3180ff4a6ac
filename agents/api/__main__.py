"""`python -m agents.api [port]`: the API on this machine, before the runtime of `python -m agents.main`."""

import argparse
import sys

import uvicorn
from starlette.middleware.trustedhost import TrustedHostMiddleware

from agents.api.wiring import build_app
from agents.config import load_settings
from agents.errors import SettingsError
from agents.shared.logs import configure_logging
from agents.shared.pseudonym import Pseudonyms

_WELCOME = """\
API: http://localhost:{port} (its document: /openapi.json), runtime: {runtime}. Try it:
curl -s http://localhost:{port}/chat/prueba-1 -H 'Content-Type: application/json' -d '{{"message": "Hola"}}'
"""


def main() -> int:
    """Serve on loopback until a signal ends it; 2 for wrong settings."""
    parser = argparse.ArgumentParser(prog="python -m agents.api")
    parser.add_argument("port", nargs="?", type=int, default=8000)
    port = parser.parse_args().port
    try:
        settings = load_settings()
        configure_logging(settings.log_level, Pseudonyms(settings.pseudonym_secret()))
        app = build_app(settings)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    # A web page that makes its own name point here must not pass for this machine's developer.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["localhost", "127.0.0.1"])
    runtime = settings.agent_runtime_arn or f"http://localhost:{settings.port}"
    sys.stdout.write(_WELCOME.format(port=port, runtime=runtime))
    sys.stdout.flush()
    uvicorn.run(app, host="127.0.0.1", port=port, access_log=False, log_config=None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
