"""`python -m agents.api`: the API on this machine, before the runtime of `python -m agents.main`."""

import sys

import uvicorn

from agents.api.local import WELCOME, for_this_machine
from agents.api.wiring import build_app
from agents.bootstrap import read_settings, safe_logging
from agents.errors import SettingsError
from agents.redaction.pseudonym import Pseudonyms


def main() -> int:
    """Serve on API_PORT (8000) until a signal ends it; 2 for wrong settings."""
    try:
        settings = read_settings()
        safe_logging(settings, Pseudonyms(settings.pseudonym_secret()))
        app = build_app(settings)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    runtime = settings.agent_runtime_arn or f"http://localhost:{settings.port}"
    sys.stdout.write(WELCOME.format(port=settings.api_port, runtime=runtime))
    sys.stdout.flush()
    uvicorn.Server(for_this_machine(app, settings.api_port)).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
