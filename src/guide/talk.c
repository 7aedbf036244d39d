/* A talk at prompts. */
#include "guide/talk.h"

#include "base/input.h"
#include "base/near.h"
#include "base/utf8.h"
#include "guide/explain.h"
#include "guide/screen.h"
#include "guide/typed.h"
#include "lesson/frame.h"

#include <string.h>

/* So many bytes, which are at most so many words, and two more. */
enum { TYPED = 400, WORDS = TYPED / 2 + 2 };

/* Prints a file, a screen at a time; it begins with the command, where there is
   room for it. */
static void show(struct talk *talk, FILE *file, const char *line)
{
    int rows = 1, column = 0, c;

    for (rewind(file); (c = getc(file)) != EOF;)
        rows += c == '\n';
    bool fits = rows <= SCREEN_ROWS || talk->silent;
    rows = fits && utf8_width(line) + 12 <= SCREEN_COLUMNS;
    if (rows > 0)
        report_print(talk->out, "$ trainloop %s\n", line);
    for (rewind(file); (c = getc(file)) != EOF;) {
        if (rows == SCREEN_ROWS && !talk->silent) {
            rows = 0;
            if (talk_ask(talk, "Enter: more   q: enough > ", "nq",
                         "There is more than a screen of it.") != TALK_ENTER)
                return;
        }
        column = c == '\n' ? 0 : column + 1;
        rows += c == '\n' || column % (SCREEN_COLUMNS + 1) == 0;
        putc(c, talk->out->file);
    }
    if (talk->silent)
        report_print(talk->out, "\n");
}

/* Passes over "$", "trainloop" and "./trainloop". */
static const char *strip(const char *line)
{
    static const char name[] = "trainloop", path[] = "./trainloop";

    line += *line == '$';
    line += strspn(line, " ");
    if (strncmp(line, path, sizeof path - 1) == 0)
        line += 2;
    size_t n = strncmp(line, name, sizeof name - 1) ? 0 : sizeof name - 1;
    if (line[n] != '\0' && line[n] != ' ')
        n = 0;
    return line + n + strspn(line + n, " ");
}

/* Does a command, which has a name at least, wait for somebody at its own
   prompt?  The tour in the tour is one too many. */
static bool is_talk(int argc, char **argv, const char *name)
{
    return strcmp(argv[0], name) == 0 &&
           !opt_asked(NULL, argc, argv, "--help", "-h");
}

int talk_run(struct talk *talk, const char *line, const struct guest *guest)
{
    char typed[TYPED], *argv[WORDS];
    struct call call = *talk->call;
    bool dash = false;

    snprintf(typed, sizeof typed, "%s", strip(line));
    call.argc = opt_split(typed, argv, WORDS);
    call.argv = argv;
    call.guest = guest;
    for (int i = 0; i < call.argc; i++)
        dash = dash || input_is_dash(argv[i]);
    if (is_talk(call.argc, argv, "tour") || dash) {
        report_print(talk->out, dash ? "In the tour '-' is you, who type. Give "
                                       "it the name of a file.\n"
                                     : "You are on the tour. q ends it.\n");
        return FAULT_USAGE;
    }
    bool steps = is_talk(call.argc, argv, "step") && !strstr(line, "--steps");
    bool walks = steps && !talk->silent && !talk->answers;
    char one[] = "--steps", number[] = "1";
    if (steps && !walks) {
        argv[call.argc++] = one;
        argv[call.argc++] = number;
    }
    FILE *file = walks ? NULL : tmpfile();
    report_flush(talk->out);
    call.out = file ? file : talk->out->file;
    int status = call.obey(&call);
    if (*call.interrupted == SIGINT || *call.interrupted == FRAME_UNWRITTEN)
        *call.interrupted = 0; /* it has ended the run, not the tour */
    if (file) {
        show(talk, file, strip(line));
        if (ferror(file))
            report_print(talk->out, "The rest is lost: the disk is full.\n");
        fclose(file);
    }
    return status;
}

/* Is it the name of a command, or nearly: which? */
static const char *find_command(const struct talk *talk, const char *name,
                                bool *sure)
{
    const struct command_row *row = talk->call->commands;
    const char *best = NULL;

    for (; row->command; row++) {
        *sure = strcmp(row->command->name, name) == 0;
        if (*sure)
            return row->command->name;
        best = near_best(name, row->command->name, best);
    }
    *sure = strcmp(name, "help") == 0 || strcmp(name, "--version") == 0;
    return *sure ? name : best;
}

