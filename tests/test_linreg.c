/* The marks of a run: what it was like at the epochs that are looked back at,
   against the same steps by hand. */
#include "stages/linreg.h"
#include "test.h"

/* Is k among the epochs that a run of 2,000 notes? */
static bool noted(uint64_t k)
{
    static const uint64_t marks[] = {0,   1,   5,    10,   25,  49,  50,
                                     99,  100, 150,  199,  200, 250, 499,
                                     500, 999, 1000, 1999, 2000};

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (marks[i] == k)
            return true;
    return false;
}

static void check_run(struct linreg *r)
{
    const struct dataset *set = &r->training.set;
    struct line line = r->training.start;

    for (uint64_t k = 0; k < 2100; k++) {
        const struct linreg_mark *mark = linreg_at(r, k);
        struct gradient g = line_gradient(&line, &set->train);
        struct line plain = line_unscale(&line, set->center, set->scale);
        CHECK((mark != NULL) == noted(k));
        CHECK(!mark || (mark->epoch == k && mark->loss == g.loss &&
                        mark->line.slope == plain.slope &&
                        mark->line.intercept == plain.intercept));
        line_descend(&line, &g, r->training.lr);
    }
}

int main(void)
{
    struct linreg_options o = {.training = {.data = PRESET_DATA}};
    struct fault fault = {0};

    o.training.rule.epochs = 2000;
    o.training.standardize = true;
    o.training.rule.lr = 0.001;
    for (int i = 0; i < 2; i++) {
        struct linreg r = {0};
        if (CHECK(training_open(&r, &o, false, &fault)) &&
            CHECK(linreg_train(&r, NULL, &fault)) && i == 0)
            check_run(&r);
        else /* the run did not come to the end */
            CHECK(linreg_at(&r, 1) && !linreg_at(&r, 1999));
        training_close(&r);
        o.training.rule.lr = 100.0;
    }
    return test_end();
}
