# Every target sets itself up in .venv first; see generator/__main__.py. Windows: py -m generator site
# Further arguments: make test ARGS="-k grid". Another Python: make site PYTHON=python3.13
PYTHON ?= python3

.PHONY: site serve test lint docs pictures bench lock
site serve test lint docs pictures bench lock:
	@$(PYTHON) -m generator $@ $(ARGS)
