/* Errors as values. */
#include "trainloop/fault.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What arrives here may quote a hostile file: no control character passes, but
   the one that may. */
FAULT_PRINTF(3, 0)
static void fill(char text[FAULT_TEXT], char but, const char *format,
                 va_list arguments)
{
    if (vsnprintf(text, FAULT_TEXT, format, arguments) >= FAULT_TEXT)
        memcpy(text + utf8_cut(text, FAULT_TEXT - 4), "...", 4);
    utf8_clean(text, but);
}

bool fault_say(struct fault *fault, enum fault_kind kind, const char *hint,
               const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fault->kind = kind;
    fill(fault->text, '?', format, arguments);
    va_end(arguments);
    return fault_hint(fault, "%s", hint);
}

bool fault_hint(struct fault *fault, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    fill(fault->hint, '\n', format, arguments);
    va_end(arguments);
    return false;
}
