/* How far a long run is, and how fast it was. */
#include "text/progress.h"

#include "text/number.h"

#include <stdio.h>
#include <time.h>

/* Seconds by a clock that ISO C has; only differences mean anything. */
static double read_clock(void)
{
#if defined TIME_UTC
    struct timespec now = {0};

    if (timespec_get(&now, TIME_UTC) == TIME_UTC)
        return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
#endif
    return (double)clock() / CLOCKS_PER_SEC;
}

void progress_start(struct progress *p, const char *what, uint64_t epochs,
                    double examples, bool quiet)
{
    *p = (struct progress){
        .what = what, .quiet = quiet, .examples = examples, .epochs = epochs};
    /* some ten million examples, a few milliseconds, between two looks */
    p->stride = (uint64_t)(1e7 / (examples + 100.0)) + 1;
    p->next = p->stride;
    p->start = p->spoken = read_clock();
}

void progress_part(struct progress *p, uint64_t epoch, double part, double loss)
{
    double now = read_clock();
    double share = ((double)epoch + part) / (double)p->epochs;
    struct number left = {"?"};

    if (p->quiet || now - p->spoken < 2.0)
        return;
    p->spoken = now;
    if (share > 0.0)
        left = number_group((now - p->start) * (1.0 - share) / share, 0);
    fprintf(stderr, "%s %.0f of %.0f   loss %s   %.1f %%   %s s left\n",
            p->what, (double)epoch, (double)p->epochs, number_short(loss).text,
            100.0 * share, left.text);
}

void progress_look(struct progress *p, uint64_t epoch, double loss)
{
    p->next = epoch + p->stride;
    progress_part(p, epoch, 0.0, loss);
}

void progress_stop(struct progress *p)
{
    p->end = read_clock();
}

void progress_timing(const struct progress *p, uint64_t epochs)
{
    double seconds = (p->end > 0.0 ? p->end : read_clock()) - p->start;
    double rate = seconds > 0.0 ? (double)epochs / seconds : 0.0;

    fprintf(stderr,
            "timing: %.0f epochs in %.6f s, %s epochs a second, "
            "%s examples a second\n",
            (double)epochs, seconds, number_short(rate).text,
            number_short(rate * p->examples).text);
}
