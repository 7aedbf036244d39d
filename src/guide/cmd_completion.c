/* completion: what a shell needs to finish a word, from the tables. */
#include "guide/guide.h"
#include "text/report.h"

#include <string.h>

struct options {
    struct opt_words shell;
};

static const struct options defaults = {.shell = {NULL, 0}};

static bool takes_file(const struct opt *o)
{
    return o->kind == OPT_TEXT && o->value && strcmp(o->value, "FILE") == 0;
}

/* Words with a bar between them, each with what goes before and behind. */
static void print_choices(struct report *report, const char *choices,
                          const char *before, const char *behind)
{
    while (choices) {
        int length = (int)strcspn(choices, "|");
        report_print(report, "%s%.*s%s", before, length, choices, behind);
        if (choices[length] == '\0')
            return;
        choices += length + 1;
    }
}

/* Inside single quotes, where a colon or a bracket may mean something, too. */
static void print_quoted(struct report *report, const char *text,
                         const char *special)
{
    for (; *text != '\0'; text++)
        if (*text == '\'')
            report_print(report, "'\\''");
        else
            report_print(report, "%s%c", strchr(special, *text) ? "\\" : "",
                         *text);
}

/* A row of a command, and the command; n counts over all groups. */
static const struct opt *row(const struct command *command, int n)
{
    for (int g = 0; g < command->n_groups; n -= command->groups[g++].n)
        if (n < command->groups[g].n)
            return &command->groups[g].rows[n];
    return NULL;
}

/* A command may have a name twice, as check has it for two stages: row n speaks
   for it if it is the first, but one with words to choose from goes before. */
static bool speaks(const struct command *command, int n)
{
    const struct opt *own = row(command, n), *o;

    for (int k = 0; (o = row(command, k)); k++)
        if (k != n && strcmp(o->name, own->name) == 0 &&
            (o->kind == own->kind
                 ? k < n
                 : o->kind == OPT_CHOICE || (k < n && own->kind != OPT_CHOICE)))
            return false;
    return true;
}

/* Name k of an option: its own, then its second one; NULL: no more. */
static const char *name_of(const struct opt *o, int k)
{
    return k == 0 ? o->name : k == 1 ? o->alias : NULL;
}

/* The names of all commands, each behind a blank. */
static void print_commands(struct report *report)
{
    for (int i = 0; i < guide_commands; i++)
        report_print(report, " %s", guide_command[i].command->name);
}

/* What may stand behind an option that takes a value. */
static void print_bash_value(struct report *report, const char *command,
                             const struct opt *o)
{
    const char *name;

    for (int k = 0; (name = name_of(o, k)); k++) {
        report_print(report, "%s'%s %s='", k == 0 ? "    " : "|", command,
                     name);
        if (o->kind != OPT_MAYBE) /* its words only stand behind '=' */
            report_print(report, "|'%s %s'", command, name);
    }
    if (o->kind == OPT_CHOICE || o->kind == OPT_MAYBE) {
        report_print(report, ") words='");
        print_choices(report, o->value, "", " ");
        report_print(report, "' ;;\n");
    } else { /* the shell knows files, nobody numbers */
        report_print(report, ") return ;;\n");
    }
}

/* The words that a command takes: options, and what else there is. */
static void print_bash_words(struct report *report,
                             const struct command *command)
{
    const struct opt *o;
    const char *name;

    report_print(report, "       *:%s) words='--help -h", command->name);
    for (int i = 0; (o = row(command, i)); i++) {
        for (int k = 0; speaks(command, i) && (name = name_of(o, k)); k++)
            report_print(report, " %s", name);
        if (o->kind == OPT_MAYBE) {
            char before[40];
            snprintf(before, sizeof before, " %s=", o->name);
            print_choices(report, o->value, before, "");
        }
    }
    print_choices(report, command->choices, " ", "");
    report_print(report, "' ;;\n");
}

