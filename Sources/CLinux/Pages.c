#define _GNU_SOURCE
#include "CLinux.h"

#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

static int release(struct dl_phdr_info *object, size_t size, void *context) {
    uintptr_t mask = ~(uintptr_t)(sysconf(_SC_PAGESIZE) - 1);
    for (int index = 0; index < object->dlpi_phnum; index++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
        // What can be written to differs from the file, or did before the loader made it read-only.
        if (segment->p_type != PT_LOAD || segment->p_flags & PF_W) continue;
        uintptr_t start = (object->dlpi_addr + segment->p_vaddr) & mask;
        uintptr_t end = (object->dlpi_addr + segment->p_vaddr + segment->p_memsz) & mask;
        if (end > start) madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

void release_code_pages(void) { dl_iterate_phdr(release, 0); }
