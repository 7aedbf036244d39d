/* How far a long run is, and how fast it was. */
#include "text/progress.h"

#include "text/number.h"
#include "text/report.h"

#include <math.h>
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

/* Looks at the clock: the seconds since the start. */
static double look(struct progress *p)
{
    double now = read_clock();

    if (now > p->clock && !p->over)
        p->passed += now - p->clock;
    p->clock = now;
    return p->passed;
}

void progress_start(struct progress *p, const char *what, uint64_t epochs,
                    double examples, bool quiet)
{
    *p = (struct progress){
        .what = what, .quiet = quiet, .examples = examples, .epochs = epochs};
    /* some ten million examples, a few milliseconds, between two looks */
    p->stride = (uint64_t)(1e7 / (examples + 100.0)) + 1;
    p->next = p->stride;
    p->clock = read_clock();
}

void progress_look(struct progress *p, uint64_t epoch, double part, double loss)
{
    double now = look(p);
    double share = ((double)epoch + part) / (double)p->epochs;
    double left = floor(now * (1.0 - share) / share + 0.5);
    struct report out = {.file = stderr, .width = REPORT_WIDTH};

    p->next = epoch + p->stride;
    if (p->quiet || now - p->spoken < 2.0)
        return;
    p->spoken = now;
    report_print(&out, "%s %.0f of %.0f   loss %s   %.1f %%   ", p->what,
                 (double)epoch, (double)p->epochs, number_short(loss).text,
                 100.0 * share);
    if (share > 0.0)
        report_print(&out, "%.0f:%02.0f:%02.0f left\n", floor(left / 3600.0),
                     floor(fmod(left, 3600.0) / 60.0), fmod(left, 60.0));
    else
        report_print(&out, "just begun\n");
    report_free(&out);
}

void progress_stop(struct progress *p)
{
    look(p);
    p->over = true;
}

void progress_timing(struct progress *p, uint64_t epochs)
{
    double seconds = look(p);
    double rate = seconds > 0.0 ? (double)epochs / seconds : 0.0;
    struct report out = {.file = stderr, .width = REPORT_WIDTH};

    report_print(&out, "timing: %s in %.6f s, %s epochs a second%s%s%s\n",
                 number_count((double)epochs, "epoch").text, seconds,
                 number_short(rate).text, p->examples > 0.0 ? ", " : "",
                 p->examples > 0.0 ? number_short(rate * p->examples).text : "",
                 p->examples > 0.0 ? " examples a second"
                                   : ""); /* sums have none */
    report_free(&out);
}