static void print_bash(struct report *report)
{
    const struct opt *o;

    report_print(
        report,
        "# trainloop completion for bash\n_trainloop()\n{\n"
        "    local current=${COMP_WORDS[COMP_CWORD]} words=\n"
        "    local before=${COMP_WORDS[COMP_CWORD-1]}\n"
        "    [ \"$before\" = = ] && before=${COMP_WORDS[COMP_CWORD-2]}=\n"
        "    [ \"$current\" = = ] && before=$before= && current=\n"
        "    COMPREPLY=()\n"
        "    case \"${COMP_WORDS[1]} $before\" in\n");
    for (int i = 0; i < guide_commands; i++)
        for (int k = 0; (o = row(guide_command[i].command, k)); k++)
            if (o->value && speaks(guide_command[i].command, k))
                print_bash_value(report, guide_command[i].command->name, o);
    report_print(report, "    *) case $COMP_CWORD:${COMP_WORDS[1]} in\n"
                         "       1:*) words='help");
    print_commands(report);
    report_print(report, "' ;;\n       2:help) words='");
    print_commands(report);
    report_print(report, "' ;;\n       3:help) case ${COMP_WORDS[2]} in\n");
    for (int i = 0; i < guide_commands; i++)
        if (guide_command[i].command->narrow) {
            report_print(report, "         %s) words='",
                         guide_command[i].command->name);
            print_choices(report, guide_command[i].command->choices, "", " ");
            report_print(report, "' ;;\n");
        }
    report_print(report, "         esac ;;\n");
    for (int i = 0; i < guide_commands; i++)
        print_bash_words(report, guide_command[i].command);
    report_print(report,
                 "       esac ;;\n    esac\n"
                 "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
                 "}\n"
                 "complete -o bashdefault -o default -F _trainloop "
                 "trainloop\n");
}

/* An option by one of its names, what it does, what its value may be. */
static void print_zsh_option(struct report *report, const struct opt *o,
                             const char *name)
{
    bool value = o->value && o->kind != OPT_MAYBE;

    report_print(report, " \\\n    '%s%s[", name,
                 o->kind == OPT_MAYBE      ? "=-"
                 : value && name[1] == '-' ? "="
                                           : "");
    print_quoted(report, o->help, "[]:");
    report_print(report, "]");
    if (o->kind == OPT_MAYBE)
        report_print(report, "::scale:");
    else if (o->kind == OPT_CHOICE)
        report_print(report, ":choice:");
    else if (value)
        report_print(report, ":%s:", o->value);
    if (o->kind == OPT_CHOICE || o->kind == OPT_MAYBE) {
        report_print(report, "(");
        print_choices(report, o->value, " ", "");
        report_print(report, " )");
    }
    report_print(report, "%s'", takes_file(o) ? "_files" : "");
}

static void print_zsh_command(struct report *report,
                              const struct command *command)
{
    const struct opt *o;
    const char *name;

    report_print(report, "  %s) _arguments '--help[this page]'", command->name);
    for (int i = 0; (o = row(command, i)); i++)
        for (int k = 0; speaks(command, i) && (name = name_of(o, k)); k++)
            print_zsh_option(report, o, name);
    if (command->choices) {
        report_print(report, " \\\n    '*:word:(");
        print_choices(report, command->choices, " ", "");
        report_print(report, " )'");
    } else if (command->words) {
        report_print(report, " \\\n    '*:word:_files'");
    }
    report_print(report, " ;;\n");
}

static void print_zsh(struct report *report)
{
    report_print(report, "#compdef trainloop\n_trainloop() {\n"
                         "  local -a commands\n  commands=(\n"
                         "    'help:what a command does'\n");
    for (int i = 0; i < guide_commands; i++) {
        report_print(report, "    '%s:", guide_command[i].command->name);
        print_quoted(report, guide_command[i].command->summary, ":");
        report_print(report, "'\n");
    }
    report_print(report, "  )\n  if (( CURRENT == 2 )); then\n"
                         "    _describe command commands\n    return\n  fi\n"
                         "  shift words\n  (( CURRENT-- ))\n"
                         "  case $words[1] in\n"
                         "  help) (( CURRENT == 2 )) && _describe command "
                         "commands\n    (( CURRENT == 3 )) && case $words[2] "
                         "in\n");
    for (int i = 0; i < guide_commands; i++)
        if (guide_command[i].command->narrow) {
            report_print(report, "    %s) compadd",
                         guide_command[i].command->name);
            print_choices(report, guide_command[i].command->choices, " ", "");
            report_print(report, " ;;\n");
        }
    report_print(report, "    esac ;;\n");
    for (int i = 0; i < guide_commands; i++)
        print_zsh_command(report, guide_command[i].command);
    report_print(report, "  esac\n}\n_trainloop \"$@\"\n");
}

