"""The application with its real parts."""

from fastapi import FastAPI

from agents import bootstrap
from agents.api.app import create_app
from agents.api.parts import Parts
from agents.config import Settings


def build_app(settings: Settings) -> FastAPI:
    from agents.api.runtime_client import connect  # the AWS SDK loads with the first request, not with Lambda

    parts = Parts(
        runtime=connect(settings),
        reader=bootstrap.session_reader(settings),
        authenticator=bootstrap.authenticator(settings),
    )
    return create_app(parts, max_body_bytes=settings.max_body_bytes)
