/* Two columns of a table. */
#include "trainloop/columns.h"

#include "base/array.h"
#include "base/utf8.h"
#include "table/dialect.h"

#include "trainloop/decimal.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In place of a column: there is none, or the number of the row is meant. */
enum { NONE = -1, ROW = -2 };

/* A table on its way into a set. */
struct table {
    struct csv *csv;
    struct dialect look;
    const struct columns_wish *wish;
    char *names; /* of the header, and where each begins; owned */
    size_t *name, named;
    long column[2]; /* of x and of y */
    long date;      /* a column of dates, where x is the row's number */
    struct amount_style style[2];
    size_t width;                          /* fields of a row */
    uint64_t rows, missing, first_missing; /* first_missing: its line */
};

/* Does name k of the header say which column it is? */
static bool is_name(const struct table *t, size_t k)
{
    bool alone = k < t->named && t->names[t->name[k]] != '\0';

    for (size_t i = 0; alone && i < t->named; i++)
        alone =
            i == k || strcmp(t->names + t->name[i], t->names + t->name[k]) != 0;
    return alone;
}

/* What a column is called; room: for one without a name of its own. */
static const char *name_of(const struct table *t, long column, char room[32])
{
    long k = column - (long)t->look.unnamed; /* below 0: before the names */

    if (column == ROW)
        return "row";
    if (k >= 0 && is_name(t, (size_t)k))
        return t->names + t->name[k];
    snprintf(room, 32, "column %ld", column + 1);
    return room;
}

/* The same in a message. */
static struct utf8_word shown(const struct table *t, long column, int most)
{
    char room[32];

    return utf8_word(name_of(t, column, room), most, 0);
}

/* What the text is written in, if not in UTF-8, or NULL. */
static const char *foreign(const char *text)
{
    while (utf8_length(text) > 0)
        text += utf8_length(text);
    unsigned char byte = (unsigned char)*text;
    return byte == 0 ? NULL : byte < 0xA0 ? "cp1252" : "latin1";
}

static bool hint_foreign(const struct table *t, const char *text)
{
    return fault_hint(t->csv->fault,
                      "It is no UTF-8: iconv -f %s -t utf-8 < %s > table.csv",
                      foreign(text), csv_file(t->csv).text);
}

/* Finds a column by its name, else by its number from 1; the header is the
   record that was read last. */
static bool find_column(struct table *t, int i, const char *name)
{
    struct csv *csv = t->csv;
    bool header = t->look.header;
    size_t k = header ? csv_find(csv, name) : csv->fields, again = k + 1;
    double number;

    while (again < csv->fields && strcmp(csv_field(csv, again), name) != 0)
        again++;
    if (again < csv->fields) {
        unsigned long second = (unsigned long)(again + t->look.unnamed) + 1;
        fault_set(csv->fault, FAULT_FILE,
                  "'%s' has the name '%s' in columns %lu and %lu", csv->name,
                  utf8_word(name, 60, 0).text,
                  (unsigned long)(k + t->look.unnamed) + 1, second);
        return fault_hint(csv->fault, "Give the number instead: --%c %lu",
                          "xy"[i], second);
    }
    if (k < csv->fields) {
        t->column[i] = (long)(k + t->look.unnamed);
        return true;
    }
    const char *digits = strncmp(name, "column ", 7) == 0 ? name + 7 : name;
    if (decimal_between(digits, 1.0, (double)t->width, true, &number) ==
        DECIMAL_OK) {
        t->column[i] = (long)number - 1;
        return true;
    }
    csv_lacks(csv, name, header);
    for (k = 0; header && k < csv->fields; k++)
        if (foreign(csv_field(csv, k)))
            return hint_foreign(t, csv_field(csv, k));
    return false;
}

/* Is it the name of a column that numbers the rows, or whose numbers are but
   names, as PassengerId? */
