/* completion: what a shell needs to finish a word, from the tables. */
#include "guide/completion.h"

#include "text/opt_parse.h"
#include "text/report.h"

#include <string.h>

struct options {
    struct opt_words shell;
};

static const struct options defaults = {.shell = {NULL, 0}};

/*
 * A shell's script, with places for what the tables say:
 *   %c  the command's name       %s  its summary, quoted
 *   %n  the option's name        %b  the same without hyphens
 *   %h  its help, quoted         %v  what its value is called
 *   %w  a word to choose
 * What stands between < and > is there as often as its first letter says:
 *   <C  >  for every command     <O  >  for every option of it
 *   <N  >  for each of an option's names
 *   <W  >  for every word to choose from, of the option, or else the command
 *   <ab:>  once, if a or b holds, else not at all:
 *          of the option f: it is a flag; m: a word may follow behind '=';
 *          c: it is a choice; p: a path; v: another value;
 *          of its name 1: it is the first; 2: it is not; l: long; s: short;
 *          of the command k: a choice of words follows; w: other words do;
 *          n: help has a page for each of its words
 */
static const char bash[] =
    "# trainloop completion for bash\n"
    "_trainloop()\n"
    "{\n"
    "    local current=${COMP_WORDS[COMP_CWORD]} words=\n"
    "    local before=${COMP_WORDS[COMP_CWORD-1]}\n"
    "    [ \"$before\" = = ] && before=${COMP_WORDS[COMP_CWORD-2]}=\n"
    "    [ \"$current\" = = ] && before=$before= && current=\n"
    "    COMPREPLY=()\n"
    "    case \"${COMP_WORDS[1]} $before\" in\n"
    "<C<O<mcpv:<N<1:    ><2:|>'%c %n='<cpv:|'%c %n'>>) "
    "<mc:words='<W%w >' ;;\n><pv:return ;;\n>>>>" /* the shell knows files */
    "    *) case $COMP_CWORD:${COMP_WORDS[1]} in\n"
    "       1:*) words='help<C %c>' ;;\n"
    "       2:help) words='<C %c>' ;;\n"
    "       3:help) case ${COMP_WORDS[2]} in\n"
    "<C<n:         %c) words='<W%w >' ;;\n>>"
    "         esac ;;\n"
    "<C       *:%c) words='--help -h<O<N %n><m:<W %n=%w>>><W %w>' ;;\n>"
    "       esac ;;\n"
    "    esac\n"
    "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
    "}\n"
    "complete -o bashdefault -o default -F _trainloop trainloop\n";

static const char zsh[] =
    "#compdef trainloop\n"
    "_trainloop() {\n"
    "  local -a commands\n"
    "  commands=(\n"
    "    'help:what a command does'\n"
    "<C    '%c:%s'\n>"
    "  )\n"
    "  if (( CURRENT == 2 )); then\n"
    "    _describe command commands\n"
    "    return\n"
    "  fi\n"
    "  shift words\n"
    "  (( CURRENT-- ))\n"
    "  case $words[1] in\n"
    "  help) (( CURRENT == 2 )) && _describe command commands\n"
    "    (( CURRENT == 3 )) && case $words[2] in\n"
    "<C<n:    %c) compadd<W %w> ;;\n>>"
    "    esac ;;\n"
    "<C  %c) _arguments '--help[this page]'"
    "<O<N \\\n"
    "    '%n<m:=-><cpv:<l:=>>[%h]<m:::scale:><c::choice:><pv::%v:>"
    "<mc:(<W %w> )><p:_files>'>>"
    "<k: \\\n"
    "    '*:word:(<W %w> )'>"
    "<w: \\\n"
    "    '*:word:_files'> ;;\n>"
    "  esac\n"
    "}\n"
    "_trainloop \"$@\"\n";

#define FISH "complete -c trainloop -n "
static const char fish[] =
    "# trainloop completion for fish\n"
    "function __trainloop_is # do the words so far begin like this?\n"
    "    string match -q -- \"trainloop $argv *\" "
    "(string join ' ' -- (commandline -opc) '')\n"
    "end\n"
    "" FISH "__fish_use_subcommand -f -a help -d 'what a command does'\n"
    "" FISH "'__trainloop_is help; and test (count (commandline -opc)) -eq "
    "2' -f -a '<C %c>'\n"
    "<C" FISH "__fish_use_subcommand -f -a %c -d '%s'\n"
    "<k:" FISH "'__trainloop_is %c' -f -a '<W %w>'\n>"
    "<n:" FISH "'__trainloop_is help %c' -f -a '<W %w>'\n>"
    "<O" FISH "'__trainloop_is %c'<N<l: -l %b><s: -s %b>>"
    "<m: -f><cv: -x><p: -r><mc: -a '<W %w>'> -d '%h'\n>>";

/* In the order of the command's choices. */
static const struct shell {
    const char *script;
    const char *in_summary, *in_help; /* what needs a backslash there */
} shells[] = {{bash, "", ""}, {zsh, ":", "[]:"}, {fish, "", ""}};

