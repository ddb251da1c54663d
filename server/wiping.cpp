// Whatever is freed in this process is overwritten first: in the strings of a request, in what a library
// parsed, in SQLite's pages. It takes the place of the C library's free() and realloc(), which every part of
// the program ends in; what is allocated is as before.

#include <malloc.h>
#include <string.h>

#include <cstddef>

// The sanitizers have an allocator of their own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

extern "C" {

void __libc_free(void* memory);
void* __libc_malloc(std::size_t size);

void free(void* memory) {
    if (memory) explicit_bzero(memory, malloc_usable_size(memory));
    __libc_free(memory);
}

/// What grows moves, so that nothing is left where it was.
void* realloc(void* memory, std::size_t size) {
    if (!memory) return __libc_malloc(size);
    if (size == 0) return free(memory), nullptr;
    const std::size_t before = malloc_usable_size(memory);
    if (size <= before && size > before / 2) return memory;
    void* moved = __libc_malloc(size);
    if (!moved) return nullptr;
    memcpy(moved, memory, size < before ? size : before);
    free(memory);
    return moved;
}

}  // extern "C"

#endif
