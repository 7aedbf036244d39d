/* A file to read from, or standard input. */
#include "base/input.h"

#include <errno.h>
#include <string.h>

bool input_is_dash(const char *name)
{
    return name && (strcmp(name, "-") == 0 || strcmp(name, "/dev/stdin") == 0 ||
                    strcmp(name, "/dev/stdout") == 0);
}

bool input_open(struct input *s, const char *name, const char *cure,
                struct fault *fault)
{
    bool dash = input_is_dash(name);

    errno = 0;
    *s = (struct input){.file = dash ? stdin : fopen(name, "rb"),
                        .name = dash ? "standard input" : name};
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

size_t input_read(struct input *s, void *bytes, size_t n)
{
    size_t done = 0;

    do {
        errno = 0;
        done += fread((char *)bytes + done, 1, n - done, s->file);
    } while (done < n && interrupted(s->file));
    seal_add(&s->seal, bytes, done);
    return done;
}

bool input_failed(const struct input *s, const char *cure, struct fault *fault)
{
    int error = errno;

    return ferror(s->file) &&
           !fault_say(fault, FAULT_FILE, cure, "cannot read '%s': %s", s->name,
                      strerror(error));
}

void input_close(struct input *s)
{
    if (s->file && s->file != stdin)
        fclose(s->file);
    s->file = NULL;
}
