# The vocabulary of this project. Plain Maven works too: every target says what it runs.

MVN  ?= mvn -B
# The formatter needs a Maven that itself runs on a recent JDK; compiling and testing find theirs by the toolchain.
JDK  ?= $(shell ./vitrine --print-java-home 2>/dev/null)

LINTER = npx --yes @redocly/cli@2.77.0

.DEFAULT_GOAL := help
.PHONY: help fast check test heavy lint lint-available format format-check bench bench-short run clean

help: ## Lists these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

fast: ## Compiles and packages, with all compiler checks, without tests
	$(MVN) -q -DskipTests package

test: ## Runs the tests (mvn -B verify)
	$(MVN) verify

heavy: ## Runs the tests, the long ones too (a hundred kills, large imports)
	$(MVN) verify -Pheavy

check: format-check lint ## Formatting, the contract's linter, compiler checks, architecture
	$(MVN) -q verify -Dtest=ArchitectureTest -Dsurefire.failIfNoSpecifiedTests=false

lint: ## Lints api/openapi.yaml (needs npx)
	$(LINTER) lint api/openapi.yaml --config api/redocly.yaml

lint-available: # Whether the linter can be fetched and started
	@$(LINTER) --version > /dev/null 2>&1

format: ## Formats the sources
	JAVA_HOME="$(JDK)" $(MVN) -q spotless:apply

format-check: ## Fails if a source is not formatted
	JAVA_HOME="$(JDK)" $(MVN) -q spotless:check

bench-short: ## Measures bulk reads beside nginx, in under five minutes (needs nginx and wrk)
	bench/against-nginx --name short

bench: ## Measures all that bulk reads are compared with, and prints one table (FILE=models.json: with these small documents; bench/all --help says how long)
	bench/all $(if $(FILE),--file "$(FILE)")

run: ## Starts the demo
	./vitrine demo

clean: ## Removes what was built
	$(MVN) -q clean
