# The two commands of the README are `make run` and `make test`; all else serves them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(PYTHON) -m pip --python $(VENV)/bin/python install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: run test lint format bench-photos clean

run: $(VENV)/.installed
	$(BIN)/digitbot db upgrade
	$(BIN)/digitbot run

# A process for each core, up to four: each file's tests stay together, since they share what is dear to make.
test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# How well the reader reads, against its targets; OPTIONS="--only photos sets --limit 20" for less of it.
bench-photos: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.photos $(OPTIONS)

# pip installs into the environment from outside, so a Debian without python3-venv will do.
$(VENV)/bin/python:
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) -e '.[dev,train]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
