# The two commands of the README are `make run` and `make test`.
.PHONY: run test dev bench build setup

run: ## Build the product, make demo data the first time, serve at http://127.0.0.1:3000
	@scripts/run

test: ## Everything that must pass: format, lints, unit, store (SQLite and PostgreSQL), browser tests
	@scripts/test

dev: ## A development build on port 3000
	@scripts/setup
	@scripts/dev

bench: ## Print figures: import, demo population, segments, pages
	@scripts/setup
	@scripts/bench

build:
	@scripts/setup
	@scripts/build

setup:
	@scripts/setup test
