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
    if (s->file)
        return true;
    fault_set(fault, FAULT_FILE, "cannot open '%s': %s", name, strerror(errno));
    return fault_hint(fault, "%s", cure);
}

bool stream_failed(const struct stream *s, const char *cure,
                   struct fault *fault)
{
    int error = errno;

    if (!ferror(s->file))
        return false;
    fault_set(fault, FAULT_FILE, "cannot read '%s': %s", s->name,
              strerror(error));
    fault_hint(fault, "%s", cure);
    return true;
}

void stream_close(struct stream *s)
{
    if (s->file && s->file != stdin)
        fclose(s->file);
    s->file = NULL;
}
