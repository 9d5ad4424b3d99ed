# Two commands set everything up: `make reports` and `make test`. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help reports test lint lab bench check lock clean

help: ## List what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/\1\t\2/' | expand -t 12

reports: $(READY) ## Render every report and print where to look
	$(BIN)/comparative render --all

test: $(READY) ## Run every test: formatting, lint, types, layering, datasets, code, browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/comparative check
	$(BIN)/pytest -n auto --dist worksteal

lint: $(READY) ## Format the code and fix what can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lab: $(READY) ## Open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

check: $(READY) ## Check the datasets
	$(BIN)/comparative check

bench: $(READY) ## Measure speed side by side
	$(BIN)/python -m benchmarks

lock: ## Pin the dependencies anew (needs uv)
	uv pip compile --universal --generate-hashes --all-extras --no-emit-index-url --no-emit-find-links --quiet \
		--python-version 3.11 --custom-compile-command "make lock" pyproject.toml -o requirements.lock >/dev/null

clean: ## Remove the environment, rendered reports and caches
	rm -rf .venv .cache build dist reports/html reports/data .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		.import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: exactly the locked packages, then this package itself, editable.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "comparative needs Python 3.11 or newer; set PYTHON=python3.x")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
