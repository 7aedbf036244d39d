/* completion: what a shell needs to finish a word, from the tables. */
#include "guide/commands.h"

#include "base/utf8.h"
#include "text/opt_parse.h"

#include <string.h>

/* A piece of a script, by value. */
struct piece {
    char text[240];
};

/* The words of "a|b|c", each behind a blank, and where it is not "" behind
   "--option="; NULL: none. */
static struct piece words(const char *option, const char *choices)
{
    struct piece all = {""};

    for (size_t used = 0; choices && *choices != '\0';
         used = strlen(all.text)) {
        int length = (int)strcspn(choices, "|");
        snprintf(all.text + used, sizeof all.text - used,
                 *option ? " %s=%.*s" : "%s %.*s", option, length, choices);
        choices += length + (choices[length] == '|');
    }
    return all;
}

/* A text inside single quotes, a backslash before each of the special ones. */
static struct piece quoted(const char *text, const char *special)
{
    struct piece all = {""};
    char *to = all.text;

    for (; *text != '\0' && to < all.text + sizeof all.text - 5; text++)
        to += sprintf(to, "%s%s%c", strchr(special, *text) ? "\\" : "",
                      *text == '\'' ? "'\\'" : "", *text);
    return all;
}

/* All commands, each behind a blank. */
static struct piece names(const struct command_row *row)
{
    struct piece all = {""};

