/* What the usual telling claims about bigram, judged from the run. */
#include "stages/bigram_run.h"
#include "text/number.h"

#include <math.h>
#include <string.h>

static void falls_every_epoch(const struct bigram_run *run, struct finding *f)
{
    double n = (double)run->fit.judge.measured;

    if (run->level > 0)
        claims_judge(f, false, "fixed loss: %.0f of %.0f; %.0f level, to 1e-9",
                     (double)run->falls, n, (double)run->level);
    else
        claims_judge(f, (double)run->falls == n, "fixed loss: %.0f of %.0f",
                     (double)run->falls, n);
}

static void reaches_034(const struct bigram_run *run, struct finding *f)
{
    struct pair pair = bigram_run_pair(run, "the", "cat");

    if (run->options->text || run->options->names.load ||
        pair.word == WORD_UNKNOWN || counts_of(&run->counts, pair) == 0)
        claims_untested(f, "needs the five sentences");
    else if (run->fit.judge.measured < 5)
        claims_untested(f, "needs --epochs 5");
    else
        claims_judge(f, run->at_five > 0.34, "%.3f, limit %.3f", run->at_five,
                     counts_share(&run->counts, pair));
}

static void all_expected(const struct bigram_run *run, struct finding *f)
{
    int passing = bigram_view_expected(run, false);
    struct pair dog = bigram_run_pair(run, "the", "dog");

    if (passing < 0 || dog.word == WORD_UNKNOWN)
        claims_untested(f, "needs the five sentences");
    else
        claims_judge(f, passing == run->own->n_expected,
                     "%d of %d; the limit of the -> dog is %.3f", passing,
                     run->own->n_expected, counts_share(&run->counts, dog));
}

static void fine_tuning(const struct bigram_run *run, struct finding *f)
{
    double first = run->first_fall, last = run->changes[2];

    if (run->fit.judge.measured < 2)
        claims_untested(f, "needs --epochs 2 or more");
    else if (!(first > 0.0))
        claims_judge(f, false, "the first epoch made it worse, by %.4f",
                     fabs(first));
    else if (!(last > 0.0))
        claims_judge(f, true, "first fall %.4f, in the last it rose by %.4f",
                     first, fabs(last));
    else
        claims_judge(f, first >= 2.0 * last,
                     "first fall %.4f, last %.4f: %s times, wanted 2", first,
                     last, number_short(first / last).text);
}

static void decay_helps(const struct bigram_run *run, struct finding *f)
{
    if (!(run->options->decay > 0.0))
        claims_untested(f, "needs --decay 0.95");
    else
        claims_judge(f, run->fit.loss < run->twin_loss,
                     "fixed loss %.4f, at a constant rate %.4f (running %.4f, "
                     "%.4f)",
                     run->fit.loss, run->twin_loss, run->fit.judge.last,
                     run->twin);
}

static void converged(const struct bigram_run *run, struct finding *f)
{
    if (run->options->patience == 0)
        claims_untested(f, "needs --patience 3");
    else if (run->fit.judge.verdict == JUDGE_STOPPED)
        claims_judge(f, run->fit.judge.last <= run->fit.judge.first,
                     "patience ran out at epoch %.0f%s",
                     (double)run->fit.judge.epoch + 1.0,
                     run->fit.judge.last <= run->fit.judge.first
                         ? ""
                         : ", but the loss has grown");
    else
        claims_judge(f, false, "patience never ran out in %.0f epochs",
                     (double)run->fit.judge.measured);
}

static void prevents_overfitting(const struct bigram_run *run,
                                 struct finding *f)
{
    const struct judge *t = &run->fit.judge;

    if (run->corpus.held_lines > 0 && run->corpus.held_pairs == 0)
        claims_untested(f, "no held-out pair is known: hold out more");
    else if (run->corpus.held_pairs == 0)
        claims_untested(f, "needs --holdout 0.2");
    else if (t->best_epoch == t->epoch)
        claims_judge(f, false,
                     "held-out %.4f, and it still falls: nothing to "
                     "prevent yet",
                     run->fit.held);
    else
        claims_judge(f, t->best < run->fit.held,
                     "held-out %.4f at epoch %.0f, %.4f at the last", t->best,
                     (double)t->best_epoch + 1.0, run->fit.held);
}

typedef void judge_claim(const struct bigram_run *run, struct finding *f);

static const struct {
    const char *claim;
    judge_claim *judge;
} claims[BIGRAM_CLAIMS] = {
    {"the loss falls every epoch", falls_every_epoch},
    {"the -> cat reaches 0.34 in five epochs", reaches_034},
    {"all six expected pairs pass 0.2", all_expected},
    {"early changes are big, later ones fine tuning", fine_tuning},
    {"decay improves the result", decay_helps},
    {"training converged", converged},
    {"early stopping prevents overfitting", prevents_overfitting},
};

void bigram_claims(const struct bigram_run *run,
                   struct finding findings[BIGRAM_CLAIMS])
{
    for (int i = 0; i < BIGRAM_CLAIMS; i++) {
        findings[i] = (struct finding){.claim = claims[i].claim};
        if (judge_diverged(&run->fit.judge))
            claims_judge(&findings[i], false, "the run diverged");
        else
            claims[i].judge(run, &findings[i]);
    }
}
