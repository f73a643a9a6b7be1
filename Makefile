# Every target sets up what it needs. The first time that takes a minute, later it takes no time.
# Paths are relative throughout, so the repository may live in a folder with a space in its name.

RUN := .venv/run.stamp
DEV := .venv/dev.stamp

.PHONY: catalogues run test bench lighthouse screenshots lint lock clean

# exec: the hub itself gets make's signals and can stop its servers.
run: $(RUN)
	@exec .venv/bin/hub run

# ARGS go to pytest, as in ARGS="tests/ledger -x". HUB_REQUIRE_BROWSER=1 makes a missing browser fail.
test: $(DEV)
	@exec .venv/bin/python -m pytest $(ARGS)

# Not a timed test: prints what this machine manages. ARGS="--rows 10000" for a short one.
bench: $(DEV)
	@.venv/bin/python -m bench.import_members $(ARGS)
	@.venv/bin/python -m bench.search $(ARGS)
	@.venv/bin/python -m bench.audiences $(ARGS)
	@exec .venv/bin/python -m bench.guard $(ARGS)

# Every page into screenshots/. ARGS="member /challenges" takes a part, ARGS=--readme docs/images.
screenshots: $(DEV)
	@exec .venv/bin/python -m tools.screenshots $(ARGS)

# Lighthouse on the pages that members open most; ends with an error below 100.
lighthouse: $(DEV)
	@.venv/bin/npm ci --prefix tools/lighthouse --ignore-scripts --no-audit --no-fund --loglevel error
	@exec .venv/bin/python -m tools.lighthouse

lint: $(DEV)
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/djlint --quiet --lint templates
	.venv/bin/mypy hub

# Brings the translations up to date with the sources, and compiles them.
catalogues: $(DEV)
	@bin/catalogues

# Pins anew what pyproject.toml asks for; UPGRADE=--upgrade takes the newest of everything.
lock: $(DEV)
	$(COMPILE) --extra embedded --output-file requirements/run.lock
	$(COMPILE) --extra embedded --extra dev --constraint requirements/run.lock \
		--output-file requirements/dev.lock

COMPILE = .venv/bin/uv pip compile pyproject.toml requirements/build.in --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate $(UPGRADE)

# Everything that can be made again. The hub's data, in var/, stays.
clean:
	rm -rf .venv build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis test-results screenshots \
		tools/html/node_modules tools/lighthouse/node_modules
	find hub tests migrations -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN): requirements/run.lock pyproject.toml bin/setup
	@bin/setup run $@

$(DEV): requirements/dev.lock tools/html/package-lock.json pyproject.toml bin/setup
	@bin/setup dev $@
