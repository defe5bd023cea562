# make site    build the archive of content/ into site/, with everything it needs set up on the way
# make serve   build, show at http://127.0.0.1:8000, build again on every change
# make test    format, lint, types, import rules, tests (also in a browser)
# make bench   measure the build and the import
# make lock    renew the lists of exact packages from requirements*.txt

# the first Python that runs, is new enough and can make a .venv
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  $$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet

.PHONY: site serve test bench lock
.DELETE_ON_ERROR:

site: .venv/ready
	@$(PY) build.py
	@echo "网站在 site/。用浏览器看：make serve，然后打开 http://127.0.0.1:8000/"

serve: .venv/ready
	@$(PY) build.py serve

test: .venv/ready-for-tests
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	@$(PY) tests/find_browser.py
	$(PY) -m pytest

bench: .venv/ready-for-tests
	@for measurement in build import_pages tags search edits; do $(PY) tests/bench/$$measurement.py || exit 1; done

lock: .venv/ready
	$(PIP) install pip-tools
	for list in requirements requirements-dev; do \
	  .venv/bin/pip-compile --quiet --generate-hashes --strip-extras --no-header --no-emit-index-url \
	    --no-emit-trusted-host --no-emit-find-links --output-file $$list.lock $$list.txt || exit 1; \
	done

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本，连同它的 venv（Debian、Ubuntu：apt-get install python3-venv）。" \
	  "装好后再来；装在别处的，可以这样指定：make site PYTHON=/路径/python3"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/ready: requirements.lock | .venv/bin/python
	@echo "正在把需要的软件包装进 .venv（只在第一次和清单变化时）…"
	@$(PIP) install --require-hashes --requirement requirements.lock
	@touch $@

.venv/ready-for-tests: requirements-dev.lock .venv/ready
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
