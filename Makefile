# `make run` starts the application, `make check` is what CI runs, `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help run prepare check format lint types imports test lock screenshots

PYTHON ?= python3
BIN := .venv/bin
SOURCES := bln exports meetings network_templates tools tests wsgi.py gunicorn.conf.py

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: ## Start the application with its demo on http://127.0.0.1:8000 (PORT=, BLN_DATABASE_URI=)
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 eller senare saknas. Kör: sudo apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -m tools.run

prepare: ## Install everything that the checks need, as far as this machine lets us
	@$(PYTHON) -m tools.prepare

check: prepare ## Format, lint, types, import directions, sizes and all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

test: prepare ## The tests alone
	$(BIN)/pytest -n auto

format: prepare ## Rewrite the sources in the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: prepare ## Remake both lock files from setup.cfg (keeps versions that still fit)
	$(LOCK) --output-file requirements/run.txt setup.cfg
	$(LOCK) --extra dev --constraint requirements/run.txt --output-file requirements/dev.txt setup.cfg

screenshots: prepare ## Take the README's two pictures from a fresh demo
	$(BIN)/python -m tools.screenshots

LOCK := $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --all-build-deps \
	--generate-hashes --no-emit-index-url --no-emit-find-links
