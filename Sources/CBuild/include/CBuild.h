/// What this program was built from, as the build was told; see `WICK_COMMIT` in Package.swift and the Makefile.
#pragma once

/// The commit, with `-dirty` behind it if files differed from it; empty where the build was not told.
const char *wick_build_commit(void);

/// The compiler's version, such as `6.3.1`; empty where the build was not told.
const char *wick_build_swift(void);
