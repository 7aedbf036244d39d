/* What a character is, looked up in tables. */
#include "base/unicode.h"

#include "base/unicode_data.h"

enum unicode_kind unicode_kind(uint32_t code)
{
    size_t low = 0, high = unicode_data_changes_n;

    while (low < high) { /* the first change behind the character */
        size_t middle = low + (high - low) / 2;
        if (unicode_data_changes[middle] >> 2 <= code)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? (enum unicode_kind)(unicode_data_changes[low - 1] & 3)
                   : UNICODE_OTHER;
}

uint32_t unicode_lower(uint32_t code)
{
    size_t low = 0, high = unicode_data_capitals_n;

    while (low < high) { /* the first range that does not end before it */
        size_t middle = low + (high - low) / 2;
        if (unicode_data_capitals[middle].last < code)
            low = middle + 1;
        else
            high = middle;
    }
    const struct unicode_data_range *r = &unicode_data_capitals[low];
    bool in = low < unicode_data_capitals_n && code >= r->first &&
              (code - r->first) % r->step == 0;
    return in ? (uint32_t)((int64_t)code + r->plus) : code;
}
