/* commands.h -- the commands of the guide, for main's table, each in the file
   of its name. */
#ifndef GUIDE_COMMANDS_H
#define GUIDE_COMMANDS_H

#include "text/opt.h"

extern const struct command check_command;      /* a run against goals      */
extern const struct command completion_command; /* what a shell needs       */
extern const struct command count_command;      /* pairs of texts as CSV    */
extern const struct command explain_command;    /* what a word means        */
extern const struct command man_command;        /* the manual page          */
extern const struct command plot_command;       /* draws saved histories    */
extern const struct command predict_command;    /* asks a saved model       */
extern const struct command report_command;     /* the course as one page   */
extern const struct command source_command;     /* the loops, as they stand */
extern const struct command step_command;       /* one update at a time     */
extern const struct command visit_command;      /* the tour: the course     */

#endif
