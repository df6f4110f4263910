# `make demo` serves the system on this machine, `make test` runs every test.
# PYTHON names the interpreter that makes .venv, PORT the port of the demo.

PYTHON ?= python3
PORT ?= 8000
RUN = .venv/bin/python

.PHONY: demo test lock install install-dev preflight

demo test lock: export DEBUG = 1
demo: export PYTHONUNBUFFERED = 1

demo: CHECKED_PORT = $(PORT)
demo: install
	@exec $(RUN) manage.py demo --port $(PORT)

test: install-dev
	@exec $(RUN) -m pytest -n auto --maxprocesses 4 --dist worksteal $(PYTEST_ARGS)

install: .venv/requirements.txt
install-dev: .venv/requirements-dev.txt

# The copy of a lock file in .venv says that all it names is installed.
.venv/%.txt: %.txt .venv/bin/python
	@echo "Installing $< ..."
	@$(RUN) -m pip install --disable-pip-version-check --quiet --require-hashes -r $<
	@cp $< $@

.venv/bin/python: | preflight
	@echo "Making .venv ..."
	@$(PYTHON) -m venv --clear .venv

# Nothing is begun that a poor machine or a taken port would stop half-way.
preflight:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and there is no $(PYTHON) here."; exit 1; }
	@$(PYTHON) coverage_cms/preflight.py $(CHECKED_PORT)

# Without this machine's own settings, so that no registry gets into the result.
COMPILE = env -u PIP_FIND_LINKS -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
	$(RUN) -m uv pip compile --quiet --no-config --upgrade \
	--universal --python-version 3.11 --generate-hashes --no-header --no-annotate

lock: install-dev
	$(COMPILE) requirements.in --output-file requirements.txt
	$(COMPILE) requirements-dev.in --constraints requirements.txt --output-file requirements-dev.txt
