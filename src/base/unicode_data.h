/* unicode_data.h -- the tables of unicode.c. */
#ifndef BASE_UNICODE_DATA_H
#define BASE_UNICODE_DATA_H

#include <stddef.h>
#include <stdint.h>

/* (n) runs of changes of kind, ascending: code * 4 + kind of the first; how
   much further on the next ones are, too as gap * 4 + kind, up to a 0. */
enum { UNICODE_GAPS = 24 };
extern const struct unicode_data_kinds {
    uint32_t first;
    uint16_t gap[UNICODE_GAPS + 1];
} unicode_data_kinds[], unicode_data_columns[];
extern const size_t unicode_data_kinds_n, unicode_data_columns_n;

/* (n) ranges of capitals, ascending: the first, how far on the last is, and how
   far on the small letters are; where that is 1 each second one, else each. */
extern const struct unicode_data_capitals {
    uint32_t first, far;
    int32_t plus;
} unicode_data_capitals[];
extern const size_t unicode_data_capitals_n;

#endif
