#pragma once
#include <zlib.h>

// `inflateInit2` is a macro, which Swift does not import.
static inline int wick_inflateInit2(z_streamp stream, int windowBits) {
    return inflateInit2(stream, windowBits);
}

// So is `deflateInit2`. Memory level 8 and the default strategy are zlib's own defaults.
static inline int wick_deflateInit2(z_streamp stream, int level, int windowBits) {
    return deflateInit2(stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
}
