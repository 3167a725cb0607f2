# Two things a newcomer wants: `make rehearse` and `make test`. Both set up what they need first.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: rehearse test check setup fixtures clean

rehearse: $(VENV)/.ready
	@$(BIN)/voicecoach rehearse $(ARGS)

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -m "not heavy" -n auto --maxprocesses 4 $(ARGS)

check: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

setup: $(VENV)/.ready

fixtures: $(VENV)/.ready
	$(BIN)/python audio_fixtures/make.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(VENV)/bin/python pyproject.toml
	@echo "Setting up VoiceCoach in $(VENV) (once; about 600 MB of wheels) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/bin/python pyproject.toml
	@echo "Setting up VoiceCoach and its tests in $(VENV) (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $@ $(VENV)/.ready

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
