/* The table of commands; prints the fault; closes stdout. */
#include "base/near.h"
#include "base/utf8.h"
#include "guide/commands.h"
#include "stages/bigram_command.h"
#include "stages/data.h"
#include "stages/early_stop.h"
#include "stages/generalize.h"
#include "stages/linreg.h"
#include "stages/sweep.h"
#include "text/report.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* What there is to type. */
static const struct command_row commands[] = {
    {.group = "Start here", .command = &visit_command},
    {.group = "Stages, in lesson order", .command = &data_stage.command},
    {.command = &linreg_stage.command},
    {.command = &sweep_stage.command},
    {.command = &early_stop_stage.command},
    {.command = &generalize_stage.command},
    {.command = &bigram_stage.command},
    {.group = "Guides", .command = &step_command},
    {.command = &check_command},
    {.command = &explain_command},
    {.command = &source_command},
    {.group = "Files", .command = &predict_command},
    {.command = &count_command},
    {.command = &plot_command},
    {.command = &report_command},
    {.others = true, .command = &completion_command},
    {.others = true, .command = &man_command},
    {0},
};

/* One screen. */
static int print_help(FILE *out)
{
    fputs("trainloop COMMAND [OPTION]...    learn how a machine learns, by "
          "running it\n",
          out);
    for (const struct command_row *row = commands; row->command; row++) {
        if (row->group)
            fprintf(out, "%s\n", row->group);
        if (!row->others)
            fprintf(out, "  %-11s %s\n", row->command->name,
                    row->command->summary);
    }
    fputs("Others: help [COMMAND], completion bash|zsh|fish, man, --version\n"
          "Try: trainloop tour      or: trainloop linreg --plot\n",
          out);
    return 0;
}

static const struct command *find_command(const char *name, struct fault *fault)
{
    const struct command *c, *owner = NULL; /* owner: takes the word */
    const char *best = NULL;

    for (int i = 0; (c = commands[i].command); i++)
        if (strcmp(c->name, name) == 0)
            return c;
    for (int i = 0; (c = commands[i].command); i++) {
        best = near_best(name, c->name, best);
        if (!owner && c->choices && opt_choice(c->choices, name) >= 0)
            owner = c;
    }
    best = best ? best : near_best(name, "help", NULL);
    fault_set(fault, FAULT_USAGE, "unknown %s '%s'",
              name[0] == '-' ? "option" : "command",
              utf8_word(name, 60, 0).text);
    if (owner)
        fault_hint(fault, "Did you mean '%s %s'?", owner->name, name);
    else if (best)
        fault_hint(fault, "Did you mean '%s'?", best);
    else
        fault_hint(fault, "The list of commands: trainloop help");
    return NULL;
}

static bool asks_help(const struct command *command, int argc, char **argv)
{
    return opt_asked(command, argc, argv, "--help", "-h");
}

/* help [COMMAND [WORD]]: some commands have a page for a word of theirs */
static int help(const struct call *call, int argc, char **argv)
{
    if (argc == 0 || strcmp(argv[0], "help") == 0 || asks_help(NULL, 1, argv))
        return print_help(call->out);
    const struct command *command = find_command(argv[0], call->fault);
    if (!command)
        return FAULT_USAGE;
    struct command own = *command;
    bool narrowed = own.narrow && own.narrow(&own, argc - 1, argv + 1);
    if (argc <= 1 + narrowed || asks_help(command, argc, argv)) {
        opt_help(&own, call->out);
        return 0;
    }
    if (own.narrow && argc == 2) {
        fault_set(call->fault, FAULT_USAGE, "'%s' has no page for '%s'",
                  own.name, utf8_word(argv[1], 60, 0).text);
        opt_hint_choice(call->fault, own.choices, argv[1]);
    } else {
        fault_set(call->fault, FAULT_USAGE,
                  "one command at a time, got '%s' and more", command->name);
        fault_hint(call->fault, "Just: trainloop help %s", own.name);
    }
    return FAULT_USAGE;
}

