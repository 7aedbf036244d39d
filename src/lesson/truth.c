/* Claims about the truth behind made data. */
#include "lesson/truth.h"

#include <math.h>

/* Is a parameter within 10 % of the truth? And how much of the way is it? */
static void judge_near(const struct training *t, struct finding *f,
                       double start, double value, double truth)
{
    bool near = fabs(value - truth) <= 0.1 * fabs(truth);
    double part = value / truth;

    if (!t->set.has_truth)
        finding_untested(f, "needs a known truth, that is, no --data");
    else if (start != 0.0)
        finding_judge(f, near, value, "from %s to %s, the truth is %.6g",
                      number_plain(start, 1).text, number_plain(value, 1).text,
                      truth);
    else if (!(part >= 0.0 && part <= 1.0))
        finding_judge(f, near, value, "%s, the truth is %.6g",
                      number_plain(value, 1).text, truth);
    else
        finding_judge(f, near, value, "%s of %.6g: %.2f %% of the way",
                      number_plain(value, 1).text, truth, 100.0 * part);
}

void truth_slope(const void *result, struct finding *f)
{
    const struct training *t = result;

    judge_near(t, f, training_start(t).slope, training_line(t).slope,
               t->set.truth.slope);
}

void truth_intercept(const void *result, struct finding *f)
{
    const struct training *t = result;

    judge_near(t, f, training_start(t).intercept, training_line(t).intercept,
               t->set.truth.intercept);
}
