# The two commands: `make run` serves the portal, `make test` proves it. README.md says more.
PORT ?= 8000
PYTHON ?= python3
PY := .venv/bin/python
STATE_DIR ?= .var
SITE_URL ?= http://127.0.0.1:$(PORT)
UV := $(shell command -v uv || echo .venv/bin/uv)
COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --no-header -p 3.13
STEPS := format lint types templates imports migrations unit quick browser timing

.PHONY: run test check reset lock environment environment-dev $(STEPS)

run: environment
	@DEMO=1 SITE_URL=$(SITE_URL) exec $(PY) manage.py serve --port $(PORT)

test: environment-dev
	@exec $(PY) check.py --all

check: environment-dev
	@exec $(PY) check.py

$(STEPS): environment-dev
	@exec $(PY) check.py $@

reset:
	@echo "Removing the database, files and static files in $(STATE_DIR)."
	@rm -rf $(STATE_DIR)

lock: environment-dev
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --group dev -o requirements-dev.lock
	echo uv | $(COMPILE) - --no-annotate -o requirements-uv.lock

environment:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.13 is needed, but there is no $(PYTHON) here. Install Python 3.13, or run: make PYTHON=/path/to/python3.13"; exit 1; }
	@$(PYTHON) bootstrap.py

environment-dev:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.13 is needed, but there is no $(PYTHON) here. Install Python 3.13, or run: make PYTHON=/path/to/python3.13"; exit 1; }
	@$(PYTHON) bootstrap.py --dev
