/* Errors as values. */
#include "trainloop/fault.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What arrives here may quote a hostile file: no escape code passes. */
static void fill(char text[FAULT_TEXT], const char *format, va_list arguments)
    FAULT_PRINTF(2, 0);

static void fill(char text[FAULT_TEXT], const char *format, va_list arguments)
{
    int length = vsnprintf(text, FAULT_TEXT, format, arguments);

    if (length >= FAULT_TEXT)
        memcpy(text + utf8_cut(text, FAULT_TEXT - 4), "...", 4);
    for (char *c = text; *c != '\0'; c++)
        if (utf8_is_control(*c) && *c != '\n')
            *c = '?';
}

bool fault_set(struct fault *fault, enum fault_kind kind, const char *format,
               ...)
{
    va_list arguments;

    va_start(arguments, format);
    fault->kind = kind;
    fill(fault->text, format, arguments);
    va_end(arguments);
    for (char *c = fault->text; *c != '\0'; c++)
        if (*c == '\n')
            *c = '?';
    fault->hint[0] = '\0';
    return false;
}

bool fault_hint(struct fault *fault, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fill(fault->hint, format, arguments);
    va_end(arguments);
    return false;
}

bool fault_memory(struct fault *fault, double bytes, const char *what)
{
    fault_set(fault, FAULT_INTERNAL, "out of memory: %s would take %.0f MB",
              what, bytes / 1e6);
    return fault_hint(fault, "Use less data, or a machine with more memory");
}
