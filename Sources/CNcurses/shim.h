#pragma once
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <ncurses.h>

// What Swift cannot import: shared mutable variables, and macros that are more than a number.

static inline SCREEN *wick_newterm(FILE *input) { return newterm(NULL, stdout, input ? input : stdin); }
static inline WINDOW *wick_stdscr(void) { return stdscr; }
static inline WINDOW *wick_curscr(void) { return curscr; }
static inline int wick_colors(void) { return COLORS; }

static inline mmask_t wick_wheel_up(void) { return BUTTON4_PRESSED; }
static inline mmask_t wick_wheel_down(void) { return BUTTON5_PRESSED; }
static inline mmask_t wick_button_pressed(void) { return BUTTON1_PRESSED; }

static inline attr_t wick_bold(void) { return A_BOLD; }
static inline attr_t wick_dim(void) { return A_DIM; }
static inline attr_t wick_reverse(void) { return A_REVERSE; }

// Declared by the system only for _GNU_SOURCE and _XOPEN_SOURCE, which Swift's Glibc module is built without.
int memfd_create(const char *name, unsigned int flags);
int wcwidth(wchar_t scalar);