static bool names_index(const char *name)
{
    static const char *const known[] = {"",      "id",       "index", "row",
                                        "rowid", "rownames", "no",    "no.",
                                        "nr",    "nr.",      "#"};
    char small[10] = "";
    size_t n = strlen(name);

    for (size_t i = 0; i + 1 < sizeof small && name[i] != '\0'; i++)
        small[i] = (char)tolower((unsigned char)name[i]);
    if (strncmp(small, "unnamed", 7) == 0)
        return true;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(small, known[i]) == 0)
            return true;
    if (n < 3 || tolower((unsigned char)name[n - 1]) != 'd')
        return false;
    return name[n - 2] == 'I'
               ? strchr("_. ", name[n - 3]) ||
                     islower((unsigned char)name[n - 3])
               : name[n - 2] == 'i' && strchr("_. ", name[n - 3]);
}

/* What a column is good for: values, or numbers of the rows that have a name of
   their own, or one value in all rows, or numbers that have no name. */
enum rank { RANK_VALUES, RANK_COUNTS, RANK_SAME, RANK_INDEX, RANK_WORDS };

static enum rank rank_of(const struct table *t, size_t k)
{
    const struct dialect_column *c = &t->look.column[k];
    size_t without = t->look.unnamed; /* columns before the first name */
    bool named = k >= without && k - without < t->named;
    const char *name = named ? t->names + t->name[k - without] : "";

    if (!dialect_is_number(c) && t->look.rows > 0)
        return RANK_WORDS;
    if (t->look.header && names_index(name))
        return RANK_INDEX;
    if (!c->varies && c->numbers > 2)
        return RANK_SAME;
    return c->counts && c->numbers > 2 && !c->years ? RANK_COUNTS : RANK_VALUES;
}

/* The best column for numbers but for these two; the first of equals. */
static long best(const struct table *t, long a, long b)
{
    for (int rank = RANK_VALUES; rank < RANK_WORDS; rank++)
        for (size_t k = 0; k < t->look.looked; k++)
            if ((long)k != a && (long)k != b && (int)rank_of(t, k) == rank)
                return (long)k;
    return NONE;
}

static bool has_dates(const struct table *t, long k)
{
    const struct dialect_column *c = t->look.column;

    return k < (long)t->look.looked && c[k].dates > 0 &&
           c[k].dates == c[k].others && c[k].numbers == 0;
}

/* A column that would be numbers, but for some of its fields; reading it says
   which.  NONE: there is none beside `but`. */
static long damaged(const struct table *t, long but)
{
    const struct dialect_column *c = t->look.column;

    for (long k = 0; k < (long)t->look.looked; k++)
        if (k != but && c[k].others > 0 &&
            c[k].numbers + c[k].almost >= c[k].others - c[k].almost)
            return k;
    return NONE;
}

/* Chooses the columns that were not named: two of values, in their order; where
   there is but one, the number of the row goes across. */
static void choose(struct table *t)
{
    long *x = &t->column[0], *y = &t->column[1];
    bool both = *x == NONE && *y == NONE;
    long a = best(t, *x, *y), b = both && a != NONE ? best(t, a, NONE) : a;

    if (b != NONE && *x == NONE && rank_of(t, (size_t)b) == RANK_INDEX)
        b = NONE;
    if (both && b != NONE) {
        *x = a < b ? a : b;
        *y = a < b ? b : a;
    } else if (*y == NONE)
        *y = a != NONE ? a : damaged(t, *x);
    if (*x == NONE)
        *x = !both && b != NONE ? b : damaged(t, *y);
    if (*x >= 0 && has_dates(t, *x)) {
        t->date = *x;
        *x = NONE;
    }
    for (long k = 0; *x == NONE && t->date == NONE && k < (long)t->look.looked;
         k++)
        t->date = has_dates(t, k) ? k : NONE;
    if (*x == NONE && (t->date != NONE || t->width == t->look.looked))
        *x = ROW;
}

/* Hints how to do without what stands behind a number, as kr in 18,90 kr.
   False: it is something else. */
