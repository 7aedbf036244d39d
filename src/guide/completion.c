/* completion: what a shell needs to finish a word, from the tables. */
#include "base/utf8.h"
#include "guide/commands.h"
#include "text/opt_parse.h"

#include <string.h>

enum kind { FLAG, VALUE, A_FILE, CHOICE, MAYBE, KINDS };

/* A part of a script, as templates: what goes before; then for each command
   what opens it, its options, what closes it, whether it takes a choice of
   words or any, and what else there is of one that a word makes narrower.  See
   expand. */
struct section {
    const char *before, *open, *option[KINDS], *close;
    const char *choices, *words, *narrow;
};

/* A shell: its sections, {0} behind the last; what it wants a backslash before
   in quotes; has it one template for all names of an option? */
struct shell {
    const struct section *sections;
    const char *special;
    bool joins;
};

#define BASH_VALUE "    '%c %o='|'%c %o') "

static const struct section bash[] = {
    {.before =
         "# trainloop completion for bash\n"
         "_trainloop()\n"
         "{\n"
         "    local current=${COMP_WORDS[COMP_CWORD]} words=\n"
         "    local before=${COMP_WORDS[COMP_CWORD-1]}\n"
         "    [ \"$before\" = = ] && before=${COMP_WORDS[COMP_CWORD-2]}=\n"
         "    [ \"$current\" = = ] && before=$before= && current=\n"
         "    COMPREPLY=()\n"
         "    case \"${COMP_WORDS[1]} $before\" in\n",
     .option = {[VALUE] = BASH_VALUE "return ;;\n",
                [A_FILE] = BASH_VALUE "return ;;\n",
                [CHOICE] = BASH_VALUE "words='%w' ;;\n",
                [MAYBE] = "    '%c %o=') words='%w' ;;\n"}},
    {.before = "    *) case $COMP_CWORD:${COMP_WORDS[1]} in\n"
               "       1:*) words='help%a' ;;\n"
               "       2:help) words='%a' ;;\n"
               "       3:help) case ${COMP_WORDS[2]} in\n",
     .narrow = "         %c) words='%w' ;;\n"},
    {.before = "         esac ;;\n",
     .open = "       *:%c) words='--help -h%w",
     .option = {" %o", " %o", " %o", " %o", " %o%e"},
     .close = "' ;;\n"},
    {.before = "       esac ;;\n"
               "    esac\n"
               "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
               "}\n"
               "complete -o bashdefault -o default -F _trainloop trainloop\n"},
    {0}};

#define ZSH_NEXT " \\\n    '"

static const struct section zsh[] = {
    {.before = "#compdef trainloop\n"
               "_trainloop() {\n"
               "  local -a commands\n"
               "  commands=(\n"
               "    'help:what a command does'\n",
     .open = "    '%c:%h'\n"},
    {.before = "  )\n"
               "  if (( CURRENT == 2 )); then\n"
               "    _describe command commands\n"
               "    return\n"
               "  fi\n"
               "  shift words\n"
               "  (( CURRENT-- ))\n"
               "  case $words[1] in\n"
               "  help) (( CURRENT == 2 )) && _describe command commands\n"
               "    (( CURRENT == 3 )) && case $words[2] in\n",
     .narrow = "    %c) compadd%w ;;\n"},
    {.before = "    esac ;;\n",
     .open = "  %c) _arguments '--help[this page]'",
     .option = {ZSH_NEXT "%o[%h]'", ZSH_NEXT "%o=[%h]:%v:'",
                ZSH_NEXT "%o=[%h]:%v:_files'", ZSH_NEXT "%o=[%h]:choice:(%w )'",
                ZSH_NEXT "%o=-[%h]::scale:(%w )'"},
     .choices = ZSH_NEXT "*:word:(%w )'",
     .words = ZSH_NEXT "*:word:_files'",
     .close = " ;;\n"},
    {.before = "  esac\n"
               "}\n"
               "_trainloop \"$@\"\n"},
    {0}};

#define FISH "complete -c trainloop -n "
#define FISH_IS FISH "'__trainloop_is "
#define FISH_OPTION FISH_IS "%c'%n"

static const struct section fish[] = {
    {.before =
         "# trainloop completion for fish\n"
         "function __trainloop_is # do the words so far begin like this?\n"
         "    string match -q -- \"trainloop $argv *\" "
         "(string join ' ' -- (commandline -opc) '')\n"
         "end\n" FISH
         "__fish_use_subcommand -f -a help -d 'what a command does'\n" FISH_IS
         "help; and test (count (commandline -opc)) -eq 2' -f -a '%a'\n",
     .open = FISH "__fish_use_subcommand -f -a %c -d '%h'\n",
     .option = {FISH_OPTION " -d '%h'\n", FISH_OPTION " -x -d '%h'\n",
                FISH_OPTION " -r -d '%h'\n",
                FISH_OPTION " -x -a '%w' -d '%h'\n",
                FISH_OPTION " -f -a '%w' -d '%h'\n"},
     .choices = FISH_IS "%c' -f -a '%w'\n",
     .narrow = FISH_IS "help %c' -f -a '%w'\n"},
    {0}};

/* What stands for the letters of a template. */
struct fields {
    FILE *out;
    const struct command_row *commands;
    const struct shell *shell;
    const char *command, *option, *value, *help;
    const struct opt *row; /* of the option */
};

