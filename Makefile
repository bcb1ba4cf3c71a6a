# MijnDenHaag: one verb each. `make help` lists them.

PYTHON ?= python3
BIN := .venv/bin
CLIENTS := clients/.built
NODE := $(shell node -e 'process.exit(Number(process.versions.node.split(".")[0] < 20))' 2>/dev/null && command -v npm)
UV := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

# Tests of what the service keeps: the tables, the log and its delivery, sessions, klantcontacten, codes, dossiers.
KEPT := log store crash $(patsubst %,policy/test_%.py,gate log_in log_out shielded switch) \
  $(patsubst %,e2e/test_%.py,agents_door belcode export identity reports representation who_looked)

.DEFAULT_GOAL := help
.PHONY: help run install test test-postgresql lint check format sdl docs bench proof-crash proof-download proof-screens proof-speed lock clean without-clients

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

run: .venv/.runtime .env $(if $(NODE),$(CLIENTS),without-clients) ## Start the service with stand-in registries on 127.0.0.1:8000
	@$(BIN)/mijndenhaag run

install: .venv/.runtime ## Install the service and nothing else, for a server

test: .venv/.dev tests/e2e/audits/node_modules/.installed tests/e2e/oidc/node_modules/.installed $(CLIENTS) ## Run all tests
	$(BIN)/pytest -n 2 --dist loadfile -q

test-postgresql: .venv/.dev tests/e2e/audits/node_modules/.installed tests/e2e/oidc/node_modules/.installed $(CLIENTS) ## Run the tests of what is kept on PostgreSQL too
	$(BIN)/python -m tests.postgresql $(BIN)/pytest -n 2 --dist loadfile -q $(KEPT:%=tests/%)

lint: .venv/.dev clients/node_modules/.installed ## Check style, types, layers, dependencies, the SDL and its history
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	npm run --prefix clients --silent check
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/pytest -q tests/graph/test_sdl.py
	@test ! -e graphql/__init__.py || { echo "graphql/__init__.py shadows graphql-core"; exit 1; }
	@git ls-files '*.py' | xargs wc -l | awk '$$2 != "total" && $$1 > 400 {print $$2 " has " $$1 " lines, over 400"; bad = 1} END {exit bad}'

check: lint test ## Lint and test: what has to be green before a change is offered

format: .venv/.dev ## Format the code
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

sdl: .venv/.runtime ## Write graphql/schema.graphql from the code
	$(BIN)/mijndenhaag schema > graphql/schema.graphql

docs: .venv/.runtime ## Write docs/settings.md and docs/fields.md from the code
	$(BIN)/mijndenhaag settings > docs/settings.md
	$(BIN)/mijndenhaag fields > docs/fields.md

bench: .venv/.dev ## Measure transports, executions and logs; figures go to docs/benchmarks.md
	$(BIN)/python -m tests.bench.bench_transport
	$(BIN)/python -m tests.bench.bench_engine
	$(BIN)/python -m tests.bench.bench_log

proof-crash: .venv/.dev ## Kill 1 000 workers and 20 services: no answer without its lines (docs/proofs/crash.md)
	$(BIN)/python -m tests.crash.proof

proof-download: .venv/.dev ## Fetch 200 MB through the service: memory stays flat (docs/proofs/download.md)
	$(BIN)/python -m tests.downloads.proof

proof-screens: .venv/.dev $(CLIENTS) ## Look at every page in every width, language and state (docs/proofs/screens.md, docs/screens)
	$(BIN)/python -m tests.browser.proof

proof-speed: .venv/.dev $(CLIENTS) ## Measure the first page of each client on a slow line (docs/proofs/speed.md)
	$(BIN)/python -m tests.browser.speed

lock: .venv/.dev ## Resolve the dependencies anew
	$(UV) pyproject.toml --group build -o requirements.txt
	$(UV) pyproject.toml --group build --group dev -o requirements-dev.txt

clean: ## Remove everything that was made
	rm -rf .venv .env .mijndenhaag tests/e2e/*/node_modules clients/node_modules clients/*/node_modules clients/*/dist $(CLIENTS)

.venv/.python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "MijnDenHaag needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.runtime: .venv/.python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.env: # marks this checkout as a workbench: the service takes itself for productie otherwise
	echo 'MIJNDENHAAG_OMGEVING=ontwikkeling' > $@

tests/e2e/%/node_modules/.installed: tests/e2e/%/package-lock.json
	npm ci --prefix tests/e2e/$* --silent --no-audit --no-fund
	@touch $@

clients/node_modules/.installed: clients/package-lock.json
	npm ci --prefix clients --silent --no-audit --no-fund
	@touch $@

# Made of the clients, and of the operations that they ask.
$(CLIENTS): clients/node_modules/.installed $(shell find clients graphql/operations graphql/schema.graphql -type f -not -name .built -not -path '*/dist/*' -not -path '*/gql/*' -not -path '*/node_modules/*')
	npm run --prefix clients --silent build
	@touch $@

without-clients:
	@echo 'The clients and GraphiQL are left out: they are built with Node 20 or newer and npm, which are not on this machine'
