/* Counts from CSV. */
#include "lesson/ledger_file.h"

#include "base/utf8.h"
#include "table/csv.h"

#include "trainloop/decimal.h"

#include <string.h>

enum { WORD, NEXT, COUNT, COLUMNS };

static const char *const names[COLUMNS] = {"word", "next", "count"};

static const char cure[] =
    "Give --counts rows of WORD,NEXT,COUNT, as the command count makes them";

/* Is it a header?  Then which column is where. */
static bool is_header(struct csv *csv, size_t column[COLUMNS])
{
    size_t at[COLUMNS];

    for (int i = 0; i < COLUMNS; i++) {
        at[i] = csv_find(csv, names[i]);
        if (at[i] == csv->fields)
            return false;
    }
    memcpy(column, at, sizeof at);
    return true;
}

/* Fault: what is wrong with a field, as it stands there. */
static bool wrong(struct csv *csv, const char *what, const char *field)
{
    fault_set(csv->fault, FAULT_FILE, "%s:%.0f: %s, got '%s'", csv->name,
              (double)csv->line, what, utf8_word(field, 60, 0).text);
    return fault_hint(csv->fault, "%s", cure);
}

static bool add_row(struct ledger *ledger, struct csv *csv,
                    const size_t column[COLUMNS])
{
    const char *field[COLUMNS];
    uint32_t id[COUNT];
    double count;

    if (csv->fields != COLUMNS)
        return csv_complain(csv, csv->fields < COLUMNS
                                     ? "a row of fewer than three fields"
                                     : "a row of more than three fields; one "
                                       "with a comma in it needs quotes");
    for (int i = 0; i < COLUMNS; i++)
        field[i] = csv_verbatim(csv, column[i]);
    if (*field[WORD] == '\0')
        return csv_complain(csv, "the word is missing");
    if (decimal_between(field[COUNT], 0.0, LEDGER_MOST, true, &count) !=
        DECIMAL_OK)
        return wrong(csv,
                     "a count is a whole number from 0 to 9007199254740992",
                     field[COUNT]);
    for (int i = 0; i < COUNT; i++) {
        id[i] = WORD_END;
        if (*field[i] == '\0') /* it leads no pair */
            continue;
        id[i] = vocabulary_add(&ledger->words, field[i], strlen(field[i]),
                               csv->fault);
        if (id[i] == WORD_END)
            return false;
    }
    struct pair pair = {id[WORD], id[NEXT]};
    return id[NEXT] == WORD_END || count == 0.0 ||
           ledger_add(ledger, pair, (uint64_t)count, csv->fault);
}

static bool read_rows(struct ledger *ledger, struct csv *csv)
{
    size_t column[COLUMNS] = {WORD, NEXT, COUNT};
    bool good = true;

    csv->exact = true;
    while (good && csv_record(csv)) {
        bool empty = csv->fields == 1 && *csv_field(csv, 0) == '\0';
        if (!empty && !is_header(csv, column))
            good = add_row(ledger, csv, column);
    }
    if (csv->fault->kind == FAULT_NONE && ledger->pairs == 0)
        fault_say(csv->fault, FAULT_FILE, cure, "%s: no pair of words in it",
                  csv->name);
    return csv->fault->kind == FAULT_NONE;
}

bool ledger_file_read(struct ledger *ledger, const char *name,
                      struct seal *read, struct fault *fault)
{
    struct csv *csv = csv_open(
        name, "Give --counts the name of a file that trainloop count wrote",
        cure, fault);
    bool good = csv && read_rows(ledger, csv) && ledger_sort(ledger, fault);

    if (csv)
        *read = csv->input.seal;
    csv_close(csv);
    return good;
}
