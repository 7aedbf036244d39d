/* The table of commands; prints the fault; closes stdout. */
#include "guide/guide.h"
#include "text/near.h"
#include "text/opt_help.h"

#include <errno.h>
#include <string.h>

static int print_help(FILE *out)
{
    fputs("Usage: trainloop COMMAND [OPTION]...\n\n"
          "Teaches the machine-learning training loop - predict, measure the "
          "loss, find\nthe gradient, update - by running it.\n\n",
          out);
    for (int i = 0; i < guide_commands; i++) {
        const char *group = guide_command[i].group;
        if (group && *group == '\0')
            continue; /* in the line of others */
        if (group)
            fprintf(out, "%s\n", group);
        fprintf(out, "  %-11s %s\n", guide_command[i].command->name,
                guide_command[i].command->summary);
    }
    fputs("Others: help [COMMAND], completion bash|zsh|fish, man, --version\n\n"
          "Examples\n"
          "  trainloop data\n"
          "  trainloop linreg --lr 1e-7 --epochs 200\n",
          out);
    return 0;
}

static const struct command *find_command(const char *name, struct fault *fault)
{
    const char *best = NULL;

    for (int i = 0; i < guide_commands; i++) {
        const char *known = guide_command[i].command->name;
        if (strcmp(known, name) == 0)
            return guide_command[i].command;
        if (near_match(name, known) &&
            (!best || near_distance(name, known) < near_distance(name, best)))
            best = known;
    }
    if (near_match(name, "help") && !best)
        best = "help";
    fault_set(fault, FAULT_USAGE, "unknown %s '%.100s'",
              name[0] == '-' ? "option" : "command", name);
    for (int i = 0; i < guide_commands; i++) {
        const struct command *c = guide_command[i].command;
        if (c->choices && opt_choice(c->choices, name) >= 0) {
            fault_hint(fault, "Did you mean '%s %s'?", c->name, name);
            return NULL;
        }
    }
    if (best)
        fault_hint(fault, "Did you mean '%s'?", best);
    else
        fault_hint(fault, "The list of commands: trainloop help");
    return NULL;
}

/* help [COMMAND [WORD]]: some commands have a page for a word of theirs */
static int help(int argc, char **argv, FILE *out, struct fault *fault)
{
    if (argc == 0 || strcmp(argv[0], "help") == 0)
        return print_help(out);
    const struct command *command = find_command(argv[0], fault);
    if (!command)
        return FAULT_USAGE;
    struct command own = *command;
    bool narrowed = own.narrow && own.narrow(&own, argc - 1, argv + 1);
    if (argc > 1 + narrowed && !opt_asked(argc, argv, "--help", "-h")) {
        fault_set(fault, FAULT_USAGE,
                  own.narrow && argc == 2
                      ? "'%.60s' has no page for '%.60s'"
                      : "one command at a time, got '%.60s' and more",
                  argv[0], argv[1]);
        if (own.narrow && argc == 2)
            opt_hint_choice(fault, own.choices, argv[1]);
        else
            fault_hint(fault, "Just: trainloop help %s", own.name);
        return FAULT_USAGE;
    }
    opt_help(&own, out);
    return 0;
}

/* Finds the command, `*who`, and runs it. */
static int dispatch(int argc, char **argv, FILE *out, const char **who,
                    struct fault *fault)
{
    if (opt_asked(argc, argv, "--version", "-V")) {
        fprintf(out, "trainloop %s\n", TRAINLOOP_VERSION);
        return 0;
    }
    if (argc == 0 || strcmp(argv[0], "-h") == 0 ||
        strcmp(argv[0], "--help") == 0)
        return help(0, argv, out, fault);
    if (strcmp(argv[0], "help") == 0) {
        bool more = argc > 1 && !opt_asked(1, argv + 1, "--help", "-h");
        return help(more ? argc - 1 : 0, argv + 1, out, fault);
    }
    const struct command *command = find_command(argv[0], fault);
    if (!command)
        return FAULT_USAGE;
    *who = command->name;
    if (opt_asked(argc - 1, argv + 1, "--help", "-h"))
        return help(argc, argv, out, fault);
    return command->run(argc - 1, argv + 1, out, fault);
}

static void print_fault(const char *who, const struct fault *fault)
{
    fprintf(stderr, "trainloop%s%s: %s\n", who ? " " : "", who ? who : "",
            fault->text);
    const char *line = fault->hint;
    while (*line != '\0') {
        size_t length = strcspn(line, "\n");
        fprintf(stderr, "  %.*s\n", (int)length, line);
        line += length + (line[length] == '\n');
    }
}

int main(int argc, char **argv)
{
    /* Where a standard stream was closed, the next file opened would take its
       place and get what is meant for the screen: these do, and refuse it. */
    FILE *place[3];
    for (int i = 0; i < 3; i++)
        place[i] = fopen("/dev/null", "rb");
    struct fault fault = {0};
    const char *who = NULL;
    int status =
        dispatch(argc > 0 ? argc - 1 : 0, argv + 1, stdout, &who, &fault);

    /* stdout is only written when its buffer is: errors show here. */
    errno = 0;
    bool written = fflush(stdout) == 0 && !ferror(stdout);
    if (fault.kind != FAULT_NONE)
        print_fault(who, &fault);
    if ((fclose(stdout) != 0 || !written) && status < FAULT_USAGE) {
        fault_set(&fault, FAULT_FILE, "cannot write the results: %s",
                  errno ? strerror(errno) : "writing failed");
        fault_hint(&fault, "Is the disk full, or the reader gone?");
        print_fault(who, &fault);
        status = FAULT_FILE;
    }
    for (int i = 0; i < 3; i++)
        if (place[i])
            fclose(place[i]);
    return status;
}
