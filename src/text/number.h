/* number.h -- numbers for people, by value: number_short(x).text. */
#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

#include "trainloop/fault.h"

enum { NUMBER_TEXT = 140 };

/* A number, or a few words. */
struct number {
    char text[NUMBER_TEXT];
};

/* As printf, into n; what does not fit is cut.  Returns n.  (It is not returned
   by value: not every compiler can do that with any number of arguments.) */
struct number *number_say(struct number *n, const char *format, ...)
    FAULT_PRINTF(2, 3);

/* With `decimals` <= 15 places and commas; from 1e24 on as 1.234567e+24. */
struct number number_group(double x, int decimals);

/* So, but three digits where that would show a zero that is none. */
struct number number_seen(double x, int decimals);

/* Without commas; six digits from 1e12 on and below 0.1. */
struct number number_plain(double x, int decimals);

/* x > 0 with so many significant digits, cut off: never above x. */
struct number number_below(double x, int digits);

/* "1 epoch", "5,000 epochs". */
struct number number_count(double n, const char *noun);

/* What makes a plural of a word behind x >= 0, shown whole: "s", or "". */
const char *number_plural(double x);

/* Any x for a sentence: grouped where that is short, else as 1.2e+34. */
struct number number_short(double x);

#endif