static bool hint_unit(const struct table *t, const char *text)
{
    const char *unit = text + strlen(text);
    char number[64];
    bool good;

    while (unit > text && !isdigit((unsigned char)unit[-1]))
        unit--;
    for (const char *s = unit; *s != '\0'; s++)
        if (!isalpha((unsigned char)*s) && (unsigned char)*s < 0x80 &&
            *s != ' ')
            return false;
    snprintf(number, sizeof number, "%.*s", (int)(unit - text), text);
    amount_point(number, &good);
    if (*unit == '\0' || strlen(unit) > 20 || !good)
        return false;
    fault_hint(t->csv->fault,
               "Without '%s': sed 's/\\([0-9]\\)%s/\\1/g' < %s > table.csv",
               unit + strspn(unit, " "), unit, csv_file(t->csv).text);
    return true;
}

/* Hints which columns are numbers, but for the one that is not; and what to do
   where a row alone is odd. */
static bool hint_columns(const struct table *t, long but)
{
    enum { MOST = 300 };
    const struct dialect_column *odd =
        but < (long)t->look.looked ? t->look.column + but : NULL;
    bool row = odd && odd->numbers > 1 && odd->others < 2;
    char room[CSV_CURE];
    char list[MOST + 300] = "";
    size_t used = 0, n = 0;

    for (long k = 0; k < (long)t->look.looked && used < MOST; k++)
        if (k != but && dialect_is_number(&t->look.column[k]))
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                     n++ > 0 ? ", " : "", shown(t, k, 40).text);
    if (used >= MOST) /* there may be more */
        strcpy(list + used, ", ...");
    return n == 0 ? fault_hint(t->csv->fault,
                               "Write a plain number such as 1234.5%s%s",
                               row ? ", or leave the row out:\n" : "",
                               row ? csv_without(t->csv, room) : "")
                  : fault_hint(t->csv->fault, "Column%s of numbers: %s%s%s",
                               n == 1 ? "" : "s", list,
                               row ? "\nOr leave the row out: " : "",
                               row ? csv_without(t->csv, room) : "");
}

/* Hints what a first row may be that has no number. */
static bool hint_names(const struct table *t)
{
    char room[CSV_CURE];

    return fault_hint(t->csv->fault,
                      "If this line has the names: --skip %.0f\n"
                      "If it has the units: %s",
                      (double)t->csv->line - 1.0, csv_without(t->csv, room));
}

/* A field that is no number, and the likeliest cause. */
static bool refuse(struct table *t, int i, const char *text,
                   enum amount_status status)
{
    static const char *const what[] = {
        [AMOUNT_DATE] = "a date, not a number",
        [AMOUNT_MIXED] = "not written as the numbers above it are",
        [AMOUNT_AMBIGUOUS] = "the comma may be a decimal one or not",
        [AMOUNT_COMMA] = "not a number",
        [AMOUNT_TOO_BIG] = "beyond the range of a double",
        [AMOUNT_FOREIGN] = "not a number",
        [AMOUNT_NEARLY] = "not a number",
        [AMOUNT_WORD] = "not a number"};
    struct csv *csv = t->csv;

    fault_set(csv->fault, FAULT_FILE, "%s:%.0f: column '%s': %s: '%s'",
              csv->name, (double)csv->line, shown(t, t->column[i], 60).text,
              what[status], utf8_word(text, 60, 0).text);
    if (foreign(text))
        return hint_foreign(t, text);
    if (t->look.separator != ',' && status == AMOUNT_AMBIGUOUS)
        return fault_hint(csv->fault,
                          "For decimal commas: sed 's/,/./g' < %s > table.csv\n"
                          "For thousands: sed 's/,//g' < %s > table.csv",
                          csv_file(csv).text, csv_file(csv).text);
    if (t->look.separator != ',' && status == AMOUNT_COMMA)
        return fault_hint(csv->fault, "Write all decimal marks alike: this "
                                      "table has '.', too");
    if (status == AMOUNT_AMBIGUOUS)
        return fault_hint(csv->fault, "Write 1234 or 1.234, as it is meant");
    if (status == AMOUNT_COMMA)
        return fault_hint(csv->fault, "Write the decimal point as '.', or ';' "
                                      "between the columns");
    if (t->rows == 1 && !t->look.header && !t->wish->no_header)
        return fault_hint(csv->fault,
                          "If this line has the names: --header yes");
    const struct dialect_column *c = t->column[i] < (long)t->look.looked
                                         ? &t->look.column[t->column[i]]
                                         : NULL;
    if (c && t->rows == 1 && t->look.header && c->others == 1 &&
        c->numbers > 0 && dialect_numbers(csv) == 0)
        return hint_names(t);
    if (c && c->others > 1 && hint_unit(t, text))
        return false;
    return hint_columns(t, t->column[i]);
}