/* Finds the command and runs it. */
static int dispatch(struct call *call)
{
    int argc = call->argc;
    char **argv = call->argv;
    struct fault unknown = {0};
    const struct command *command =
        argc > 0 ? find_command(argv[0], &unknown) : NULL;

    if (opt_asked(command, argc, argv, "--version", "-V")) {
        fprintf(call->out, "trainloop %s\n", TRAINLOOP_VERSION);
        return 0;
    }
    bool named = argc > 0 && strcmp(argv[0], "help") == 0;
    if (argc == 0 || named || asks_help(command, argc, argv))
        return help(call, argc - named, argv + named);
    call->command = find_command(argv[0], call->fault);
    call->argc--;
    call->argv++;
    return call->command ? call->command->run(call) : FAULT_USAGE;
}

static void print_fault(const struct call *call, FILE *to)
{
    struct report out = {.file = to, .width = REPORT_WIDTH};

    report_print(&out, "trainloop%s%s: %s\n", call->command ? " " : "",
                 call->command ? call->command->name : "", call->fault->text);
    for (const char *line = call->fault->hint; *line != '\0';) {
        int length = (int)strcspn(line, "\n");
        report_print(&out, "  %.*s\n", length, line);
        line += length + (line[length] == '\n');
    }
    report_free(&out);
}

static int obey(const struct call *call)
{
    struct fault fault = {0};
    struct call own = *call;

    own.command = NULL;
    own.fault = &fault;
    int status = dispatch(&own);
    if (fault.kind == FAULT_NONE)
        return status;
    print_fault(&own, own.out);
    return (int)fault.kind;
}

/* The signal that came, Ctrl-C and TERM among them.  Global, for a handler
   reaches nothing else. */
static volatile sig_atomic_t interrupted;

/* Has the reader of stdout gone?  ISO C does not know it. */
static bool is_pipe(int number)
{
#if defined SIGPIPE
    return number == SIGPIPE;
#else
    (void)number;
    return false;
#endif
}

/* The first one asks the run to end, the second one ends it; a pipe breaks with
   every write. */
static void on_signal(int number)
{
    if (interrupted && !is_pipe(number))
        _Exit(FRAME_INTERRUPTED);
    interrupted = number;
    signal(number, is_pipe(number) ? SIG_IGN : SIG_DFL);
}

/* What was ignored, as under nohup, stays so. */
static void heed(bool on)
{
    static const int numbers[] = {
        SIGINT,
        SIGTERM,
#if defined SIGPIPE
        SIGPIPE,
#endif
    };

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (signal(numbers[i], on ? on_signal : SIG_DFL) == SIG_IGN)
            signal(numbers[i], SIG_IGN);
}

int main(int argc, char **argv)
{
    /* Where a standard stream was closed, the next file opened would take its
       place and get what is meant for the screen: these do, and refuse it. */
    FILE *place[3];
    for (int i = 0; i < 3; i++)
        place[i] = fopen("/dev/null", "rb");
    struct fault fault = {0};
    struct call call = {.argc = argc > 0 ? argc - 1 : 0,
                        .argv = argv + 1,
                        .out = stdout,
                        .fault = &fault,
                        .commands = commands,
                        .heed = heed,
                        .interrupted = &interrupted,
                        .obey = obey};
    int status = dispatch(&call);

    /* stdout is only written when its buffer is: errors show here. */
    errno = 0;
    bool written = fflush(stdout) == 0 && !ferror(stdout);
    if (fault.kind != FAULT_NONE) {
        print_fault(&call, stderr);
        status = (int)fault.kind;
    }
    if (is_pipe(interrupted)) { /* the files are in place: end as pipes do */
        signal(interrupted, SIG_DFL);
        raise(interrupted);
    }
    if ((fclose(stdout) != 0 || !written) &&
        (status < FAULT_USAGE || status == FRAME_INTERRUPTED)) {
        fault_say(&fault, FAULT_FILE, "Is the disk full, or the reader gone?",
                  "cannot write the results: %s",
                  errno ? strerror(errno) : "writing failed");
        print_fault(&call, stderr);
        status = FAULT_FILE;
    }
    for (int i = 0; i < 3; i++)
        if (place[i])
            fclose(place[i]);
    return status;
}
