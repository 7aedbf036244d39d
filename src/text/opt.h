/* opt.h -- commands and their options, as tables.  Parser, help, manual page
   and completions walk the same rows, so they cannot differ. */
#ifndef TEXT_OPT_H
#define TEXT_OPT_H

#include "text/number.h"

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum opt_kind {
    OPT_FLAG,     /* bool                                                 */
    OPT_REAL,     /* double in [min, max]                                 */
    OPT_POSITIVE, /* double in (0, max]                                   */
    OPT_RATE,     /* the same, or 0 for the word auto                     */
    OPT_PART,     /* double in [0, 1)                                     */
    OPT_COUNT,    /* uint64_t, a whole number in [min, max]               */
    OPT_EVERY,    /* struct opt_every: a count, or 0 for the word pow2    */
    OPT_PAIR,     /* double[2], written A,B; with "A,B|word" in `value` two
                     NaN for the word                                     */
    OPT_LIST,     /* const char *: numbers in (0, max] with commas between
                     them, for opt_next, or the word auto                 */
    OPT_DELTA,    /* double[2]: an amount >= 0 and 0, or 0 and per cent   */
    OPT_CHOICE,   /* int: which of the words in `value`, "text|csv"; -1:
                     none was given                                      */
    OPT_MAYBE,    /* int: 0, 1 given by itself, 2 ... with a word behind '=' */
    OPT_TEXT      /* const char *, not empty                              */
};

/* Which epochs get a row: every n-th, with n = 0 the powers of two.  Where it
   was not given, no more than `most`, of 0 twelve. */
struct opt_every {
    uint64_t n;
    bool given;
    uint64_t most;
};

struct opt {
    const char *name;  /* "--lr"; NULL ({0}): behind the last row  */
    const char *value; /* "RATE"; NULL for a flag                  */
    const char *help;  /* a few words                              */
    enum opt_kind kind;
    size_t at;         /* offset of its value in the group's struct */
    double min, max;   /* where the kind asks for them; max 0: none,
                          of counts 1e12                           */
    const char *alias; /* a second name, or NULL                   */
    const char *clash; /* options it cannot be used with, or NULL  */
    const char *needs; /* options it has no use without one of, or NULL */
    const char *with;  /* an option by whose side its default is ... */
    const char *then;  /* ... this, as it is typed; or NULL          */
};

/* Rows that several commands share: their offsets count from `base`. */
struct opt_group {
    const char *title;      /* in the help; NULL: goes on with the one before */
    const struct opt *rows; /* {0} behind the last; NULL: no group more */
    size_t base;
};

/* All commands there are, in the order of the list that help prints. */
struct command_row {
    const char *group;             /* begins a group of the list, else NULL */
    const struct command *command; /* NULL: the end of the table */
    bool others; /* it has no line of its own in the list, but is in the last */
};

/* A command on its way. */
struct call {
    int argc; /* without the command's name */
    char **argv;
    FILE *out;
    struct fault *fault;
    const struct command_row *commands; /* main's table     */
    const struct command *command;      /* the one of them  */
    void (*heed)(bool on); /* from now on Ctrl-C and TERM only set ...  */
    volatile sig_atomic_t *interrupted; /* ... this; heed NULL: they do */
    const struct guest *guest; /* who is shown a stage's result, or NULL */

    /* Obeys the words of another call as a command line, and prints its fault
       to the call's out; returns the exit status. */
    int (*obey)(const struct call *call);
};

/* Runs a command: results to call->out; returns the exit status, which a fault
   overrules. */
typedef int command_run(const struct call *call);

/* Makes a command that one which its words call for: its options and their
   defaults.  False: they call for none, and it stays as it is. */
typedef bool opt_narrow(struct command *command, int argc, char **argv);

struct command {
    const char *name;
    command_run *run;
    const char *summary;  /* half a line for the list of commands    */
    const char *about;    /* a sentence or two for its own help      */
    const char *examples; /* lines, each a command that runs         */
    const struct opt_group *groups; /* {0} behind the last; or NULL  */
    const char *only;     /* of their options those that are taken: "--lr
                             --seed"; NULL: all                      */
    const void *defaults; /* of the command's options struct; NULL, it is a
                             struct opt_words, or there is none, ...  */
    size_t size;          /* ... and its size                        */
    const char *words;    /* "MODEL WORD...": what else it takes, or NULL ... */
    size_t words_at;      /* ... and the offset of its struct opt_words       */
    const char *choices;  /* "a|b|c", where those words are some of these     */
    opt_narrow *narrow;   /* where one of them changes the options, or NULL   */
};

/* What stood on the command line beside the options, in order. */
struct opt_words {
    char **at;
    int n;
};

/* Moves on to the next row of a command's table, from {0} to the first; false:
   there is none.  for (struct opt_row r = {0}; opt_walk(command, &r);) ... */
struct opt_row {
    const struct opt *o;
    int group, i;
    size_t at; /* of its value in the command's struct */
};
bool opt_walk(const struct command *command, struct opt_row *row);

/* Name k of an option: 0 its own, 1 its second one; NULL: no more. */
const char *opt_name(const struct opt *o, int k);

/* Is it one of the words of a list such as "--load --data"?  Not of NULL. */
bool opt_listed(const char *list, const char *name);

/* The row of an option, by either name, a value may follow '='; {0}: there is
   none. */
struct opt_row opt_find(const struct command *command, const char *word);

/* Is the argument behind this one its value? */
bool opt_takes_next(const struct command *command, const char *word);

/* The first number of an OPT_LIST; returns where the rest begins, NULL after
   the last.  for (const char *at = list; at;) { at = opt_next(at, &x); ... } */
const char *opt_next(const char *list, double *x);

/* The epoch of the row behind that of `epoch`, in a run of so many: as asked
   for; unasked n apart, or a round number more where that made too many
   rows. */
uint64_t opt_every_next(const struct opt_every *every, uint64_t epoch,
                        uint64_t epochs);

/* Cuts a line at its blanks, in place, and undoes quotes as a shell does;
   at: (most), there are no more.  Returns how many words. */
int opt_split(char *line, char **at, int most);

/* Is one of the words a call for help (or for the version), and not the value
   of an option of the command?  NULL: it has none. */
bool opt_asked(const struct command *command, int argc, char **argv,
               const char *name, const char *alias);

/* Which of the words between the bars it is, from 0 on; -1: none of them. */
int opt_choice(const char *choices, const char *word);

/* Hints which of them was meant, or which there are.  Returns false. */
bool opt_hint_choice(struct fault *fault, const char *choices,
                     const char *word);

/* Reads what was typed, NULL for a FLAG or a MAYBE alone.  False: it is not
   what the option needs. */
bool opt_read(const struct opt *o, const char *text, void *value);

/* What it needs: "a number greater than 0". */
struct number opt_wanted(const struct opt *o);

/* The default of an option as one would type it; empty where it has none. */
struct number opt_default(const struct command *command,
                          const struct opt_row *row);

/* Those options of the command by whose side the default is another: "--data or
   --moments"; empty: none. */
struct number opt_with(const struct command *command, const struct opt *o);

/* A help page: usage, purpose, examples, and every option with its default. */
void opt_help(const struct command *command, FILE *out);

#endif
