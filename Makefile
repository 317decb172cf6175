# Every target sets up what it needs in .venv first, so that each can be the first command typed.
# PYTHON=/path/to/python3.12 chooses the Python; without it a suitable one (3.11 or later) is looked for.

PY := .venv/bin/python
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help demo test check bench samples screenshot clean runtime tools

help:
	@echo "make demo        set everything up and open the bundled sample (without a display: draw it to build/demo.png)"
	@echo "make test        set everything up and run the tests"
	@echo "make check       lint, type-check, hold the import contracts"
	@echo "make bench       measure each figure of speed beside its reference; build/bench.json"
	@echo "make samples     draw the bundled samples anew"
	@echo "make screenshot  draw the pictures of the README anew"
	@echo "make clean       remove what was built and cached (.venv stays)"

demo: runtime
	@sh .ci/demo.sh

test: tools
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest

check: tools
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo

bench: tools
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.bench

samples: tools
	QT_QPA_PLATFORM=offscreen $(PY) samples/make.py

screenshot: tools
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.screenshot

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find viewer tests samples -name __pycache__ -type d -prune -exec rm -rf {} +

runtime:
	@sh .ci/set_up.sh runtime

tools:
	@sh .ci/set_up.sh tools
