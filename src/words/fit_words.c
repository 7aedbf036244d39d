/* The loop of the second lesson.  The four steps are taken for every example,
   inside the epoch: bigram_train has them side by side. */
#include "trainloop/fit_words.h"

static void show(struct words_watch *watch, const struct fit_words *fit,
                 enum words_when when, double share)
{
    uint64_t epoch = when == WORDS_START ? 0 : fit->judge.epoch + 1;
    struct words_moment moment = {when, fit, epoch, share};

    for (; watch; watch = watch->next)
        watch->see(watch, &moment);
}

/* Once over all pairs in random order; returns the mean of their losses. */
static double train_epoch(struct scores *scores, struct rng *rng,
                          const struct fit_words *fit,
                          struct words_watch *watch)
{
    struct part part = {0};

    scores_shuffle(scores, rng);
    /* for each: 1. predict, 2. measure the loss, 3. find the gradient,
       4. update */
    while (scores_train(scores, fit->judge.lr, &part))
        if (part.examples < scores->counts->pairs)
            show(watch, fit, WORDS_PART, part.work / scores->work);
    return part.examples > 0 ? part.loss / (double)part.examples : 0.0;
}

struct fit_words fit_words(struct scores *scores, const struct rule *rule,
                           struct rng *rng, struct words_watch *watch)
{
    bool held_out = scores->corpus->held_pairs > 0;
    struct fit_words fit = {0};

    fit.start_loss = fit.loss = fit.running = scores_loss(scores);
    fit.start_held = fit.held = scores_held_loss(scores);
    if (held_out && rule->memory.known == 0.0)
        scores_keep(scores);
    judge_start(&fit.judge, rule);
    fit.judge.rule.by_example = true;
    if (held_out)
        judge_begin(&fit.judge, fit.start_held);
    show(watch, &fit, WORDS_START, 0.0);
    while (judge_next(&fit.judge)) {
        show(watch, &fit, WORDS_BEGIN, 0.0);
        fit.running = train_epoch(scores, rng, &fit, watch);
        fit.loss = scores_loss(scores);
        fit.held = scores_held_loss(scores);
        judge_record(&fit.judge, fit.running,
                     held_out ? fit.held : fit.running);
        if (judge_is_best(&fit.judge) && judge_beats_memory(&fit.judge) &&
            (!held_out || fit.held < fit.start_held))
            scores_keep(scores);
        show(watch, &fit, WORDS_EPOCH, 0.0);
    }
    return fit;
}
