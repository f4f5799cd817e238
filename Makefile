# `make` alone lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/bash

FUZZ_SECONDS ?= 60
CONFORMANCE_PORT ?= 9001
AUTOBAHN := ../shared/autobahn
JOBS ?= $(shell nproc)
RELEASE := swift build -c release --static-swift-stdlib --product wick -j $(JOBS)
WICK := .build/release/wick

.PHONY: help run live build test bench readme fuzz conformance lint format screenshots clean dependencies test-dependencies

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
	@set -o pipefail; swift test --skip-build 2>&1 | tee .build/test.log || \
	    { echo; echo 'What failed:'; grep -F -A 4 '✘' .build/test.log; exit 1; }

bench: dependencies ## Measure: BENCH='--quick', or what to measure; see README.
	swift build -c release --static-swift-stdlib --product wick-bench -j $(JOBS)
	@.build/release/wick-bench $(BENCH)

readme: ## Write the generated parts of README.md anew.
	WICK_UPDATE_README=1 swift test --no-parallel --filter 'Readme'

fuzz: dependencies ## Run each fuzzer for FUZZ_SECONDS (60), from the corpus that is kept; finds go to .build-fuzz.
	@for name in WebSocket Scanner Configuration; do \
	    WICK_FUZZ=1 swift build -c release --sanitize=fuzzer --scratch-path .build-fuzz --product $${name}Fuzz \
	        -j $(JOBS) || exit 1; \
	    mkdir -p .build-fuzz/corpus/$$name; \
	    SWIFT_BACKTRACE=enable=no .build-fuzz/release/$${name}Fuzz -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1 \
	        -artifact_prefix=.build-fuzz/ .build-fuzz/corpus/$$name Tests/Fuzz/Corpus/$$name || exit 1; \
	done

conformance: ## Play the Autobahn test suite's cases 1 to 10 against the WebSocket client; about a minute.
	@if [[ ! -x $(AUTOBAHN)/run.sh ]]; then \
	    echo 'conformance: skipped, since the Autobahn test suite is not in $(AUTOBAHN)'; \
	else \
	    swift build -c release --product wick-echo -j $(JOBS) && \
	    { $(AUTOBAHN)/install.sh .build/autobahn || $(AUTOBAHN)/install.sh .build/autobahn kosoku; } && \
	    $(AUTOBAHN)/run.sh .build/autobahn $(CONFORMANCE_PORT) .build/autobahn-report -- \
	        .build/release/wick-echo ws://127.0.0.1:$(CONFORMANCE_PORT) wick; \
	fi

screenshots: build ## Take the pictures in screenshots/ of a real terminal.
	@.ci/install xterm xvfb xdotool imagemagick x11-utils fonts-dejavu-core
	@screenshots/take.sh $(WICK)

lint: ## Say what the formatter would change, or does not like.
	swift format lint --strict --parallel --recursive Package.swift Sources Tests

format: ## Format all code.
	swift format --in-place --parallel --recursive Package.swift Sources Tests

clean: ## Remove what was built.
	rm -rf .build .build-fuzz
