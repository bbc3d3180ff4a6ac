# Needs make and Python 3.11 or newer; everything else goes into .venv, as uv.lock says.
BIN := .venv/bin
# Looked for only when .venv has to be made; choose another with `make PYTHON=...`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# The uv that is locked is the uv that installs.
UV_VERSION := $(shell sed -n '/^name = "uv"$$/{n;s/version = "\(.*\)"/\1/p;}' uv.lock)

.DEFAULT_GOAL := help
.PHONY: help run test bench eval-mentions lint requirements clean

help: ## show this
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: .venv/.run ## serve runtime (http://localhost:8080, PORT) and API (:8000, API_PORT) on this machine
	HOST=$${HOST:-127.0.0.1} $(BIN)/python -m agents.serve

test: .venv/.dev ## run all tests
	$(BIN)/python -m pytest --numprocesses 4 --dist worksteal

bench: .venv/.dev ## measure what the design promises
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.lambda_package

eval-mentions: .venv/.dev ## how well patients are found in text
	$(BIN)/python -m benchmarks.mentions

lint: .venv/.dev ## check style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

requirements: .venv/.dev ## write requirements.txt anew from uv.lock
	$(BIN)/python -m tests.test_requirements > requirements.txt

clean: ## remove .venv and caches; notes in .data stay
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .lambda cdk.out dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --inexact: keep uv. The stamps make the second time quick.
.venv/.run: uv.lock pyproject.toml | $(BIN)/uv
	$(BIN)/uv sync --quiet --frozen --inexact --extra api
	@touch $@

.venv/.dev: uv.lock pyproject.toml | $(BIN)/uv
	$(BIN)/uv sync --quiet --frozen --all-extras --all-groups
	@touch .venv/.run $@

$(BIN)/uv:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'Python 3.11 or newer is needed and was not found. Name one: make PYTHON=/path/to/python3.11' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo '$(PYTHON) cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
