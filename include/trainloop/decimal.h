/* decimal.h -- the one way in which this program reads and writes a number. */
#ifndef TRAINLOOP_DECIMAL_H
#define TRAINLOOP_DECIMAL_H

#include <stdbool.h>

struct decimal {
    char text[32];
};

/* The fewest digits that read back as the same double, those of Python's repr,
   laid out as %.15g does; "inf", "-inf" and "nan" for the rest. */
struct decimal decimal_format(double x);

enum decimal_status {
    DECIMAL_OK,
    DECIMAL_EMPTY,
    DECIMAL_COMMA,   /* a decimal comma: 1,5                       */
    DECIMAL_WORD,    /* no decimal number: a word, 0x10, nan, 1e   */
    DECIMAL_TOO_BIG, /* beyond 1.797e308                           */
    DECIMAL_OUTSIDE  /* a number, but not one that was asked for   */
};

/* Reads sign, digits with at most one point, exponent, and nothing else (no
   hexadecimal, inf, nan, blanks).  Correctly rounded.  DECIMAL_OK sets *x. */
enum decimal_status decimal_parse(const char *text, double *x);

/* The same for a number in [low, high], a whole one if `whole`. */
enum decimal_status decimal_between(const char *text, double low, double high,
                                    bool whole, double *x);

#endif
