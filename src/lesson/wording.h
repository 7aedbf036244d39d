/*
 * wording.h -- the words in which every stage that fits a line speaks of its
 * run.
 */
#ifndef LESSON_WORDING_H
#define LESSON_WORDING_H

#include "lesson/training.h"

/* The heading: data, plan, yardsticks, rule; for a struct stage whose result
   begins with a struct training. */
void wording_head(const void *result, struct sheet *sheet);

/* How the steps are made, where they are not plain: ", momentum 0.9". */
struct number wording_descent(const struct training *t);

/* The stop rule, which there is, as the end of a sentence; which: of the losses
   it watches, "held-out "; unit: of a loss, " squared EUR".  What an
   improvement must be more than: "100", "0.1 % of the best". */
void wording_rule(struct sheet *sheet, const struct rule *rule,
                  const char *which, const char *unit);
struct number wording_delta(const struct rule *rule, const char *unit);

/* What the columns of the table are. */
void wording_note(struct sheet *sheet, const struct training *t);

/* Whether the rule or the cap ended the run, or nothing; when it last improved.
 */
struct number wording_end(const struct training *t);
void wording_ending(struct sheet *sheet, const struct training *t);

/* The first points, and how far the learned line is off.  The table says who
   shows it, and with n = 5 it has the squared errors, with 4 it has not; style:
   of x. */
void wording_errors(struct sheet *sheet, struct table table,
                    enum column_style style, const struct training *t,
                    const struct points *p, size_t most);

/* The critical rate, how far lr is from it, the condition number, lr 0: of no
   rate; and what they mean for the run. */
void wording_critical(struct sheet *sheet, const struct training *t, double lr);
void wording_why(struct sheet *sheet, const struct training *t);

/* What momentum does, lr 0: of no rate, and the fastest pair there is. */
void wording_momentum(struct sheet *sheet, const struct training *t, double lr);

/* "35.3 % above the floor"; "0.12 %" or that it is less than can be told, a
   share with one decimal; until something has arrived, which may never be: "588
   epochs", rounded up; the same of 99 % of a direction; a part of the critical
   rate, with six decimals near 1,
   "-" where it is not finite; "1.70 times above critical"; where most of the
   flat direction's way lies, ", nearly all intercept" or nothing. */
struct number wording_above(const struct training *t, double loss);
struct number wording_percent(double x);
struct number wording_share(double x);
struct number wording_time(double epochs);
struct number wording_epochs(const struct training *t, double lr, bool flat);
struct number wording_part(double ratio);
struct number wording_rate(const struct training *t, double lr);
const char *wording_slow(const struct training *t);

#endif
