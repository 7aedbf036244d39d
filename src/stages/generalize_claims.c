/* What the usual telling claims about generalize, judged from the run. */
#include "stages/generalize_claims.h"

#include <math.h>

static void test_like_training(const struct generalize *r, struct finding *f)
{
    const struct test *test = &r->test;

    finding_judge(f, !generalize_is_outside(&test->band, test->mae), test->mae,
                  "%s; %s: %s to %s", number_short(test->mae).text,
                  r->training.set.has_truth ? "noise alone" : "chance",
                  number_short(test->low).text, number_short(test->high).text);
}

static void slope_known(const struct generalize *r, struct finding *f)
{
    training_slope_true(&r->training, f);
}

static const struct {
    const char *id, *claim;
    void (*judge)(const struct generalize *r, struct finding *f);
} claims[] = {
    {"test-like-training", .judge = test_like_training,
     .claim = "the test error is in the training's range"},
    {"slope-known", .judge = slope_known,
     .claim = "about the true slope (10 %)"},
};
enum { CLAIMS = sizeof claims / sizeof claims[0] };

int generalize_claims(const void *result, struct finding *findings)
{
    const struct generalize *r = result;
    bool diverged = judge_diverged(&r->training.fit.judge);

    for (int i = 0; i < CLAIMS; i++) {
        struct finding *f = &findings[i];
        *f = (struct finding){.id = claims[i].id, .claim = claims[i].claim};
        if (diverged)
            finding_judge(f, false, (double)NAN, "the run diverged");
        else
            claims[i].judge(r, f);
    }
    return CLAIMS;
}
