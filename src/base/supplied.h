/* supplied.h -- the data that come with the program, part of it so that every
   hint works in any folder: the files of data/. */
#ifndef BASE_SUPPLIED_H
#define BASE_SUPPLIED_H

#include <stddef.h>

struct supplied {
    const char *name;           /* as in --data homes, --text sentences */
    const unsigned char *bytes; /* (n), and a NUL behind them */
    size_t n;
};

/* NULL: none has this name. */
const struct supplied *supplied_find(const char *name);

#endif
