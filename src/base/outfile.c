/* A file that appears whole or not at all. */
#include "base/outfile.h"

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

/* Does it open? */
static bool opens(const char *name, const char *mode)
{
    errno = 0;
    FILE *file = fopen(name, mode);

    if (file)
        fclose(file);
    return file != NULL;
}

/* What exists but does not open for update is a folder, or protected. */
static bool may_replace(const char *name, struct fault *fault)
{
    if (opens(name, "r+b"))
        return true;
    int error = errno;
#if defined ENOENT /* not in ISO C, but wherever there are folders */
    bool there = error != ENOENT;
#else
    bool there = opens(name, "rb");
#endif
    return !there || fail(fault, "write to", name, error);
}

/* Opens the temporary file, never one that is there: "x" says so, but older
   Windows libraries do not know it. */
static bool make_temporary(struct outfile *out, struct fault *fault)
{
    if (opens(out->temporary, "rb"))
        return fault_say(fault, FAULT_FILE,
                         "If a run that was killed has left it, remove it",
                         "cannot make '%.200s': it is there already",
                         out->temporary);
    errno = 0;
    out->file = fopen(out->temporary, "wbx");
    return out->file || fail(fault, "make", out->temporary, errno);
}

bool outfile_open(struct outfile *out, const char *name, struct fault *fault)
{
    *out = (struct outfile){.name = name};
    if (strncmp(name, "/dev/", 5) == 0) {
        errno = 0;
        out->file = fopen(name, "wb");
        return out->file || fail(fault, "write to", name, errno);
    }
    if (!may_replace(name, fault))
        return false;
    out->temporary = join(name, ".tmp");
    if (!out->temporary)
        return fault_memory(fault, (double)strlen(name), "a file name");
    if (make_temporary(out, fault))
        return true;
    free(out->temporary);
    out->temporary = NULL;
    return false;
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
