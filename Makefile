# Two commands do everything on a fresh machine with Python 3.11 or newer and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := bot handlers scheduler views services models rules channels locales sandbox

.PHONY: demo test check chaos bench coverage load rehearsal format docs clean

demo: $(VENV)/run.stamp
	@$(BIN)/giaoviec demo

# three at a time on two cores: a third of the time is waited for
test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n 3 --dist worksteal

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.check_catalogues
	$(BIN)/python -m pytest tests/docs

chaos: $(VENV)/dev.stamp
	$(BIN)/python -m tests.chaos
	CHAOS=long $(BIN)/python -m pytest tests/rules/test_replies_fuzz.py tests/access tests/telegram/test_parse_fuzz.py tests/zalo/test_zalo_parse_fuzz.py tests/web/test_any_request.py

bench: $(VENV)/dev.stamp
	$(BIN)/python -m bench

coverage: $(VENV)/dev.stamp
	$(BIN)/coverage erase
	-$(BIN)/coverage run -m pytest -n 3 --dist worksteal -W default::pytest.PytestUnraisableExceptionWarning -W default::pytest.PytestUnhandledThreadExceptionWarning
	$(BIN)/coverage combine --quiet
	$(BIN)/python -m tests.coverage_floor

load: $(VENV)/dev.stamp
	$(BIN)/python -m bench.load

rehearsal: $(VENV)/dev.stamp
	$(BIN)/python -m tests.rehearsal

docs: $(VENV)/dev.stamp
	$(BIN)/python -m tests.write_docs

format: $(VENV)/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	@test -x $(BIN)/python || { echo "Tạo môi trường Python…"; $(PYTHON) -m venv $(VENV); }
	@test -e $(VENV)/dev.stamp || { echo "Cài thư viện (vài phút ở lần đầu)…"; $(BIN)/pip install --require-hashes -r requirements/run.txt; }
	@$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements/build.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) *.egg-info .pytest_cache .mypy_cache .ruff_cache
