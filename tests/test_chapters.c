/* What a run says to the tour's questions is read from its result: with other
   results it is another option, for every option there is. */
#include "guide/chapters.h"
#include "stages/bigram_run.h"
#include "stages/data.h"
#include "stages/generalize.h"
#include "stages/linreg.h"
#include "stages/sweep.h"
#include "test.h"

#include <math.h>
#include <string.h>

/* Which chapter has this name? */
static int find(const char *name)
{
    int k = 0;

    while (strcmp(chapters[k].name, name) != 0)
        k++;
    return k;
}

/* Does it say this? */
static bool says_so(const char *name, const void *result, const char *text)
{
    struct chapters_answer a = {.right = -1};

    chapters[find(name)].look(&a, result);
    return strstr(a.found, text) != NULL;
}

/* Does it say that this option is right? */
static bool says(const char *name, const void *result, int right)
{
    struct chapters_answer a = {.right = -1};
    int k = find(name);

    chapters[k].look(&a, result);
    bool said = a.right == right && (right < 0 || a.found[0] != '\0');
    return said && (right < 0 || chapters[k].options[right].text) &&
           !strstr(a.found, "nan") && !strstr(a.found, "inf");
}

/* Marks at epochs 0, 1, 5, 9, before the step; the last five steps are of this
   length, the one after the last mark too. */
static void check_step(double late, int right)
{
    static struct linreg r;

    r.n = 4;
    r.journey[1] = (struct linreg_mark){.epoch = 1, .line = {100.0, 0.0}};
    r.journey[2] = (struct linreg_mark){.epoch = 5, .line = {300.0, 0.0}};
    r.journey[3] =
        (struct linreg_mark){.epoch = 9, .line = {300.0 + 4.0 * late, 0.0}};
    r.training.line.slope = 300.0 + 5.0 * late;
    r.training.fit.judge.measured = 10;
    CHECK(says("step", &r, right));
}

static void check_lines(void)
{
    struct data data = {.set.truth.noise = 100.0, .bowl.floor = 1.0};
    static struct training t;

    CHECK(says("data", &data, 0));
    data.bowl.floor = 100.0 * 100.0;
    CHECK(says("data", &data, 1));
    data.bowl.floor = 200.0 * 200.0;
    CHECK(says("data", &data, 2));
    t.bowl.best = (struct line){2.0, -1000.0};
    t.line.intercept = -950.0;
    CHECK(says("linreg", &t, 0));
    t.line.intercept = -500.0;
    CHECK(says("linreg", &t, 1));
    t.line.intercept = 5.0;
    CHECK(says("linreg", &t, 2));
    t.bowl.floor = 1000.0;
    t.fit.last.loss = 1005.0;
    t.fit.judge.verdict = JUDGE_STOPPED;
    CHECK(says("early-stop", &t, 0));
    t.fit.last.loss = 1100.0;
    CHECK(says("early-stop", &t, 1));
    t.fit.judge.verdict = JUDGE_COMPLETED;
    CHECK(says("early-stop", &t, 2));
}

static void check_others(void)
{
    static struct sweep_row rows[2] = {{.lr = 1.0, .loss = 4.0},
                                       {.lr = 9.0, .loss = 9.0}};
    static struct sweep sweep;
    static struct generalize g;

    sweep.rows = rows;
    sweep.n = 2;
    sweep.training.trained.critical = 10.0;
    CHECK(says("sweep", &sweep, 1));
    rows[1].loss = 1.0;
    CHECK(says("sweep", &sweep, 2));
    rows[1].loss = HUGE_VAL;
    rows[1].diverged = true;
    CHECK(says("sweep", &sweep, 0));
    g.test = (struct test){.mae = 0.0, .band.mean = 10.0, .high = 20.0};
    CHECK(says("generalize", &g, 0));
    g.test.mae = 19.0;
    CHECK(says("generalize", &g, 1));
    g.test.mae = 21.0;
    CHECK(says("generalize", &g, 2));
    g.test.score = SCORE_WORSE;
    CHECK(says("homes", &g, 0));
    g.test.score = SCORE_LIKE;
    CHECK(says("homes", &g, 1));
    g.test.apart = 3.0;
    CHECK(says_so("homes", &g, "held out is larger by 3."));
    g.test.apart = -3.0;
    CHECK(says_so("homes", &g, "held out is smaller by 3."));
}

/* Of the sentences, with other probabilities. */
static void check_words(void)
{
    struct bigram_options o = BIGRAM_PRESET(&bigram_run_five, 5);
    struct bigram_run r = {0};
    struct fault fault = {0};

    o.follow = "the,cat";
    if (CHECK(bigram_run_open(&r, &o, false, &fault))) {
        CHECK(says("text", &r, -1)); /* nothing is held out */
        r.corpus.held_pairs = 1;
        r.fit.judge.measured = 5;
        CHECK(says("text", &r, 2));
        r.lowest.epoch = 3;
        CHECK(says("text", &r, 1));
        r.lowest.epoch = 5;
        CHECK(says("text", &r, 0));
        r.asked.followed = 0.9;
        CHECK(says("bigram", &r, 0));
        r.asked.followed = 0.29;
        CHECK(says("bigram", &r, 1));
        r.asked.followed = 0.12;
        CHECK(says("bigram", &r, 2));
        size_t size = r.corpus.words.n * sizeof(double);
        memcpy(r.asked.after, r.asked.before, size);
        CHECK(says("writing", &r, 1));
        memset(r.asked.after, 0, size);
        CHECK(says("writing", &r, 0));
        for (uint32_t k = 0; k < r.corpus.words.n; k++)
            r.asked.after[k] = 1.0;
        CHECK(says("writing", &r, 2));
    }
    bigram_run_close(&r);
}

int main(void)
{
    check_step(100.0, 0);
    check_step(20.0, 1);
    check_step(120.0, 2);
    check_lines();
    check_others();
    check_words();
    return test_end();
}