/* The words of "a|b|c", each behind a blank and `before`; NULL: none. */
static void print_words(FILE *out, const char *before, const char *choices)
{
    while (choices && *choices != '\0') {
        int length = (int)strcspn(choices, "|");
        fprintf(out, " %s%.*s", before, length, choices);
        choices += length + (choices[length] == '|');
    }
}

/* A text inside single quotes. */
static void print_quoted(const struct fields *f, const char *text)
{
    for (; *text != '\0'; text++)
        fprintf(f->out, "%s%s%c", strchr(f->shell->special, *text) ? "\\" : "",
                *text == '\'' ? "'\\'" : "", *text);
}

/* Prints a template: %c for the command, %o for the option, %n for all its
   names, as fish takes them, %v for what its value is called, %w for the words
   it has to choose from, %e for these behind the option and '=', %h for the
   help, %a for all commands.  NULL: nothing. */
static void expand(const char *form, const struct fields *f)
{
    struct number equals;
    const char *name;

    for (; form && *form != '\0'; form++) {
        if (*form != '%') {
            fputc(*form, f->out);
            continue;
        }
        char letter = *++form;
        if (letter == 'c')
            fputs(f->command, f->out);
        else if (letter == 'o')
            fputs(f->option, f->out);
        else if (letter == 'n')
            for (int k = 0; (name = opt_name(f->row, k)); k++)
                fprintf(f->out, name[1] == '-' ? " -l %s" : " -s %s",
                        name + strspn(name, "-"));
        else if (letter == 'v')
            fputs(f->value, f->out);
        else if (letter == 'w')
            print_words(f->out, "", f->value);
        else if (letter == 'e')
            print_words(f->out, number_say(&equals, "%s=", f->option)->text,
                        f->value);
        else if (letter == 'h')
            print_quoted(f, f->help);
        else /* 'a' */
            for (int i = 0; f->commands[i].command; i++)
                fprintf(f->out, " %s", f->commands[i].command->name);
    }
}

/* The next row that speaks for its name, as opt_walk.  A command may have a
   name twice, as check has it for two stages: the first row speaks for it, but
   one with words to choose from goes before. */
static bool walk(const struct command *command, struct opt_row *row)
{
    while (opt_walk(command, row)) {
        struct opt_row r = {0};
        const struct opt *speaker = NULL;
        while (opt_walk(command, &r))
            if (strcmp(r.o->name, row->o->name) == 0 &&
                (!speaker ||
                 (r.o->kind == OPT_CHOICE && speaker->kind != OPT_CHOICE)))
                speaker = r.o;
        if (speaker == row->o)
            return true;
    }
    return false;
}

static enum kind kind_of(const struct opt *o)
{
    return o->kind == OPT_FLAG             ? FLAG
           : o->kind == OPT_MAYBE          ? MAYBE
           : o->kind == OPT_CHOICE         ? CHOICE
           : strcmp(o->value, "FILE") == 0 ? A_FILE
                                           : VALUE;
}

static void print_command(const struct section *s, const struct command *c,
                          struct fields f)
{
    f.command = c->name;
    f.value = c->choices;
    f.help = c->summary;
    expand(s->open, &f);
    for (struct opt_row row = {0}; walk(c, &row);)
        for (int k = 0;
             (f.option = opt_name(row.o, k)) && !(k > 0 && f.shell->joins);
             k++) {
            f.row = row.o;
            f.value = row.o->value;
            f.help = row.o->help;
            expand(s->option[kind_of(row.o)], &f);
        }
    f.value = c->choices;
    expand(c->choices ? s->choices : c->words ? s->words : NULL, &f);
    expand(c->narrow ? s->narrow : NULL, &f);
    expand(s->close, &f);
}

static void print(const struct shell *shell, const struct call *call)
{
    struct fields f = {.out = call->out,
                       .commands = call->commands,
                       .shell = shell,
                       .command = "",
                       .option = "",
                       .value = "",
                       .help = ""};

    for (const struct section *s = shell->sections; s->before; s++) {
        expand(s->before, &f);
        for (int i = 0; f.commands[i].command; i++)
            print_command(s, f.commands[i].command, f);
    }
}

static int run(const struct call *call)
{
    /* In the order of the command's choices. */
    static const struct shell shells[] = {
        {bash, "", false}, {zsh, "[]:", false}, {fish, "", true}};
    const struct command *own = &completion_command;
    struct opt_words o;

    if (!opt_parse(own, call->argc, call->argv, &o, call->fault))
        return FAULT_USAGE;
    const char *name = o.n == 1 ? o.at[0] : "";
    int k = opt_choice(own->choices, name);
    if (k >= 0) {
        print(&shells[k], call);
        return 0;
    }
    fault_set(call->fault, FAULT_USAGE,
              o.n == 0   ? "which shell is it for?"
              : o.n == 1 ? "'%s' is not one of the shells"
                         : "one shell at a time, got '%s' and more",
              utf8_word(o.n > 0 ? o.at[0] : "", 60, 0).text);
    opt_hint_choice(call->fault, own->choices, name);
    return FAULT_USAGE;
}

const struct command completion_command = {
    .name = "completion",
    .run = run,
    .summary = "what a shell needs to complete your words",
    .about = "Prints the completion for a shell: bash, zsh or fish.",
    .examples = "  trainloop completion bash\n"
                "  trainloop completion fish\n",
    .words = "bash|zsh|fish",
    .choices = "bash|zsh|fish",
};