static void print_fish_option(struct report *report, const char *command,
                              const struct opt *o)
{
    const char *name;

    report_print(report, "complete -c trainloop -n '__trainloop_is %s'",
                 command);
    for (int k = 0; (name = name_of(o, k)); k++)
        report_print(report, name[1] == '-' ? " -l %s" : " -s %s",
                     name + strspn(name, "-"));
    if (o->value)
        report_print(report, o->kind == OPT_MAYBE ? " -f"
                             : takes_file(o)      ? " -r"
                                                  : " -x");
    if (o->kind == OPT_CHOICE || o->kind == OPT_MAYBE) {
        report_print(report, " -a '");
        print_choices(report, o->value, " ", "");
        report_print(report, "'");
    }
    report_print(report, " -d '");
    print_quoted(report, o->help, "");
    report_print(report, "'\n");
}

static void print_fish(struct report *report)
{
    const struct opt *o;

    report_print(
        report,
        "# trainloop completion for fish\n"
        "function __trainloop_is # do the words so far begin like this?\n"
        "    string match -q -- \"trainloop $argv *\" (string join ' ' -- "
        "(commandline -opc) '')\n"
        "end\n"
        "complete -c trainloop -n __fish_use_subcommand -f -a "
        "help -d 'what a command does'\n"
        "complete -c trainloop -n "
        "'__trainloop_is help; and test (count "
        "(commandline -opc)) -eq 2' -f -a '");
    print_commands(report);
    report_print(report, "'\n");
    for (int i = 0; i < guide_commands; i++) {
        const struct command *command = guide_command[i].command;
        report_print(report,
                     "complete -c trainloop -n __fish_use_subcommand -f -a %s "
                     "-d '",
                     command->name);
        print_quoted(report, command->summary, "");
        report_print(report, "'\n");
        if (command->choices) {
            report_print(report,
                         "complete -c trainloop -n "
                         "'__trainloop_is %s' -f -a '",
                         command->name);
            print_choices(report, command->choices, " ", "");
            report_print(report, "'\n");
        }
        if (command->narrow) {
            report_print(report,
                         "complete -c trainloop -n '__trainloop_is help %s' "
                         "-f -a '",
                         command->name);
            print_choices(report, command->choices, " ", "");
            report_print(report, "'\n");
        }
        for (int k = 0; (o = row(command, k)); k++)
            if (speaks(command, k))
                print_fish_option(report, command->name, o);
    }
}

static int cmd_completion(int argc, char **argv, FILE *out, struct fault *fault)
{
    static void (*const print[])(struct report *
                                 report) = {print_bash, print_zsh, print_fish};
    struct report report = {.file = out};
    struct options o;

    if (!opt_parse(&command_completion, argc, argv, &o, fault))
        return FAULT_USAGE;
    const char *shell = o.shell.n > 0 ? o.shell.at[0] : "";
    int k = opt_choice(command_completion.choices, shell);
    if (k >= 0 && o.shell.n == 1) {
        print[k](&report);
        return 0;
    }
    fault_set(fault, FAULT_USAGE,
              o.shell.n == 0   ? "which shell is it for?"
              : o.shell.n == 1 ? "'%.60s' is not a shell that it knows"
                               : "one shell at a time, got '%.60s' and more",
              shell);
    opt_hint_choice(fault, command_completion.choices,
                    o.shell.n == 1 ? shell : "");
    return FAULT_USAGE;
}

const struct command command_completion = {
    .name = "completion",
    .run = cmd_completion,
    .summary = "what a shell needs to finish your words",
    .about = "Prints the completion for a shell: bash, zsh or fish.",
    .examples = "  trainloop completion bash\n"
                "  trainloop completion fish\n",
    .defaults = &defaults,
    .size = sizeof defaults,
    .words = "bash|zsh|fish",
    .words_at = offsetof(struct options, shell),
    .choices = "bash|zsh|fish",
};
