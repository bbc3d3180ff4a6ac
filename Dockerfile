# Builds for the platform it is asked for; AgentCore Runtime runs linux/arm64. No BuildKit features: the
# toolkit's builder may not have them. Python is the version of the direct deployment and of .ci/run.
FROM python:3.11-slim AS build
COPY --from=ghcr.io/astral-sh/uv:0.13.8 /uv /bin/uv
ENV UV_COMPILE_BYTECODE=1 UV_NO_CACHE=1 UV_PYTHON_DOWNLOADS=never
WORKDIR /app
# Dependencies first: this layer is made anew only when they change.
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --extra otel --no-install-project
COPY README.md ./
COPY agents agents
RUN uv sync --frozen --extra otel --no-editable

FROM python:3.11-slim
RUN useradd --system --uid 10001 assistant
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 DOCKER_CONTAINER=1
# Not writable: notes belong in a store that outlives the container.
WORKDIR /app
COPY --from=build /app/.venv .venv
USER 10001
EXPOSE 8080
HEALTHCHECK CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/ping', timeout=2)"]
CMD ["opentelemetry-instrument", "python", "-m", "agents.main"]
