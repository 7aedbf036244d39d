/* The marks: asked for in any order, noted on the way, found again. */
#include "lesson/marks.h"
#include "test.h"

int main(void)
{
    struct marks m = {0};

    marks_want(&m, 50);
    marks_want(&m, 0);
    marks_want(&m, 50);
    marks_want(&m, 7);
    CHECK(m.n == 3);
    for (uint64_t k = 0; k < 20; k++) {
        struct mark *mark = marks_note(&m, k);
        CHECK((mark != NULL) == (k == 0 || k == 7));
        if (mark)
            mark->loss = (double)k;
    }
    CHECK(marks_at(&m, 7) && marks_at(&m, 7)->loss == 7.0);
    CHECK(!marks_at(&m, 50)); /* wanted, but the run did not come there */
    CHECK(!marks_at(&m, 8));
    return test_end();
}
