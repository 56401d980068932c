# The two commands of the README are `make run` and `make test`.
.PHONY: run test dev bench pictures build setup

run: ## Build the product, make demo data the first time, serve at http://127.0.0.1:3000
	@scripts/run

test: ## Everything that must pass: format, lints, unit, store (SQLite and PostgreSQL), browser tests
	@scripts/test

dev: ## A development build on port 3000, built again whenever a file is saved
	@scripts/setup
	@scripts/dev

bench: ## Print figures: import, demo population, segments, pages
	@scripts/setup
	@scripts/bench

pictures: ## Keep the pictures that the last browser tests made as the README's
	cp end2end/results/home.png docs/home.png
	cp end2end/results/journey.png docs/journey.png

build:
	@scripts/setup
	@scripts/build

setup:
	@scripts/setup test
