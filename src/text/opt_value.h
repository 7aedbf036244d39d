/* opt_value.h -- the value of an option: what it looks like on a command line,
   and where it goes in a struct. */
#ifndef TEXT_OPT_VALUE_H
#define TEXT_OPT_VALUE_H

#include "text/number.h"
#include "text/opt.h"

/* Reads what was typed; NULL: nothing was, for a FLAG or a MAYBE.  False: it is
   not what the option needs. */
bool opt_value_read(const struct opt *o, const char *text, void *value);

/* What it needs: "a number greater than 0". */
struct number opt_value_wanted(const struct opt *o);

/* The default of an option as one would type it; empty where it has none. */
struct number opt_value_default(const struct command *command,
                                const struct opt_row *row);

#endif
