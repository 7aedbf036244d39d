/* source: the loops, taken from the files of src when the program is built. */
#include "guide/source.h"

#include "base/utf8.h"
#include "guide/commands.h"
#include "text/opt_parse.h"

#include <string.h>

/* A function as it stands in its file. */
struct piece {
    const char *topic, *file;
    int first, last; /* its lines */
    const char *text;
};

struct mark {
    const char *name, *file, *line;
};

#include "guide/source_data.h" /* made by source.cmake */

const char *source_line(const char *file, const char *mark)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(marks[i].file, file) == 0 &&
            strcmp(marks[i].name, mark) == 0)
            return marks[i].line;
    return "";
}

static void print_topic(const char *topic, FILE *out)
{
    const char *gap = "";

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        const struct piece *p = &pieces[i];
        if (strcmp(p->topic, topic) != 0)
            continue;
        fprintf(out, "%s/* %s, lines %d to %d */\n%s", gap, p->file, p->first,
                p->last, p->text);
        gap = "\n";
    }
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct opt_words o;

    if (!opt_parse(&source_command, call->argc, call->argv, &o, fault))
        return FAULT_USAGE;
    const char *topic = o.n > 0 ? o.at[0] : "linreg";
    if (o.n > 1)
        fault_say(fault, FAULT_USAGE, "Type them one after the other",
                  "one part of the source at a time, got '%s' and more",
                  utf8_word(topic, 60, 0).text);
    else if (opt_choice(source_command.choices, topic) >= 0)
        print_topic(topic, call->out);
    else {
        fault_set(fault, FAULT_USAGE, "'%s' is no part of the source",
                  utf8_word(topic, 60, 0).text);
        opt_hint_choice(fault, source_command.choices, topic);
    }
    return (int)fault->kind;
}

const struct command source_command = {
    .name = "source",
    .run = run,
    .summary = "the loop itself, as it stands in this program",
    .about = "Prints functions of this program, with their files and lines. "
             "linreg is the loop\nof the line with its four steps, bigram "
             "that of the words. judge says when a run\nends. gradient also "
             "has its check by differences.",
    .examples = "  trainloop source\n"
                "  trainloop source bigram\n"
                "  trainloop source gradient\n",
    .words = "[linreg|bigram|judge|softmax|gradient]",
    .choices = "linreg|bigram|judge|softmax|gradient",
};