/* Where the walk over the tables is. */
struct spot {
    const struct shell *shell;
    const struct command_row *commands; /* all there are */
    const struct command *command;
    struct opt_row row; /* .o NULL: at none */
    const char *name;   /* of the option            */
    const char *word;   /* of a choice, up to a bar */
};

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

static void print_field(struct report *report, char field,
                        const struct spot *at)
{
    switch (field) {
    case 's':
        print_quoted(report, at->command->summary, at->shell->in_summary);
        break;
    case 'h':
        print_quoted(report, at->row.o->help, at->shell->in_help);
        break;
    case 'w':
        report_print(report, "%.*s", (int)strcspn(at->word, "|"), at->word);
        break;
    default:
        report_print(report, "%s",
                     field == 'c'   ? at->command->name
                     : field == 'v' ? at->row.o->value
                     : field == 'b' ? at->name + strspn(at->name, "-")
                                    : at->name);
    }
}

/* The letter of what kind of value an option has. */
static char kind_of(const struct opt *o)
{
    bool path = o->kind == OPT_TEXT && strcmp(o->value, "FILE") == 0;

    return o->kind == OPT_FLAG     ? 'f'
           : o->kind == OPT_MAYBE  ? 'm'
           : o->kind == OPT_CHOICE ? 'c'
           : path                  ? 'p'
                                   : 'v';
}

static bool holds(char condition, const struct spot *at)
{
    switch (condition) {
    case '1':
    case '2':
        return (condition == '1') == (at->name == at->row.o->name);
    case 'l':
    case 's':
        return (condition == 'l') == (at->name[1] == '-');
    case 'k':
        return at->command->choices != NULL;
    case 'w':
        return at->command->words && !at->command->choices;
    case 'n':
        return at->command->narrow != NULL;
    default:
        return condition == kind_of(at->row.o);
    }
}

/* A command may have a name twice, as check has it for two stages: the first
   row speaks for it, but one with words to choose from goes before. */
static bool speaks(const struct command *command, const struct opt_row *own)
{
    struct opt_row row = {0};
    const struct opt *speaker = NULL;

    while (opt_walk(command, &row))
        if (strcmp(row.o->name, own->o->name) == 0 &&
            (!speaker ||
             (row.o->kind == OPT_CHOICE && speaker->kind != OPT_CHOICE)))
            speaker = row.o;
    return speaker == own->o;
}

static void print_script(struct report *report, const char *script,
                         const char *end, const struct spot *at);

/* Prints what stands between < and > as often as it is to be there. */
static void print_part(struct report *report, const char *part, const char *end,
                       struct spot at)
{
    const char *body = part + 1;

    switch (*part) {
    case 'C':
        for (int i = 0; (at.command = at.commands[i].command); i++)
            print_script(report, body, end, &at);
        break;
    case 'O':
        while (opt_walk(at.command, &at.row))
            if ((at.name = at.row.o->name) && speaks(at.command, &at.row))
                print_script(report, body, end, &at);
        break;
    case 'N':
        for (int k = 0; (at.name = opt_name(at.row.o, k)); k++)
            print_script(report, body, end, &at);
        break;
    case 'W':
        at.word = at.row.o ? at.row.o->value : at.command->choices;
        while (at.word) {
            print_script(report, body, end, &at);
            at.word = strchr(at.word, '|') ? strchr(at.word, '|') + 1 : NULL;
        }
        break;
    default: /* conditions, up to a colon */
        for (; *part != ':'; part++)
            if (holds(*part, &at)) {
                print_script(report, strchr(part, ':') + 1, end, &at);
                break;
            }
    }
}

static void print_script(struct report *report, const char *script,
                         const char *end, const struct spot *at)
{
    for (; script < end; script++)
        if (*script == '%') {
            print_field(report, *++script, at);
        } else if (*script == '<') {
            const char *part = script + 1;
            for (int depth = 1; depth > 0;)
                depth += *++script == '<' ? 1 : *script == '>' ? -1 : 0;
            print_part(report, part, script, *at);
        } else {
            report_print(report, "%c", *script);
        }
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct report report = {.file = call->out};
    struct options o;

    if (!opt_parse(&completion_command, call->argc, call->argv, &o, fault))
        return FAULT_USAGE;
    const char *name = o.shell.n > 0 ? o.shell.at[0] : "";
    int k = opt_choice(completion_command.choices, name);
    if (k >= 0 && o.shell.n == 1) {
        struct spot at = {.shell = &shells[k], .commands = call->commands};
        print_script(&report, shells[k].script,
                     shells[k].script + strlen(shells[k].script), &at);
        return 0;
    }
    fault_set(fault, FAULT_USAGE,
              o.shell.n == 0   ? "which shell is it for?"
              : o.shell.n == 1 ? "'%.60s' is not a shell that it knows"
                               : "one shell at a time, got '%.60s' and more",
              name);
    opt_hint_choice(fault, completion_command.choices,
                    o.shell.n == 1 ? name : "");
    return FAULT_USAGE;
}

const struct command completion_command = {
    .name = "completion",
    .run = run,
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
