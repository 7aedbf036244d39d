/* Steps that are walked: a signal ends a long series, which is then as long as
   it came. */
#include "guide/step_words.h"
#include "test.h"

#include <signal.h>

static volatile sig_atomic_t stop;
static int heeds;

static void heed(bool on)
{
    heeds += on;
}

static void test_stop(void)
{
    struct bigram_options o = BIGRAM_PRESET(&bigram_run_five, 1);
    struct step_words s = {0};
    struct fault fault = {0};
    const struct call call = {.interrupted = &stop, .heed = heed};
    struct walk walk = {&step_words_walker, &s, &call, NULL, 0, 0};
    struct move move = {.n = 1, .lr = 0.1, .fresh = true};

    if (CHECK(step_words_open(&s, &o, &fault))) {
        CHECK(walk_on(&walk, move, &fault) && s.steps == 1 && heeds == 0);
        move = (struct move){.n = 40, .lr = 0.1};
        CHECK(walk_on(&walk, move, &fault) && s.steps == 41 && heeds == 1);
        stop = 1;
        move.n = 1000000;
        CHECK(walk_on(&walk, move, &fault) && s.steps == 43);
        CHECK(walk.n == 3 && walk.moves[2].n == 2);
        stop = 0;
        CHECK(walk_on(&walk, walk_latest(&walk), &fault) && s.steps == 44);
        CHECK(walk_back(&walk, &fault) && s.steps == 43 && walk.n == 3);
        stop = 1; /* the way back is cut short, too */
        CHECK(walk_on(&walk, walk_latest(&walk), &fault));
        CHECK(walk_back(&walk, &fault) && s.steps == 1 && walk.n == 1);
    }
    walk_free(&walk);
    step_words_close(&s);
}

int main(void)
{
    test_stop();
    return test_end();
}
