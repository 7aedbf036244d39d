/* man: the manual page, from the tables that parse and help use. */
#include "guide/man.h"

#include "text/opt_parse.h"
#include "text/report.h"

#include <string.h>

struct options {
    bool none; /* it has none */
};

static const struct options defaults = {.none = false};

/* The day on which what the page says last changed: pages have one. */
#define MAN_DATE "2026-11-21"

/* Text as roff takes it: no line of it is a request, '-' is a minus sign that
   can be pasted. */
static void print_text(struct report *report, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        bool first = c == text || c[-1] == '\n';
        if (*c == '\\')
            report_print(report, "\\e");
        else if (*c == '-')
            report_print(report, "\\-");
        else if (first && (*c == '.' || *c == '\''))
            report_print(report, "\\&%c", *c);
        else
            report_print(report, "%c", *c);
    }
}

/* Lines that are shown as they are, without the blanks before them. */
static void print_examples(struct report *report, const char *lines)
{
    report_print(report, ".PP\n.nf\n");
    while (*lines != '\0') {
        char line[120];
        int length = (int)strcspn(lines, "\n");
        int blank = (int)strspn(lines, " ");
        snprintf(line, sizeof line, "%.*s", length - blank, lines + blank);
        print_text(report, line);
        report_print(report, "\n");
        lines += length + (lines[length] == '\n');
    }
    report_print(report, ".fi\n");
}

/* A text with something around it. */
static void print_around(struct report *report, const char *before,
                         const char *text, const char *behind)
{
    report_print(report, "%s", before);
    print_text(report, text);
    report_print(report, "%s", behind);
}

static void print_option(struct report *report, const struct command *command,
                         const struct opt_row *row)
{
    const struct opt *o = row->o;
    struct opt_preset preset = opt_default(command, row);

    print_around(report, ".TP\n.B ", o->name, "");
    if (o->value)
        report_print(report,
                     o->kind == OPT_MAYBE ? "\\fR[=\\fI%s\\fR]" : " \\fI%s\\fR",
                     o->value);
    if (o->alias)
        print_around(report, "\\fR, \\fB", o->alias, "\\fR");
    print_around(report, "\n", o->help, "");
    if (preset.text[0])
        print_around(report, " (", preset.text, ")");
    report_print(report, "\n");
}

static void print_command(struct report *report, const struct command *command)
{
    struct opt_row row = {0};

    print_around(report, ".SS trainloop ", command->name, "");
    report_print(report, "%s%s [OPTION]...\n", command->words ? " " : "",
                 command->words ? command->words : "");
    print_around(report, "", command->about, "\n");
    print_examples(report, command->examples);
    while (opt_walk(command, &row)) {
        const char *title = command->groups[row.group].title;
        if (row.i == 0 && title)
            print_around(report, ".PP\n", title, ":\n");
        print_option(report, command, &row);
    }
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct report report = {.file = call->out};
    struct options o;

    if (!opt_parse(&man_command, call->argc, call->argv, &o, fault))
        return FAULT_USAGE;
    report_print(
        &report,
        ".TH TRAINLOOP 1 " MAN_DATE " \"trainloop %s\"\n"
        ".SH NAME\ntrainloop \\- a tutorial of the training loop of "
        "machine learning\n"
        ".SH SYNOPSIS\n.B trainloop\n.I COMMAND\n[\\fIOPTION\\fR]...\n"
        ".SH DESCRIPTION\n"
        "Teaches the training loop of machine learning \\- predict, measure\n"
        "the loss, find the gradient, update \\- by running it, first "
        "on\napartment prices, then on text.\n"
        "A value is written\n.B \\-\\-name value\nor\n"
        ".BR \\-\\-name=value ;\nof a repeated option the last one "
        "counts; a\n.I FILE\ncalled\n.B \\-\nis standard input or "
        "output.\n.SH COMMANDS\n",
        TRAINLOOP_VERSION);
    for (int i = 0; call->commands[i].command; i++)
        print_command(&report, call->commands[i].command);
    report_print(
        &report,
        ".SH EXIT STATUS\n.TP\n.B 0\nDone.\n.TP\n.B 1\nThe answer is "
        "no: a run diverged, a goal is open, or a claim failed under\n"
        ".BR \\-\\-claims\\-only .\n.TP\n.B 2\nThe command line was not "
        "understood.\n.TP\n.B 3\nA file could not be read, written or "
        "understood.\n.TP\n.B 4\nOut of memory.\n");
    return 0;
}

const struct command man_command = {
    .name = "man",
    .run = run,
    .summary = "the manual page, as roff",
    .about = "Prints the manual page.",
    .examples = "  trainloop man\n"
                "  trainloop man --help\n",
    .defaults = &defaults,
    .size = sizeof defaults,
};
