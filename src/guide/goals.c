/* What the command check judges. */
#include "guide/goals.h"

#include <math.h>
#include <stdarg.h>

const struct opt goals_quiet_row[] = {
    {.name = "--quiet",
     .alias = "-q",
     .kind = OPT_FLAG,
     .at = offsetof(struct frame_options, quiet),
     .help = "the goals, without hints"},
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = offsetof(struct frame_options, format),
     .help = "csv: a row for every goal"},
    {0},
};

void goals_judge(struct finding *goal, const char *wanted, bool met,
                 const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    *goal = (struct finding){.claim = wanted,
                             .verdict = met ? FINDING_TRUE : FINDING_FALSE,
                             .measured = (double)NAN};
    vsnprintf(goal->reason, sizeof goal->reason, format, arguments);
    va_end(arguments);
}

void goals_hint(struct finding *goal, const char *hint, const char *see)
{
    goal->hint = hint;
    goal->see = see;
}
