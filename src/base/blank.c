/* Line ends and blanks. */
#include "base/blank.h"

size_t blank_line_end(const char *c, size_t n)
{
    if (*c != '\r')
        return *c == '\n';
    return n > 1 && c[1] == '\n' ? 2 : 1;
}

bool blank_is(uint32_t code)
{
    if (code < 0x80)
        return code == ' ' || (code >= '\t' && code <= '\r');
    return code == 0x85 || code == 0xA0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
           code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}
