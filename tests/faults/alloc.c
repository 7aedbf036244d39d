/*
 * Makes one allocation of the program fail.  The program is built with
 * -Dmalloc=alloc_malloc -Dcalloc=alloc_calloc -Drealloc=alloc_realloc, which
 * count the calls and give NULL for the one whose number is in the environment
 * as FAIL.  At the end the file COUNT has how many there were.
 */
#include <stdio.h>
#include <stdlib.h>

void *alloc_malloc(size_t size);
void *alloc_calloc(size_t n, size_t size);
void *alloc_realloc(void *old, size_t size);

static long calls;

static void leave_count(void)
{
    const char *name = getenv("COUNT");
    FILE *file = name ? fopen(name, "w") : NULL;

    if (file) {
        fprintf(file, "%ld\n", calls);
        fclose(file);
    }
}

static int fails(void)
{
    const char *number = getenv("FAIL");

    if (calls == 0)
        atexit(leave_count);
    calls++;
    return number && calls == strtol(number, NULL, 10);
}

void *alloc_malloc(size_t size)
{
    return fails() ? NULL : malloc(size);
}

void *alloc_calloc(size_t n, size_t size)
{
    return fails() ? NULL : calloc(n, size);
}

void *alloc_realloc(void *old, size_t size)
{
    return fails() ? NULL : realloc(old, size);
}
