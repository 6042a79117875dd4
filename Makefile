# The verbs of the house.  `make edition` and `make test` need Python 3.11 or later with pip, make and git; nothing else.
PYTHON ?= python3
VENV   ?= .venv
EXTRAS ?= dev
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: edition test coverage check format bench e2e docs clean help

help:  ## what can be made
	@grep -E '^[a-z0-9]+:.*##' Makefile | sed -E 's/:.*## /\t/'

# Where Debian's python3-venv is missing there is no ensurepip; the venv is then filled by the pip outside it.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "briefing needs Python 3.11 or later; try: make PYTHON=python3.11" >&2; exit 1; }
	@echo "Installing into $(VENV) (once) …"
	@$(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)
	@if [ -x $(BIN)/pip ]; then PIP="$(BIN)/python -m pip"; \
	 else $(PYTHON) -m pip --version >/dev/null 2>&1 || \
	  { echo "There is no pip: apt-get install python3-pip (or python3-venv), then try again." >&2; exit 1; }; \
	  PIP="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
	 $$PIP install -qq --disable-pip-version-check --constraint constraints.txt --editable '.[$(EXTRAS)]'
	@touch $(READY)

edition: $(READY)  ## make an audio edition of the examples under out/
	$(BIN)/briefing make examples
	@echo "To listen in a podcast app on this network: $(BIN)/briefing serve"

test: $(READY)  ## prove it
	$(BIN)/pytest -n 2 -m "not e2e"

coverage: $(READY)  ## which lines and branches the tests reach
	$(BIN)/pytest -n 2 -m "not e2e" --cov --cov-report=term:skip-covered --timeout 600

check: $(READY)  ## lint, types, import direction, sizes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q tests/test_house.py

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY)  ## write the generated pages and the drawing of the rooms again
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/rooms.py

pictures: $(READY)  ## make the other pictures of the pages anew, from an edition of the examples
	$(BIN)/python docs/pictures.py

bench: $(READY)  ## the long proofs; see bench/README.md
	$(BIN)/python bench/run.py

e2e: $(READY)  ## real clients; needs system packages
	$(BIN)/pytest -m e2e tests/e2e

clean:  ## everything that was made, the environment too
	rm -rf $(VENV) out dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage*
