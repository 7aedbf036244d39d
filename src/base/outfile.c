/* A file that appears whole or not at all. */
#include "base/outfile.h"

#include "base/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool fail(struct fault *fault, const char *what, const char *name,
                 int error)
{
    return fault_say(fault, FAULT_FILE,
                     "Name a file in a folder that you may write to and that "
                     "has room",
                     "cannot %s '%s': %s", what, name,
                     error ? strerror(error) : "it failed");
}

static char *join(const char *a, const char *b)
{
    char *text = malloc(strlen(a) + strlen(b) + 1);

    return text ? strcat(strcpy(text, a), b) : NULL;
}

/* Does it open for update?  Not for reading, which waits at a FIFO. */
static bool opens(const char *name)
{
    errno = 0;
    FILE *file = fopen(name, "r+b");

    if (file)
        fclose(file);
    return file != NULL;
}

/* What is open already, under a name of its own. */
static bool is_stream(const char *name)
{
    return strncmp(name, "/dev/fd/", 8) == 0 ||
           strncmp(name, "/dev/std", 8) == 0;
}

/* Files in memory lie there, too, and are like any others. */
static bool is_device(const char *name)
{
    return strncmp(name, "/dev/", 5) == 0 && strncmp(name, "/dev/shm/", 9) != 0;
}

static bool refuse_fifo(const char *name, const char *option,
                        struct fault *fault)
{
    fault_set(fault, FAULT_FILE, "'%s' is a FIFO, not a file",
              utf8_word(name, 60, 0).text);
    return option ? fault_hint(fault, "Write to it by the shell: %s - > %s",
                               option, name)
                  : fault_hint(fault, "Give it the name of a file");
}

/* What is there under the name.  A device is opened for writing, while it is
   open for update: so a FIFO has a reader, and does not wait for one.  What
   exists but does not open is a folder, or protected. */
static bool look(struct outfile *out, const char *option, struct fault *fault)
{
    const char *name = out->name;
    bool device = is_device(name);

    errno = 0;
    FILE *old = fopen(name, "r+b");
    int error = errno;
    if (!old) {
#if defined ENOENT /* not in ISO C, but wherever there are folders */
        return error == ENOENT || fail(fault, "write to", name, error);
#else
        return true; /* what is wrong shows when it is replaced */
#endif
    }
    bool seeks = fseek(old, 0, SEEK_END) == 0;
    bool direct = device && (!seeks || is_stream(name) || ftell(old) == 0);
    bool good = seeks || device || refuse_fifo(name, option, fault);
    if (direct) {
        errno = 0;
        out->file = fopen(name, "wb");
        good = out->file || fail(fault, "write to", name, errno);
    }
    fclose(old);
    out->old = good && !direct;
    return good;
}

/* Opens a temporary file, never one that is there: "x" says so, but older
   Windows libraries do not know it. */
static bool make_temporary(struct outfile *out, struct fault *fault)
{
    size_t length = strlen(out->name);
    int error = 0;

    out->temporary = malloc(length + 10);
    if (!out->temporary)
        return fault_memory(fault, (double)length, "a file name");
    strcpy(out->temporary, out->name);
    for (int i = 1; i < 100; i++) {
        snprintf(out->temporary + length, 10, i > 1 ? ".tmp%d" : ".tmp", i);
        bool taken = opens(out->temporary);
        errno = 0;
        out->file = taken ? NULL : fopen(out->temporary, "wbx");
        error = errno;
        if (out->file)
            return true;
#if defined EEXIST
        taken = taken || error == EEXIST; /* a folder, a broken link */
#endif
        if (!taken)
            break;
        out->left = true;
    }
    fail(fault, "make", out->temporary, error);
    free(out->temporary);
    out->temporary = NULL;
    return false;
}

/* The start of the file to be replaced: "" where there is none. */
static void read_start(const struct outfile *out, char start[401])
{
    FILE *old = out->old ? fopen(out->name, "rb") : NULL;
    size_t n = old ? fread(start, 1, 400, old) : 0;

    start[n] = '\0';
    if (old)
        fclose(old);
}

bool outfile_had(const struct outfile *out, const char *text)
{
    char start[401];

    read_start(out, start);
    return *start == '\0' || strstr(start, text);
}

