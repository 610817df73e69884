# wagtail-privacy: everything a developer types. `make help` lists the targets.
PYTHON ?= python3
PORT ?= 8000
# Test processes side by side; each has a database of its own.
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help install run test test-sqlite test-postgres test-with lint format messages migrations clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

install: $(STAMP) ## Build the virtual environment in .venv/

$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

run: install ## Set up everything and start the site (PORT=8123 for another port)
	@$(BIN)/python manage.py start_site --port $(PORT)

test: test-sqlite test-postgres ## Run the whole suite on SQLite and on PostgreSQL

test-sqlite: install ## Run the suite on SQLite
	env -u DATABASE_URL $(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

test-postgres: install ## Run the suite on PostgreSQL (DATABASE_URL, or a disposable server)
	$(BIN)/python -m tests.postgres $(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

test-with: ## Run the suite on SQLite with other versions (PYTHON=python3.12 DJANGO=6.1.3 WAGTAIL=8.0.1)
	$(PYTHON) -m venv .venv-other
	.venv-other/bin/python -m pip install --quiet "Django==$(DJANGO)" "wagtail==$(WAGTAIL)" -e '.[dev]'
	env -u DATABASE_URL .venv-other/bin/python -m pytest -n $(WORKERS) $(ARGS)

lint: install ## Style, types, layers, migrations, messages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --fail-level WARNING

format: install ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: install ## Collect and compile the German messages (needs gettext)
	$(BIN)/python -m tests.project.messages

migrations: install ## Write migrations
	$(BIN)/python manage.py makemigrations

clean: ## Remove the environment and everything the site has written
	rm -rf $(VENV) var build dist .pytest_cache .mypy_cache .ruff_cache
