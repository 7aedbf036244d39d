/* A file to read from, standard input, or data that come with the program. */
#include "base/input.h"

#include "base/supplied.h"

#include <errno.h>
#include <string.h>

bool input_is_dash(const char *name)
{
    return name && (strcmp(name, "-") == 0 || strcmp(name, "/dev/stdin") == 0 ||
                    strcmp(name, "/dev/stdout") == 0);
}

/* Does no file of this name exist?  ISO C cannot always tell. */
static bool missing(void)
{
#if defined ENOENT
    return errno == ENOENT;
#else
    return true;
#endif
}

bool input_open(struct input *s, const char *name, const char *cure,
                struct fault *fault)
{
    bool dash = input_is_dash(name);
    const struct supplied *given = supplied_find(name);

    errno = 0;
    *s = (struct input){.file = dash ? stdin : fopen(name, "rb"),
                        .name = dash ? "standard input" : name};
    if (!s->file && given && missing()) {
        s->bytes = given->bytes;
        s->left = given->n;
        return true;
    }
    s->seal.once = s->file && fseek(s->file, 0, SEEK_CUR) != 0;
    return s->file || fault_say(fault, FAULT_FILE, cure, "cannot open '%s': %s",
                                name, strerror(errno));
}

/* Did a signal end a read that is to go on?  ISO C does not know it. */
static bool interrupted(FILE *file)
{
#if defined EINTR
    if (ferror(file) && errno == EINTR) {
        clearerr(file);
        return true;
    }
#endif
    return false;
}

/* From the data that come with the program. */
static size_t read_supplied(struct input *s, void *bytes, size_t n)
{
    size_t done = n < s->left ? n : s->left;

    memcpy(bytes, s->bytes, done);
    s->bytes += done;
    s->left -= done;
    return done;
}

size_t input_read(struct input *s, void *bytes, size_t n)
{
    size_t done = s->bytes ? read_supplied(s, bytes, n) : 0;

    while (s->file && !s->ended && done < n) {
        errno = 0;
        done += fread((char *)bytes + done, 1, n - done, s->file);
        s->ended = done < n && !interrupted(s->file);
    }
    seal_add(&s->seal, bytes, done);
    return done;
}

bool input_failed(const struct input *s, const char *cure, struct fault *fault)
{
    int error = errno;

    return s->file && ferror(s->file) &&
           !fault_say(fault, FAULT_FILE, cure, "cannot read '%s': %s", s->name,
                      strerror(error));
}

void input_close(struct input *s)
{
    if (s->file && s->file != stdin)
        fclose(s->file);
    s->file = NULL;
}
