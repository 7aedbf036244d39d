/* unicode_data.h -- the tables of unicode.c. */
#ifndef BASE_UNICODE_DATA_H
#define BASE_UNICODE_DATA_H

#include <stddef.h>
#include <stdint.h>

/* (n) where the kind of the characters changes, ascending: code * 4 + kind. */
extern const uint32_t unicode_data_changes[];
extern const size_t unicode_data_changes_n;

/* (n) capitals, ascending: each step-th of first to last, and how far on the
   small letter is. */
struct unicode_data_range {
    uint32_t first, last, step;
    int32_t plus;
};
extern const struct unicode_data_range unicode_data_capitals[];
extern const size_t unicode_data_capitals_n;

#endif
