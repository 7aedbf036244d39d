/* number.h -- numbers for people, by value: number_short(x).text. */
#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

enum { NUMBER_TEXT = 64 };

struct number {
    char text[NUMBER_TEXT];
};

/* x with `decimals` places, at most 15, and a comma between thousands; from
   1e24 on, where that is no longer readable, as 1.234567e+24. */
struct number number_group(double x, int decimals);

/* As number_group without the commas, from 1e12 on as 1.23457e+12; six digits
   also below 0.1, where `decimals` may show nothing. */
struct number number_plain(double x, int decimals);

/* x > 0 with so many significant digits, cut off and not rounded: what is
   printed is never above x. */
struct number number_below(double x, int digits);

/* What makes a plural of a word behind x >= 0, shown whole: "s", or "". */
const char *number_plural(double x);

/* Any x for a sentence: grouped where that is short, else as 1.2e+34. */
struct number number_short(double x);

#endif
