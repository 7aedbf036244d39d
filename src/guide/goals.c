/* What the command check judges. */
#include "guide/goals.h"

const struct opt goals_quiet_row[] = {
    {.name = "--quiet",
     .alias = "-q",
     .kind = OPT_FLAG,
     .at = offsetof(struct frame_options, quiet),
     .help = "the goals, without hints"},
    {0},
};

void goals_hint(struct finding *goal, const char *hint, const char *see)
{
    goal->hint = hint;
    goal->see = see;
}
