/* A file to read from, or standard input. */
#include "base/stream.h"

#include <errno.h>
#include <string.h>

bool stream_is_dash(const char *name)
{
    return name && strcmp(name, "-") == 0;
}

bool stream_open(struct stream *s, const char *name, const char *cure,
                 struct fault *fault)
{
    bool dash = stream_is_dash(name);

    errno = 0;
    s->name = dash ? "standard input" : name;
    s->file = dash ? stdin : fopen(name, "rb");
    return s->file || fault_say(fault, FAULT_FILE, cure, "cannot open '%s': %s",
                                name, strerror(errno));
}

bool stream_failed(const struct stream *s, const char *cure,
                   struct fault *fault)
{
    int error = errno;

    return ferror(s->file) &&
           !fault_say(fault, FAULT_FILE, cure, "cannot read '%s': %s", s->name,
                      strerror(error));
}

void stream_close(struct stream *s)
{
    if (s->file && s->file != stdin)
        fclose(s->file);
    s->file = NULL;
}
