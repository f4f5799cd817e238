# `make` alone lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/bash

FUZZ_SECONDS ?= 60
KILL_ROUNDS ?= 200
CONFORMANCE_PORT ?= 9001
SOAK_SEEDS ?= 10000
SOAK_DAYS ?= 3
SOAK_STORM ?= 10
SOAK_MINUTES ?= 60
AUTOBAHN := ../shared/autobahn
JOBS ?= $(shell nproc)
# What a release says of itself with `wick --version`; tests are built without, so that no commit makes them anew.
BUILT_FROM = WICK_COMMIT="$$(git describe --always --abbrev=10 --dirty --exclude='*' 2>/dev/null)" \
    WICK_SWIFT="$$(swiftc --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p')"
# Without symbols, which take twice the room of the program itself. A crash says the same without them: the names in a
# backtrace come from a program of Swift's toolchain, which is not looked for where wick runs.
#
# And without TLS in the simulated exchange, which only tests ask for, and whose library takes minutes to build.
RELEASED = swift build -c release --disable-default-traits --static-swift-stdlib -j $(JOBS)
RELEASE = $(BUILT_FROM) $(RELEASED) --product wick \
    -Xlinker --strip-all -Xlinker --no-export-dynamic
WICK := .build/release/wick

# Where `install` puts the program; DESTDIR stands before all of it, for packages.
export PREFIX ?= /usr/local
export DESTDIR

.PHONY: help run live build install uninstall deb deb-test test faults soak kills bench count readme coverage docs fuzz \
    conformance lint format screenshots clean dependencies test-dependencies

help: ## List these targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

dependencies:
	@.ci/install

test-dependencies:
	@.ci/install tmux openssl procps binutils man-db

run: build ## Watch the built-in simulated exchange: no network needed.
	@$(WICK) --exchange simulated

live: build ## Watch Binance.
	@$(WICK) --exchange binance

build: dependencies ## Build for release.
	@$(RELEASE)

install: build ## Install the program, its manual, completions, service and configuration under PREFIX (/usr/local).
	@.ci/install binutils
	@.packaging/install.sh install $(WICK)

uninstall: ## Take away what `install` put there, but for a configuration that was changed.
	@.packaging/install.sh uninstall $(WICK)

deb: build ## Make a package for Debian, in .build/deb.
	@.ci/install binutils dpkg-dev
	@.packaging/deb.sh $(WICK) .build/deb

deb-test: deb ## Try that package in a bare Debian 12, made with debootstrap; as root.
	@.ci/install debootstrap lintian
	@.packaging/try.sh .build/deb/wick_*.deb .build/debian

# One test at a time: where two cores have a thousand of them at once, those that wait for a socket wait too long.
test: test-dependencies ## Build and run all tests.
	swift build --build-tests -j $(JOBS)
	@set -o pipefail; swift test --skip-build --no-parallel 2>&1 | tee .build/test.log || \
	    { echo; echo 'What failed:'; grep -F -A 4 '✘' .build/test.log; exit 1; }

faults: test-dependencies ## Play every fault of the simulated exchange against the program, over TCP and TLS; 90 s.
	swift build --build-tests -j $(JOBS)
	WICK_FAULTS=1 swift test --skip-build --filter 'EndToEndTests\.(FaultTests|NameTests)'

soak: test-dependencies ## The long proofs: SOAK_SEEDS of SOAK_DAYS, storms of SOAK_STORM minutes, SOAK_MINUTES at 100x.
	swift build -c release --build-tests -Xswiftc -enable-testing --scratch-path .build-soak -j $(JOBS)
	WICK_FAULTS=1 WICK_FEED_SEEDS=$(SOAK_SEEDS) WICK_FEED_MINUTES=$$(( $(SOAK_DAYS) * 1440 )) WICK_ROTATION_DAYS=30 \
	    WICK_STORM_MINUTES=$(SOAK_STORM) WICK_SOAK_MINUTES=$(SOAK_MINUTES) WICK_FAULT_PATIENCE=1 \
	    swift test -c release --skip-build -Xswiftc -enable-testing --scratch-path .build-soak \
	    --filter 'FeedSimulationTests|FaultTests|NameTests|SoakTests'

bench: dependencies ## Measure: BENCH='--quick', or what to measure; see README.
	@$(RELEASE)
	$(RELEASED) --product wick-bench
	@.build/release/wick-bench $(BENCH)

count: dependencies ## Count the hot path's instructions against .ci/instructions; with RECORD=1 write that file anew.
	@.ci/count

readme: ## Write the generated parts of README.md anew.
	WICK_UPDATE_README=1 swift test --no-parallel --filter 'Readme'

coverage: test-dependencies ## Say which part of each target's lines the tests run; at least 90 % where there is no I/O.
	@.ci/coverage

docs: dependencies ## Make the reference of the libraries, in .build/docs; no warning is let through.
	swift build -j $(JOBS)
	@.ci/docs .build/debug .build/docs

fuzz: dependencies ## Run each fuzzer for FUZZ_SECONDS (60), from the corpus that is kept; finds go to .build-fuzz.
	@for name in WebSocket Scanner Answer Archive Configuration; do \
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
	    $(RELEASED) --product wick-echo && \
	    { $(AUTOBAHN)/install.sh .build/autobahn || $(AUTOBAHN)/install.sh .build/autobahn kosoku; } && \
	    $(AUTOBAHN)/run.sh .build/autobahn $(CONFORMANCE_PORT) .build/autobahn-report -- \
	        .build/release/wick-echo ws://127.0.0.1:$(CONFORMANCE_PORT) wick; \
	fi

screenshots: build ## Take the pictures in screenshots/ of a real terminal.
	@.ci/install xterm xvfb xdotool imagemagick x11-utils fonts-dejavu-core
	@screenshots/take.sh $(WICK)

kills: test-dependencies ## Kill the program KILL_ROUNDS (200) times at random moments, and look what is lost.
	swift build --build-tests -j $(JOBS)
	WICK_KILL_ROUNDS=$(KILL_ROUNDS) swift test --skip-build --filter KillTests

lint: ## Say what the formatter would change, or does not like.
	swift format lint --strict --parallel --recursive Package.swift Sources Tests

format: ## Format all code.
	swift format --in-place --parallel --recursive Package.swift Sources Tests

clean: ## Remove what was built.
	rm -rf .build .build-fuzz .build-coverage .build-soak
