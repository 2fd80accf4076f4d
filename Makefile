# `make demo`, `make test` and `make docs` set up everything they need: python3 and make are enough.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test test-slow docs clean

demo: $(STAMP)
	$(BIN)/boundlab demo --out results

test: $(STAMP)
	$(BIN)/python -m pytest -n 2

test-slow: $(STAMP)
	$(BIN)/python -m pytest -m slow

# The pages and notebooks, executed, and the explorer beside them: open site/index.html. A warning is an error.
docs: $(STAMP)
	rm -rf site build/docs
	$(BIN)/python -m sphinx -q -W --keep-going -b html -c docs -d build/docs/doctrees . build/docs/html
	mv build/docs/html site
	$(BIN)/boundlab site --out site/explorer --docs ..
	$(BIN)/python docs/_site/one_copy.py site

$(STAMP): pyproject.toml constraints.txt
	@echo "Setting up $(VENV) (once; a few minutes, most of it PyTorch) ..."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -c constraints.txt "torch==$$(sed -n 's/^torch==//p' constraints.txt)"
	$(BIN)/python -m pip install --quiet -c constraints.txt -e ".[dev]"
	@touch $(STAMP)

clean:
	rm -rf $(VENV) results site build/docs