enum value { GIVEN, MISSING, REFUSED };

static enum value read_value(struct table *t, int i, double *x)
{
    if (t->column[i] == ROW) {
        *x = (double)t->rows;
        return GIVEN;
    }
    char *text = csv_field(t->csv, (size_t)t->column[i]);
    enum amount_status status =
        amount_read(text, t->look.point, &t->style[i], x);
    if (status == AMOUNT_OK)
        return GIVEN;
    if (status == AMOUNT_MISSING)
        return MISSING;
    refuse(t, i, text, status);
    return REFUSED;
}

/* The rows, into the set. */
static bool read_rows(struct table *t, struct dataset *set)
{
    static const char what[] = "what was read of this file";
    struct csv *csv = t->csv;
    size_t n = 0, x_room = 0, y_room = 0;
    double x, y;

    while (t->look.wider ? csv_record(csv) : csv_row(csv, t->width)) {
        t->rows++;
        t->width = csv->fields;
        t->look.wider = false;
        enum value across = read_value(t, 0, &x);
        bool same = t->column[0] == t->column[1]; /* its text is read once */
        enum value up =
            same || across == REFUSED ? across : read_value(t, 1, &y);
        if (up == REFUSED)
            return false;
        if (across == MISSING || up == MISSING) {
            if (t->missing++ == 0)
                t->first_missing = csv->line;
            continue;
        }
        if (!array_room(&set->x, &x_room, n + 1, sizeof x, what, csv->fault) ||
            !array_room(&set->y, &y_room, n + 1, sizeof y, what, csv->fault))
            return false;
        set->x[n] = x;
        set->y[n++] = same ? x : y;
    }
    set->train = (struct points){set->x, set->y, .n = n};
    return csv->fault->kind == FAULT_NONE;
}

/* Are there rows, and as many as were wished for? */
static bool check_rows(struct table *t, const struct dataset *set)
{
    struct csv *csv = t->csv;

    if (t->rows == 0)
        return csv_complain(csv, "there is a header, but no row below it");
    if (set->train.n > 0 && !(t->missing > 0 && t->wish->stop))
        return true;
    return fault_say(
        csv->fault, FAULT_FILE,
        set->train.n == 0 ? "Choose other columns by --x and --y"
                          : "Leave out --missing stop: these rows "
                            "are left out then",
        "%s:%.0f: no value in '%s' or '%s'; %.0f of %.0f row%s "
        "lack%s one",
        csv->name, (double)t->first_missing, shown(t, t->column[0], 60).text,
        shown(t, t->column[1], 60).text, (double)t->missing, (double)t->rows,
        t->rows == 1 ? "" : "s", t->missing == 1 ? "s" : "");
}

/* Keeps the names of the header. */
static void keep_names(struct table *t)
{
    struct csv *csv = t->csv;

    for (size_t k = 0; k < csv->fields; k++)
        csv->field[k] = (size_t)(csv_field(csv, k) - csv->text);
    t->named = csv->fields;
    t->names = csv->text;
    t->name = csv->field;
    csv->text = NULL;
    csv->field = NULL;
    csv->room = csv->field_room = 0;
}

/* No two columns can be had. */
static bool too_few(struct table *t)
{
    const struct dialect *look = &t->look;
    struct csv *csv = t->csv;
    static const char cure[] =
        "Write plain numbers, without units and with '.' as the decimal "
        "point,\nand ',' between the columns: 75.5,190208";

    if (t->width > look->looked)
        return fault_say(csv->fault, FAULT_FILE, "Name them by --x and --y",
                         "'%s' has no two columns of numbers among its first "
                         "%lu",
                         csv->name, (unsigned long)look->looked);
    if (look->nearly.line == 0)
        return fault_say(csv->fault, FAULT_FILE, cure,
                         "'%s' has no%s column that is numbers throughout",
                         csv->name, t->column[0] >= 0 ? " other" : "");
    fault_say(csv->fault, FAULT_FILE, cure,
              "%s:%.0f: no%s column is numbers throughout; nearly a "
              "number, in '%s': '%s'",
              csv->name, (double)look->nearly.line,
              t->column[0] >= 0 ? " other" : "",
              shown(t, (long)look->nearly.column, 60).text,
              utf8_word(look->nearly.text, 60, 0).text);
    hint_unit(t, look->nearly.text);
    return false;
}

