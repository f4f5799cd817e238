# `make` alone lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/bash

JOBS ?= $(shell nproc)
RELEASE := swift build -c release --static-swift-stdlib --product wick -j $(JOBS)
WICK := .build/release/wick

.PHONY: help run live build test lint format fuzz screenshots clean dependencies test-dependencies

help: ## List these targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

dependencies:
	@.ci/install

test-dependencies:
	@.ci/install tmux openssl procps

run: build ## Watch the built-in simulated exchange: no network needed.
	@$(WICK) --exchange simulated

live: build ## Watch Binance.
	@$(WICK) --exchange binance

build: dependencies ## Build for release.
	@$(RELEASE)

test: test-dependencies ## Build and run all tests.
	swift build --build-tests -j $(JOBS)
	swift test --skip-build

lint: ## Say what the formatter would change, or does not like.
	swift format lint --strict --parallel --recursive Package.swift Sources Tests

format: ## Format all code.
	swift format --in-place --parallel --recursive Package.swift Sources Tests

clean: ## Remove what was built.
	rm -rf .build .build-fuzz
