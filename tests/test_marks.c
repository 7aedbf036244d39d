/* The marks: asked for in any order, noted on the way, found again. */
#include "lesson/marks.h"
#include "test.h"

/* A run of 20 epochs whose loss at epoch k is k, and its slope 2 k. */
static void run(struct line_watch *watch)
{
    for (uint64_t k = 0; k < 20; k++)
        watch->see(watch, &(struct line_moment){.steps = k,
                                                .line = {2.0 * (double)k, 1.0},
                                                .g = {.loss = (double)k}});
}

int main(void)
{
    struct dataset set = {.scale = 1.0};
    struct marks m = {0}, full = {0};
    struct line_watch *watch = marks_watch(&m, &set);

    marks_want(&m, 50);
    marks_want(&m, 0);
    marks_want(&m, 50);
    marks_want(&m, 7);
    CHECK(m.n == 3);
    run(watch);
    CHECK(marks_at(&m, 7) && marks_at(&m, 7)->loss == 7.0);
    CHECK(marks_at(&m, 7) && marks_at(&m, 7)->line.slope == 14.0);
    CHECK(marks_at(&m, 0) && marks_at(&m, 0)->loss == 0.0);
    CHECK(!marks_at(&m, 50)); /* wanted, but the run did not come there */
    CHECK(!marks_at(&m, 8));

    for (uint64_t k = 0; k < MARKS_MOST + 9; k++)
        marks_want(&full, k);
    CHECK(full.n == MARKS_MOST); /* more are not noted, and do no harm */
    return test_end();
}
