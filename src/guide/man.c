/* man: the manual page, from the tables that parse and help use. */
#include "guide/commands.h"
#include "text/opt_parse.h"

/* A text with something around it, as roff takes it: no line of the text is a
   request or begins with a blank, '-' is a minus sign that can be pasted. */
static void print_around(FILE *out, const char *before, const char *text,
                         const char *behind)
{
    bool first = true;

    fputs(before, out);
    for (const char *c = text; *c != '\0'; c++) {
        if (first && *c == ' ')
            continue;
        if (first && (*c == '.' || *c == '\''))
            fputs("\\&", out);
        first = *c == '\n';
        if (*c == '\\' || *c == '-')
            fputs(*c == '-' ? "\\-" : "\\e", out);
        else
            fputc(*c, out);
    }
    fputs(behind, out);
}

static void print_option(FILE *out, const struct command *command,
                         const struct opt_row *row)
{
    const struct opt *o = row->o;
    struct number preset = opt_default(command, row);
    struct number other = opt_with(command, o);

    if (o->kind == OPT_EVERY)
        *preset.text = '\0'; /* rows of a long run are further apart */
    print_around(out, ".TP\n.B ", o->name, "");
    if (o->value)
        fprintf(out, o->kind == OPT_MAYBE ? "\\fR[=\\fI%s\\fR]" : " \\fI%s\\fR",
                o->value);
    if (o->alias)
        print_around(out, "\\fR, \\fB", o->alias, "\\fR");
    print_around(out, "\n", o->help, "");
    if (*other.text) {
        print_around(out, "\n(", preset.text, ", with ");
        print_around(out, "", other.text, " ");
        print_around(out, "", o->then, ")");
    } else if (preset.text[0]) {
        print_around(out, " (", preset.text, ")");
    }
    fputs("\n", out);
}

static void print_command(FILE *out, const struct command *command)
{
    struct opt_row row = {0};

    print_around(out, ".SS trainloop ", command->name, "");
    fprintf(out, "%s%s [OPTION]...\n", command->words ? " " : "",
            command->words ? command->words : "");
    print_around(out, "", command->about, "\n");
    print_around(out, ".PP\n.nf\n", command->examples, ".fi\n");
    while (opt_walk(command, &row)) {
        const char *title = command->groups[row.group].title;
        if (row.i == 0 && title)
            print_around(out, ".PP\n", title, ":\n");
        print_option(out, command, &row);
    }
}

static int run(const struct call *call)
{
    if (!opt_parse(&man_command, call->argc, call->argv, NULL, call->fault))
        return FAULT_USAGE;
    fprintf(
        call->out,
        ".TH TRAINLOOP 1 %s \"trainloop %s\"\n"
        ".SH NAME\ntrainloop \\- a tutorial of the training loop of "
        "machine learning\n"
        ".SH SYNOPSIS\n.B trainloop\n.I COMMAND\n[\\fIOPTION\\fR]...\n"
        ".SH DESCRIPTION\n"
        "Teaches the training loop of machine learning \\- predict, measure\n"
        "the loss, find the gradient, update \\- by running it, first on\n"
        "apartment prices, then on text.\n"
        "A value is written\n.B \\-\\-name value\nor\n.BR \\-\\-name=value ;\n"
        "of a repeated option the last one counts; a\n.I FILE\ncalled\n.B \\-\n"
        "is standard input or output.\n.SH COMMANDS\n",
        TRAINLOOP_DATE, TRAINLOOP_VERSION);
    for (int i = 0; call->commands[i].command; i++)
        print_command(call->out, call->commands[i].command);
    fputs(".SH EXIT STATUS\n"
          ".TP\n.B 0\nDone.\n"
          ".TP\n.B 1\nThe answer is no: a run diverged, a goal is open, or a "
          "claim failed under\n.BR \\-\\-claims\\-only .\n"
          ".TP\n.B 2\nThe command line was not understood.\n"
          ".TP\n.B 3\nA file could not be read, written or understood.\n"
          ".TP\n.B 4\nOut of memory.\n"
          ".TP\n.B 130\nInterrupted (Ctrl-C or TERM): the run ended after the "
          "epoch under\nway, and its results were written. A second one ends "
          "it at once.\n"
          ".SH FILES\nA file is written beside its place, as\n"
          ".IR FILE .tmp ,\nor where that is there as\n"
          ".IR FILE .tmp2\nand so on, and put there when it is whole.\nSo a "
          "symbolic link is replaced and not\nfollowed, other hard links keep "
          "the old file, and mode and owner are those of a\nnew one. A file "
          "that holds what was read is never replaced, by whatever name;\n"
          "only a model that goes on may be. Devices are written themselves.\n"
          ".PP\nA model is text. It holds the last state, from which training "
          "goes on, and where\na stop rule or held\\-out data watch the best, "
          "which predict and check use.\nFormat 1, without a best, is read.\n",
          call->out);
    return 0;
}

const struct command man_command = {
    .name = "man",
    .run = run,
    .summary = "the manual page, as roff",
    .about = "Prints the manual page.",
    .examples = "  trainloop man\n"
                "  trainloop man --help\n",
};