/* The header, and which columns are meant. */
static bool read_head(struct table *t)
{
    const char *name[] = {t->wish->x, t->wish->y};
    struct csv *csv = t->csv;
    t->width = t->look.width;
    if (t->look.header && !csv_record(csv))
        return false;
    if (t->look.header && t->look.wider)
        t->width = csv->fields;
    t->look.wider &= !t->look.header;
    size_t most = t->width - t->look.unnamed;
    csv->fields = !t->look.header || csv->fields > most ? most : csv->fields;
    for (int i = 0; i < 2; i++)
        if (name[i] && !find_column(t, i, name[i]))
            return false;
    if (t->look.header)
        keep_names(t);
    choose(t);
    if (t->column[0] == NONE || t->column[1] == NONE)
        return too_few(t);
    return true;
}

/* The most decimals in the first thousand values; -1: there are over three. */
static int decimals_of(const double *x, size_t n)
{
    double scale = 1.0;
    int most = 0;

    for (size_t i = 0; i < n && i < 1000; i++) {
        double slack = 1e-12 * fabs(x[i]);
        for (; ceil((x[i] - slack) * scale) > (x[i] + slack) * scale; most++) {
            if (most == 3)
                return -1;
            scale *= 10.0;
        }
    }
    return most;
}

/* What the table was, for those who speak of the set. */
static bool describe(struct table *t, struct dataset *set)
{
    char room[2][32];
    struct utf8_word date = shown(t, t->date, 40);
    const struct dialect *look = &t->look;

    set->table =
        (struct points_table){.columns = t->width,
                              .separator = look->separator,
                              .point = look->point,
                              .first = look->first,
                              .missing = t->missing,
                              .counted = t->column[0] == ROW,
                              .decimals = {decimals_of(set->x, set->train.n),
                                           decimals_of(set->y, set->train.n)}};
    for (size_t k = 0; k < t->named && !set->table.foreign; k++)
        set->table.foreign = foreign(t->names + t->name[k]);
    for (size_t k = 0; k < look->looked; k++)
        set->table.index |=
            rank_of(t, k) < RANK_WORDS && (long)k != t->column[1];
    for (int i = 0; i < 2; i++)
        snprintf(set->table.mark[i], sizeof set->table.mark[i], "%s",
                 t->style[i].percent ? "%" : t->style[i].currency);
    if (t->date != NONE)
        snprintf(set->table.date, sizeof set->table.date, "%.*s",
                 (int)utf8_cut(date.text, sizeof set->table.date - 1),
                 date.text);
    return points_name(set, name_of(t, t->column[0], room[0]),
                       name_of(t, t->column[1], room[1]), t->csv->fault);
}

bool columns_read(struct dataset *set, const char *name,
                  const struct columns_wish *wish, struct fault *fault)
{
    struct dialect_wish how = {wish->separator, wish->header, wish->no_header,
                               wish->skip};
    struct table t = {.wish = wish, .column = {NONE, NONE}, .date = NONE};

    *set = (struct dataset){.scale = 1.0};
    t.csv = csv_open(
        name, "Give --data the name of a CSV file",
        "Correct the file there: a header, then rows such as 75,190208", fault);
    if (t.csv &&
        !(dialect_look(&t.look, t.csv, &how) && read_head(&t) &&
          read_rows(&t, set) && check_rows(&t, set) && describe(&t, set)))
        points_free(set);
    else if (t.csv)
        set->read = t.csv->input.seal;
    csv_close(t.csv);
    dialect_free(&t.look);
    free(t.names);
    free(t.name);
    return fault->kind == FAULT_NONE;
}
