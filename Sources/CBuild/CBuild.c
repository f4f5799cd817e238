#include "CBuild.h"

const char *wick_build_commit(void) { return WICK_COMMIT; }

const char *wick_build_swift(void) { return WICK_SWIFT; }
