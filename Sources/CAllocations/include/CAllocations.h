/// Counts the allocations of each thread: a program that links this has the C library's allocator behind counting
/// functions of the same names.
#pragma once

/// Whether they are counted: not under a sanitizer.
int allocations_are_counted(void);

/// How many blocks the calling thread has allocated or resized so far.
unsigned long allocations_of_this_thread(void);

/// Bytes that this process has allocated and not freed.
unsigned long bytes_allocated(void);
