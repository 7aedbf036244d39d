/* amount.h -- numbers as people write them in tables: 1234.5, "1,234.5",
   $190,208, 12 %, 1.234,5 with a decimal comma. */
#ifndef TABLE_AMOUNT_H
#define TABLE_AMOUNT_H

#include <stdbool.h>

/* What the numbers of one column have in common, as far as it was read.  All
   zeros before the first. */
struct amount_style {
    bool known;       /* there was a number */
    char currency[4]; /* its sign, or ""    */
    bool percent;
    char group[4]; /* what stands between groups of three digits, or "" */
    bool large;    /* a number from 1000 on without groups was there    */
};

enum amount_status {
    AMOUNT_OK,
    AMOUNT_MISSING, /* one of the marks of a missing value               */
    AMOUNT_DATE,
    AMOUNT_MIXED,     /* a number, but not in the style of those before it */
    AMOUNT_AMBIGUOUS, /* 1,234 where nothing tells what the comma is       */
    AMOUNT_COMMA,     /* a decimal comma where the point is one            */
    AMOUNT_TOO_BIG,
    AMOUNT_FOREIGN, /* a currency sign that is no UTF-8                    */
    AMOUNT_NEARLY,  /* it begins as a number does                           */
    AMOUNT_WORD
};

/* Reads a number, or finds out what else it is.  point: '.' or ',', the decimal
   mark; '?': nobody knows.  AMOUNT_OK sets *x, to what Python's float makes of
   the digits, and the style; marks are taken out of the text.  The value of
   12 % is 12. */
enum amount_status amount_read(char *text, char point,
                               struct amount_style *style, double *x);

/* Which decimal mark a text gives away, if it is a number: '.' or ','; '?' for
   1,234; 0 for 1.234, 1234 and what is no number.  *number: is it one by some
   decimal mark? */
char amount_point(const char *text, bool *number);

#endif
