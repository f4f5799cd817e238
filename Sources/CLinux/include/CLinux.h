/// What Linux and its C library can do, and Swift's Glibc module leaves out.
#pragma once

#include <spawn.h>

/// Lets go of the pages of code and constants that this process has mapped so far, of the program and of its libraries. Most
/// were needed for the start alone; one that is needed again comes back from the page cache within a microsecond.
///
/// Breakpoints that a debugger has set by then are gone, too.
void release_code_pages(void);

// glibc declares these to _GNU_SOURCE only.
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
static const short clinux_spawn_setsid = 0x80;

// Swift takes the variable for shared state that may not be touched; nothing in this program changes it.
extern char **environ;
static inline char **clinux_environment(void) { return environ; }
