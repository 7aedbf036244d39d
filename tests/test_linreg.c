/* What a run notes for its views and claims, against the same steps by hand. */
#include "stages/linreg.h"
#include "test.h"

#include <math.h>

static bool same(double a, double b)
{
    return a == b || (a != a && b != b);
}

/* A run of 2,000 epochs: its journey, its parts, its first tenth. */
static void check_run(struct linreg *r)
{
    static const uint64_t journey[] = {0,   1,   5,   10,  25,   50,
                                       100, 150, 250, 500, 1000, 2000};
    static const uint64_t ends[] = {0, 50, 100, 200, 500, 1000};
    const struct dataset *set = &r->training.set;
    struct line line = r->training.start;
    const struct linreg_mark *mark = r->journey;

    CHECK(r->n == 12);
    double after_50 = 0.0, first = r->training.fit.judge.first;
    for (uint64_t k = 0; k <= 2000; k++) {
        struct gradient g = line_gradient(&line, &set->train);
        struct line plain = line_unscale(&line, set->center, set->scale);
        if (mark < r->journey + r->n && k == journey[mark - r->journey]) {
            CHECK(mark->epoch == k && mark->loss == g.loss &&
                  mark->line.slope == plain.slope &&
                  mark->line.intercept == plain.intercept);
            mark++;
        }
        for (int i = 0; i < LINREG_PARTS; i++) {
            const struct linreg_part *p = &r->part[i];
            CHECK(p->from == ends[i] && p->to == ends[i + 1]);
            CHECK(k != p->from || p->first == g.loss);
            CHECK(k + 1 != p->to || p->last == g.loss);
            CHECK(k != p->to || p->after == g.loss);
        }
        CHECK(k != 25 || r->early == g.loss);
        CHECK(k != 200 || r->tenth == g.loss);
        after_50 = k == 50 ? g.loss : after_50;
        if (k == 2000) /* both ends of the part are counted in steps */
            CHECK(r->share == 100.0 * (first - after_50) / (first - g.loss));
        line_descend(&line, &g, r->training.lr);
    }
    CHECK(mark == r->journey + r->n);
}

/* A run that diverged after some epochs: what it came to, and the rest NaN. */
static void check_short(const struct linreg *r)
{
    const struct judge *judge = &r->training.fit.judge;

    CHECK(judge_diverged(judge) && judge->measured < 49);
    CHECK(r->part[0].first == judge->first && isnan(r->part[0].last) &&
          isnan(r->part[0].after));
    CHECK(isnan(r->part[1].first) && isnan(r->tenth) && isnan(r->share));
    CHECK(r->n > 1 && r->journey[r->n - 1].epoch == judge->measured - 1 &&
          same(r->journey[r->n - 1].loss, judge->last));
}

/* --check-gradient is in the result: both lines, formulas and differences. */
static void check_gradient(const struct linreg *r)
{
    const struct training *t = &r->training;
    const struct line *line[] = {&t->start, &t->fit.line};

    for (int i = 0; i < 2; i++) {
        const struct linreg_check *c = &r->check[i];
        struct gradient g = line_gradient(line[i], &t->set.train);
        CHECK(c->line.slope == line[i]->slope && c->loss == g.loss);
        CHECK(c->slope.formula == g.d_slope &&
              c->intercept.formula == g.d_intercept);
        CHECK(c->slope.part <= 1e-6 && c->intercept.part <= 1e-6);
        CHECK(c->slope.apart == fabs(c->slope.formula - c->slope.central));
    }
}

int main(void)
{
    struct linreg_options o = {.training = {.data = PRESET_DATA},
                               .check_gradient = true};
    struct fault fault = {0};

    o.training.rule.epochs = 2000;
    o.training.standardize = true;
    o.training.rule.lr = 0.001;
    for (int i = 0; i < 2; i++) {
        struct linreg r = {0};
        if (CHECK(linreg_stage.open(&r, &o, false, &fault)) &&
            CHECK(linreg_stage.train(&r, NULL, &fault)) && i == 0) {
            check_run(&r);
            check_gradient(&r);
        } else {
            check_short(&r);
        }
        linreg_stage.close(&r);
        o.training.rule.lr = 100.0;
    }
    return test_end();
}