/* A word of the course; what was nearly typed right; that it is neither. */
static void explain(struct talk *talk, char *typed, const char *command)
{
    bool sure;

    typed_lower(typed);
    size_t length = strlen(typed);
    while (length > 1 && strchr("?! ", typed[length - 1]))
        typed[--length] = '\0'; /* "loss?" */
    const struct word *word = explain_find(typed, &sure);
    const char *meant = command              ? command
                        : word && length > 3 ? word->word
                                             : NULL;
    if (sure)
        explain_print(talk->out, word);
    else if (meant)
        report_print(talk->out, "Did you mean '%s'?\n", meant);
    else
        report_print(talk->out,
                     "'%s' is no command, and no word of the course. Type ? "
                     "for help.\n",
                     utf8_word(typed, 40, 0).text);
}

/* Obeys a line: TALK_RAN or TALK_TOLD; '\0' where it was no command. */
static int obey(struct talk *talk, char *typed)
{
    const char *line = strip(typed);
    bool named = line != typed && *line != '\0', sure;
    struct utf8_word first = {""};

    snprintf(first.text, sizeof first.text, "%.*s", (int)strcspn(line, " "),
             line);
    const char *command = find_command(talk, first.text, &sure);
    if (!sure && !named) {
        explain(talk, typed, command);
        return '\0';
    }
    int status = talk_run(talk, line, NULL);
    bool failed = status >= FAULT_USAGE && status <= FAULT_INTERNAL;
    bool tells = opt_choice("help|explain|source", first.text) >= 0;
    return failed || tells || !sure || strstr(line, " -h") ||
                   strstr(line, " --help")
               ? TALK_TOLD
               : TALK_RAN;
}

/* The letter for what was typed, of those that are awaited; '\0': none. */
static int find_key(const char *typed, const char *keys)
{
    static const char *const names[] = {
        "q|quit|exit", "n|next|s|skip", "r|reveal",        "a|a)",
        "b|b)",        "c|c)",          "?|h|help|hint|??"};

    if (*typed == '\0')
        return TALK_ENTER;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        int key = (unsigned char)names[i][0];
        bool awaited = strchr(keys, key) || strchr("q?", key);
        if (awaited && opt_choice(names[i], typed) >= 0)
            return key;
    }
    return '\0';
}

/* A line, or the next letter typed ahead where there are letters to choose
   from.  False: there is none. */
static bool next_line(struct talk *talk, char typed[TYPED], bool choice)
{
    const char *at = talk->answers;

    if (!at) {
        bool good = typed_line(typed, TYPED);
        report_print(talk->out, "\n"); /* it may not be on the screen */
        return good;
    }
    snprintf(typed, TYPED, "%.1s", choice ? at : "");
    report_print(talk->out, "%s\n", typed);
    if (!choice)
        return true;
    talk->answers += *at == '\0' ? 0 : at[1] == ',' ? 2 : 1;
    return *at != '\0';
}

/* Asks until there is a letter. */
static int ask(struct talk *talk, const char *prompt, const char *keys,
               const char *help)
{
    char typed[TYPED], small[TYPED];

    while (!talk->over && !*talk->call->interrupted) {
        report_print(talk->out, "%s", prompt);
        report_flush(talk->out);
        if (!next_line(talk, typed, strchr(keys, 'a') != NULL)) {
            talk->over = true;
            break;
        }
        snprintf(small, sizeof small, "%s", typed);
        typed_lower(small);
        int key = find_key(small, keys);
        int ran = key == '\0' ? obey(talk, typed) : '\0';
        if (key == '?')
            report_print(talk->out, "%s\n", help);
        else if (key != '\0')
            return key;
        else if (ran != '\0' && strchr(keys, TALK_RAN))
            return ran;
    }
    return TALK_QUIT;
}

int talk_ask(struct talk *talk, const char *prompt, const char *keys,
             const char *help)
{
    int key = talk->silent ? TALK_ENTER : ask(talk, prompt, keys, help);

    if ((key == TALK_QUIT && !strchr(keys, key)) || *talk->call->interrupted)
        talk->over = true;
    return talk->over ? TALK_QUIT : key;
}
