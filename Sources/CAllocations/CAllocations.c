#include "CAllocations.h"

#include <errno.h>
#include <malloc.h>
#include <stddef.h>

static __thread unsigned long count;

unsigned long allocations_of_this_thread(void) { return count; }

// A sanitizer brings an allocator of its own, which must not be passed over.
#if !defined(__has_feature)
#define __has_feature(name) 0
#endif
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)

int allocations_are_counted(void) { return 0; }

#else

int allocations_are_counted(void) { return 1; }

// The allocator's own names in glibc; the usual ones lead to them, unless a program defines these, as here.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

void *malloc(size_t size) {
    count++;
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    count++;
    return __libc_calloc(number, size);
}

void *realloc(void *block, size_t size) {
    count++;
    return __libc_realloc(block, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    count++;
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    count++;
    *block = __libc_memalign(alignment, size);
    return *block ? 0 : ENOMEM;
}

#endif

unsigned long bytes_allocated(void) {
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}
