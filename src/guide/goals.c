/* What the command check judges. */
#include "guide/goals.h"

const struct opt goals_talk_rows[] = {
    {"--quiet", .alias = "-q", .kind = OPT_FLAG,
     .at = offsetof(struct frame_options, quiet),
     .help = "the goals, without hints"},
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = offsetof(struct frame_options, names.csv),
     .help = "csv: a row for every goal"},
    {0},
};

void goals_hint(struct finding *goal, const char *hint, const char *see)
{
    goal->hint = hint;
    goal->see = see;
}