    for (size_t used = 0; row->command; row++, used = strlen(all.text))
        snprintf(all.text + used, sizeof all.text - used, " %s",
                 row->command->name);
    return all;
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

/* What may follow an option; of files the shell knows. */
static void bash_option(FILE *out, const char *command, const struct opt *o)
{
    const char *name;

    if (o->kind == OPT_FLAG)
        return;
    for (int k = 0; (name = opt_name(o, k)); k++) {
        fprintf(out, "%s'%s %s='", k > 0 ? "|" : "    ", command, name);
        if (o->kind != OPT_MAYBE)
            fprintf(out, "|'%s %s'", command, name);
    }
    if (o->kind == OPT_MAYBE || o->kind == OPT_CHOICE)
        fprintf(out, ") words='%s ' ;;\n", words("", o->value).text + 1);
    else
        fputs(") return ;;\n", out);
}

/* Every word that a command takes. */
static void bash_words(FILE *out, const struct command *command)
{
    const char *name;

    fprintf(out, "       *:%s) words='--help -h", command->name);
    for (struct opt_row row = {0}; walk(command, &row);) {
        for (int k = 0; (name = opt_name(row.o, k)); k++)
            fprintf(out, " %s", name);
        if (row.o->kind == OPT_MAYBE)
            fputs(words(row.o->name, row.o->value).text, out);
    }
    fprintf(out, "%s' ;;\n", words("", command->choices).text);
}

static void bash(FILE *out, const struct command_row *commands)
{
    struct piece all = names(commands);
    const struct command *c;

    fputs("# trainloop completion for bash\n"
          "_trainloop()\n"
          "{\n"
          "    local current=${COMP_WORDS[COMP_CWORD]} words=\n"
          "    local before=${COMP_WORDS[COMP_CWORD-1]}\n"
          "    [ \"$before\" = = ] && before=${COMP_WORDS[COMP_CWORD-2]}=\n"
          "    [ \"$current\" = = ] && before=$before= && current=\n"
          "    COMPREPLY=()\n"
          "    case \"${COMP_WORDS[1]} $before\" in\n",
          out);
    for (int i = 0; (c = commands[i].command); i++)
        for (struct opt_row row = {0}; walk(c, &row);)
            bash_option(out, c->name, row.o);
    fprintf(out,
            "    *) case $COMP_CWORD:${COMP_WORDS[1]} in\n"
            "       1:*) words='help%s' ;;\n"
            "       2:help) words='%s' ;;\n"
            "       3:help) case ${COMP_WORDS[2]} in\n",
            all.text, all.text);
    for (int i = 0; (c = commands[i].command); i++)
        if (c->narrow)
            fprintf(out, "         %s) words='%s ' ;;\n", c->name,
                    words("", c->choices).text + 1);
    fputs("         esac ;;\n", out);
    for (int i = 0; (c = commands[i].command); i++)
        bash_words(out, c);
    fputs("       esac ;;\n"
          "    esac\n"
          "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
          "}\n"
          "complete -o bashdefault -o default -F _trainloop trainloop\n",
          out);
}

/* By each of its names, "--lr=[help]:value:what completes it". */
static void zsh_option(FILE *out, const struct opt *o)
{
    struct piece help = quoted(o->help, "[]:"), all = words("", o->value);
    const char *name;

    for (int k = 0; (name = opt_name(o, k)); k++) {
        const char *equals = name[1] == '-' ? "=" : "";
        fprintf(out, " \\\n    '%s", name);
        if (o->kind == OPT_FLAG)
            fprintf(out, "[%s]'", help.text);
        else if (o->kind == OPT_MAYBE)
            fprintf(out, "=-[%s]::scale:(%s )'", help.text, all.text);
        else if (o->kind == OPT_CHOICE)
            fprintf(out, "%s[%s]:choice:(%s )'", equals, help.text, all.text);
        else
            fprintf(out, "%s[%s]:%s:%s'", equals, help.text, o->value,
                    strcmp(o->value, "FILE") == 0 ? "_files" : "");
    }
}

static void zsh(FILE *out, const struct command_row *commands)
{
    const struct command *c;

    fputs("#compdef trainloop\n"
          "_trainloop() {\n"
          "  local -a commands\n"
          "  commands=(\n"
          "    'help:what a command does'\n",
          out);
    for (int i = 0; (c = commands[i].command); i++)
        fprintf(out, "    '%s:%s'\n", c->name, quoted(c->summary, ":").text);
    fputs("  )\n"
          "  if (( CURRENT == 2 )); then\n"
          "    _describe command commands\n"
          "    return\n"
          "  fi\n"
          "  shift words\n"
          "  (( CURRENT-- ))\n"
          "  case $words[1] in\n"
          "  help) (( CURRENT == 2 )) && _describe command commands\n"
          "    (( CURRENT == 3 )) && case $words[2] in\n",
          out);
    for (int i = 0; (c = commands[i].command); i++)
        if (c->narrow)
            fprintf(out, "    %s) compadd%s ;;\n", c->name,
                    words("", c->choices).text);
    fputs("    esac ;;\n", out);
    for (int i = 0; (c = commands[i].command); i++) {
        fprintf(out, "  %s) _arguments '--help[this page]'", c->name);
        for (struct opt_row row = {0}; walk(c, &row);)
            zsh_option(out, row.o);
        if (c->choices)
            fprintf(out, " \\\n    '*:word:(%s )'", words("", c->choices).text);
        else if (c->words)
            fputs(" \\\n    '*:word:_files'", out);
        fputs(" ;;\n", out);
    }
    fputs("  esac\n"
          "}\n"
          "_trainloop \"$@\"\n",
          out);
}

#define FISH "complete -c trainloop -n "
#define FISH_IS FISH "'__trainloop_is "

static void fish_option(FILE *out, const char *command, const struct opt *o)
{
    const char *name;

    fprintf(out, FISH_IS "%s'", command);
    for (int k = 0; (name = opt_name(o, k)); k++)
        fprintf(out, name[1] == '-' ? " -l %s" : " -s %s",
                name + strspn(name, "-"));
    if (o->kind == OPT_MAYBE || o->kind == OPT_CHOICE)
        fprintf(out, " %s -a '%s'", o->kind == OPT_MAYBE ? "-f" : "-x",
                words("", o->value).text);
    else if (o->kind != OPT_FLAG)
        fputs(strcmp(o->value, "FILE") == 0 ? " -r" : " -x", out);
    fprintf(out, " -d '%s'\n", quoted(o->help, "").text);
}

static void fish(FILE *out, const struct command_row *commands)
{
    const struct command *c;

    fprintf(
        out,
        "# trainloop completion for fish\n"
        "function __trainloop_is # do the words so far begin like this?\n"
        "    string match -q -- \"trainloop $argv *\" "
        "(string join ' ' -- (commandline -opc) '')\n"
        "end\n" FISH
        "__fish_use_subcommand -f -a help -d 'what a command does'\n" FISH_IS
        "help; and test (count (commandline -opc)) -eq 2' -f -a '%s'\n",
        names(commands).text);
    for (int i = 0; (c = commands[i].command); i++) {
        struct piece all = words("", c->choices);
        fprintf(out, FISH "__fish_use_subcommand -f -a %s -d '%s'\n", c->name,
                quoted(c->summary, "").text);
        if (c->choices)
            fprintf(out, FISH_IS "%s' -f -a '%s'\n", c->name, all.text);
        if (c->narrow)
            fprintf(out, FISH_IS "help %s' -f -a '%s'\n", c->name, all.text);
        for (struct opt_row row = {0}; walk(c, &row);)
            fish_option(out, c->name, row.o);
    }
}

static int run(const struct call *call)
{
    /* In the order of the command's choices. */
    static void (*const shells[])(FILE *, const struct command_row *) = {
        bash, zsh, fish};
    const struct command *own = &completion_command;
    struct opt_words o;

    if (!opt_parse(own, call->argc, call->argv, &o, call->fault))
        return FAULT_USAGE;
    const char *name = o.n == 1 ? o.at[0] : "";
    int k = opt_choice(own->choices, name);
    if (k >= 0) {
        shells[k](call->out, call->commands);
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
    .defaults = &(const struct opt_words){NULL, 0},
    .size = sizeof(struct opt_words),
    .words = "bash|zsh|fish",
    .choices = "bash|zsh|fish",
};