/* Notes are all that somebody has done. */
static bool spare_notes(const struct outfile *out, struct fault *fault)
{
    char start[401];

    read_start(out, start);
    return strncmp(start, OUTFILE_NOTES, strlen(OUTFILE_NOTES)) != 0 ||
           fault_say(fault, FAULT_USAGE, "Give it another name",
                     "'%s' is a file of notes, and would be overwritten",
                     utf8_word(out->name, 60, 0).text);
}

bool outfile_open(struct outfile *out, const char *name, const char *option,
                  struct fault *fault)
{
    *out = (struct outfile){.name = name};
    return look(out, option, fault) && spare_notes(out, fault) &&
           (out->file || make_temporary(out, fault));
}

bool outfile_append(struct outfile *out, const char *name, struct fault *fault)
{
    *out = (struct outfile){.name = name, .grows = true};
    if (!look(out, NULL, fault))
        return false;
    errno = 0;
    if (!out->file)
        out->file = fopen(name, "ab");
    return out->file || fail(fault, "write to", name, errno);
}

bool outfile_spares(const struct outfile *out, const struct seal *read,
                    const char *input, struct fault *fault)
{
    struct seal old = {0};
    unsigned char block[1 << 12];
    size_t n = sizeof block;
    FILE *file = NULL;

    if (!out->old || !out->temporary || read->length == 0)
        return true;
    file = fopen(out->name, "rb"); /* no FIFO: it has been looked at */
    while (file && n == sizeof block && old.length <= read->length) {
        n = fread(block, 1, sizeof block, file);
        seal_add(&old, block, n);
    }
    if (file)
        fclose(file);
    return !seal_same(&old, read) ||
           fault_say(
               fault, FAULT_USAGE,
               "Give it another name; if it is a copy that may go, "
               "remove it first",
               "'%s' holds what was read from '%s', and would be overwritten",
               utf8_word(out->name, 60, 0).text, utf8_word(input, 60, 0).text);
}

/* Does this name go when the temporary file is removed?  Then it is its name,
   too.  The file is made again. */
static bool goes_with(struct outfile *out, const char *name)
{
    if (!opens(name))
        return false;
    fclose(out->file);
    remove(out->temporary);
    bool gone = !opens(name);
    out->file = fopen(out->temporary, "wbx");
    return gone || !out->file;
}

bool outfile_differ(struct outfile *a, const struct outfile *b,
                    struct fault *fault)
{
    if (!a->temporary || !b->temporary)
        return true;
    char *twin = join(b->name, a->temporary + strlen(a->name));
    if (!twin)
        return fault_memory(fault, (double)strlen(b->name), "a file name");
    bool same = goes_with(a, twin) || goes_with(a, b->name);
    free(twin);
    return !same ||
           fault_say(fault, FAULT_USAGE, "Give every file a name of its own",
                     "'%s' and '%s' would overwrite each other",
                     utf8_word(a->name, 60, 0).text,
                     utf8_word(b->name, 60, 0).text);
}

/* rename() replaces the old file at once, except on Windows, where it has to
   step aside first. */
static bool replace(const struct outfile *out)
{
    if (rename(out->temporary, out->name) == 0)
        return true;
#if defined _WIN32
    char *aside = join(out->name, ".bak");
    bool done = aside && rename(out->name, aside) == 0;
    if (done && rename(out->temporary, out->name) != 0) {
        rename(aside, out->name);
        done = false;
    }
    if (done)
        remove(aside);
    free(aside);
    return done;
#else
    return false;
#endif
}

/* Removes it and says why. */
static bool give_up(struct outfile *out, int error, struct fault *fault)
{
    fail(fault, "write", out->name, error);
    outfile_discard(out);
    return false;
}

bool outfile_finish(struct outfile *out, struct fault *fault)
{
    if (!out->file)
        return true;
    errno = 0;
    bool good = fflush(out->file) == 0 && !ferror(out->file);
    int error = errno;
    if (fclose(out->file) != 0 && good) {
        good = false;
        error = errno;
    }
    out->file = NULL;
    return good || give_up(out, error, fault);
}

bool outfile_commit(struct outfile *out, struct fault *fault)
{
    if (!outfile_finish(out, fault))
        return false;
    errno = 0;
    if (out->temporary && !replace(out))
        return give_up(out, errno, fault);
    free(out->temporary);
    out->temporary = NULL;
    return true;
}

void outfile_discard(struct outfile *out)
{
    if (out->file)
        fclose(out->file);
    if (out->temporary)
        remove(out->temporary);
    free(out->temporary);
    *out = (struct outfile){0};
}
