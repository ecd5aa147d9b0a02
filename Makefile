# `make run` starts the application, `make check` is what CI runs, `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help run prepare check format lint types imports test bench soak lock screenshots

PYTHON ?= python3
BIN := .venv/bin
# Tests wait for servers and browsers: one worker more than there are cores. In the order of the folders the short
# files come last, so that the workers end together.
WORKERS := $(shell echo $$(($$(nproc) + 1)))
# Debian 12's own Python is the oldest that must be able to install what is locked.
OLDEST_PYTHON ?= /usr/bin/python3
COMPILE := build/lock/bin/pip-compile --quiet --strip-extras --allow-unsafe --all-build-deps \
	--generate-hashes --no-emit-index-url --no-emit-find-links

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
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test: prepare ## The tests alone
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

bench: prepare ## Measure speed and memory side by side with yardsticks, as ratios (BIG=1: pandoc at its longest too)
	@$(BIN)/python -m bench

soak: prepare ## Kill the server 200 times under writers and queued devices: no saved note is lost or doubled
	@$(BIN)/python -m tools.soak

format: prepare ## Rewrite the sources in the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: ## Remake both lock files from setup.cfg, keeping versions that still fit
	$(OLDEST_PYTHON) -m venv --clear build/lock
	build/lock/bin/pip install --quiet pip-tools==7.6.2
	$(COMPILE) --output-file requirements/run.txt setup.cfg
	$(COMPILE) --extra dev --constraint requirements/run.txt --output-file requirements/dev.txt setup.cfg

screenshots: prepare ## Take the README's two pictures from a fresh demo
	$(BIN)/python -m tools.screenshots
