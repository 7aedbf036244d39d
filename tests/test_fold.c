/* The order of additions: where a run is cut, and how eight sums are folded. */
#include "test.h"

#include "trainloop/fold.h"

/* Beside 1e16 a 1 is lost, so the order of the additions shows. */
static void lanes(void)
{
    const double pairs[] = {1e16, 1, -1e16, 1, 0, 0, 0, 0};
    const double fours[] = {1e16, 0, 0, 0, -1e16, 0, 1, 0};
    const double both[] = {1, 2, 4, 8, 16, 32, 64, 128};

    CHECK_SAME(fold_lanes(pairs), 0.0);
    CHECK_SAME(fold_lanes(fours), 0.0);
    CHECK_SAME(fold_lanes(both), 255.0);
}

static size_t sizes[200], n_sizes, next;

/* Two series: ones, and the numbers of the terms. */
static void record(const void *data, size_t from, size_t n, double *sum)
{
    CHECK(data == sizes && from == next && n > 0 && n <= FOLD_BLOCK);
    next = from + n;
    sizes[n_sizes++ % 200] = n;
    sum[0] = (double)n;
    sum[1] = (double)n * ((double)from + ((double)n - 1.0) / 2.0);
}

static void cut(size_t n, size_t blocks, size_t first, size_t last)
{
    struct fold fold = {2, record, sizes};
    double sum[2];

    n_sizes = 0;
    next = 10;
    fold_sum(&fold, 10, n, sum);
    CHECK(n_sizes == blocks && next == 10 + n);
    CHECK(n == 0 || (sizes[0] == first && sizes[blocks - 1] == last));
    CHECK_SAME(sum[0], (double)n);
    CHECK_SAME(sum[1], (double)n * (10.0 + ((double)n - 1.0) / 2.0));
}

int main(void)
{
    lanes();
    cut(0, 0, 0, 0);
    cut(1, 1, 1, 1);
    cut(128, 1, 128, 128);
    cut(129, 2, 64, 65);
    cut(143, 2, 64, 79);
    cut(144, 2, 72, 72);
    cut(255, 3, 120, 71);
    cut(256, 2, 128, 128);
    cut(257, 3, 128, 65);
    cut(8192, 64, 128, 128);
    cut(8193, 65, 128, 1);
    cut(16385, 129, 128, 1);
    return test_end();
}
