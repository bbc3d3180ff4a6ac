"""The API on this machine, for developers: on loopback, under its own names only."""

import uvicorn
from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

WELCOME = """\
API: http://localhost:{port} (its document: /openapi.json), runtime: {runtime}. Try it:
curl -s http://localhost:{port}/chat/prueba-1 -H 'Content-Type: application/json' -d '{{"message": "Hola"}}'
"""


def for_this_machine(app: FastAPI, port: int) -> uvicorn.Config:
    # A web page that makes its own name point here must not pass for this machine's developer.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["localhost", "127.0.0.1"])
    return uvicorn.Config(app, host="127.0.0.1", port=port, access_log=False, log_config=None)
