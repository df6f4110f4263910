# `make demo` serves the system on this machine; `make test` runs every test.
# PYTHON names the interpreter that makes .venv, PORT the port of the demo.

PYTHON ?= python3
PORT ?= 8000
RUN = .venv/bin/python
PIP_INSTALL = $(RUN) -m pip install --disable-pip-version-check --quiet --progress-bar off --require-hashes

demo test lock: export DEBUG = 1

.PHONY: demo test install install-dev lock

demo: preflight-$(PORT) install
	@exec $(RUN) manage.py demo --port $(PORT)

test: install-dev
	@exec $(RUN) -m pytest $(PYTEST_ARGS)

install: .venv/requirements.txt
install-dev: .venv/requirements-dev.txt

# The copy of a lock file inside .venv says that what it names is installed.
.venv/%.txt: %.txt .venv/bin/python
	@echo "Installing what $< names ..."
	@$(PIP_INSTALL) -r $<
	@cp $< $@

.venv/bin/python: | preflight
	@echo "Making .venv ..."
	@$(PYTHON) -m venv --clear .venv

# Nothing is begun that this machine or a taken port would stop half-way.
.PHONY: preflight preflight-$(PORT)
preflight preflight-$(PORT): 
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and there is no $(PYTHON) here: install it, or name one with PYTHON=..."; exit 1; }
	@$(PYTHON) coverage_cms/preflight.py $(patsubst preflight-%,%,$(filter preflight-%,$@))

# --no-config and the emptied variables keep this machine's registries out of the result.
LOCK = env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL $(RUN) -m uv pip compile --quiet --no-config \
	--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade

lock: install-dev
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-dev.in --constraints requirements.txt --output-file requirements-dev.txt
