/* What a character is, looked up in tables. */
#include "base/unicode.h"

#include "base/unicode_data.h"

/* The kind of a character, by `high` rows of changes. */
static uint32_t look_up(const struct unicode_data_kinds *row, size_t high,
                        uint32_t code)
{
    size_t low = 0;

    while (low < high) { /* the first row behind the character */
        size_t middle = low + (high - low) / 2;
        if (row[middle].first >> 2 <= code)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return 0;
    row += low - 1;
    uint32_t at = row->first >> 2, kind = row->first & 3;
    for (const uint16_t *gap = row->gap; *gap; gap++) {
        at += *gap >> 2U;
        if (at > code)
            break;
        kind = *gap & 3U;
    }
    return kind;
}

enum unicode_kind unicode_kind(uint32_t code)
{
    return (enum unicode_kind)look_up(unicode_data_kinds, unicode_data_kinds_n,
                                      code);
}

int unicode_columns(uint32_t code)
{
    static const int columns[] = {1, 0, 2, 1}; /* most have one */

    return columns[look_up(unicode_data_columns, unicode_data_columns_n, code)];
}

uint32_t unicode_lower(uint32_t code)
{
    const struct unicode_data_capitals *c = unicode_data_capitals;
    size_t low = 0, high = unicode_data_capitals_n;

    while (low < high) { /* the first range behind the character */
        size_t middle = low + (high - low) / 2;
        if (c[middle].first <= code)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return code;
    c += low - 1;
    uint32_t far = code - c->first, step = c->plus == 1 ? 2 : 1;
    return far <= c->far && far % step == 0
               ? (uint32_t)((int64_t)code + c->plus)
               : code;
}
