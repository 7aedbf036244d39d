/* The data, read from tables. */
#include "test.h"

#include "trainloop/columns.h"

static const char file_name[] = "test_points.csv";

static bool read_bytes(struct dataset *set, const char *bytes, size_t n,
                       const char *x, const char *y, struct fault *fault)
{
    FILE *file = fopen(file_name, "wb");
    const struct columns_wish wish = {.x = x, .y = y};

    *fault = (struct fault){0};
    if (!CHECK(file != NULL))
        return false;
    fwrite(bytes, 1, n, file);
    fclose(file);
    bool good = columns_read(set, file_name, &wish, fault);
    remove(file_name);
    return good;
}

static bool read_text(struct dataset *set, const char *text, const char *x,
                      const char *y)
{
    struct fault fault;

    if (read_bytes(set, text, strlen(text), x, y, &fault))
        return true;
    printf("fault: %s\n", fault.text);
    return false;
}

/* Two rows, (1, 2) and (3, 4), however they are written. */
static void same_table(const char *text, const char *x, const char *y)
{
    struct dataset set;

    if (!CHECK(read_text(&set, text, x, y)))
        return;
    CHECK(set.train.n == 2 && set.held.n == 0 && !set.has_truth);
    CHECK_SAME(set.train.x[0], 1.0);
    CHECK_SAME(set.train.y[0], 2.0);
    CHECK_SAME(set.train.x[1], 3.0);
    CHECK_SAME(set.train.y[1], 4.0);
    points_free(&set);
    points_free(&set);
    CHECK(set.train.n == 0 && set.x == NULL);
}

/* A table that is not in order, and what the message has of it. */
static void refused(const char *text, const char *name, const char *says)
{
    struct dataset set;
    struct fault fault;

    CHECK(!read_bytes(&set, text, strlen(text), name, NULL, &fault));
    if (!CHECK(strstr(fault.text, says) || strstr(fault.hint, says)))
        printf("fault: %s\n%s\n", fault.text, fault.hint);
}

#define TEN                                    \
    "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9" \
    "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"

static void refusals(void)
{
    refused("a,b\n1,2\n\"3\n4\",\"5\n", NULL, ":4: a quote that opens");
    refused("a,b\n\"3\n4\"x,5\n", NULL, ":3: text after a closing quote");
    /* no character of several bytes is cut */
    refused("a" TEN TEN TEN TEN TEN ",b\n1,2\n", "ccc", TEN TEN TEN "\xC3\xA9");
    refused("a,b\n1,2\n3,4\n" TEN TEN TEN TEN TEN TEN TEN ",3\n", NULL,
            TEN TEN TEN TEN TEN TEN "'");
    refused("a" TEN TEN TEN TEN TEN TEN ",b\n1,2\n3,4\nx,3\n", NULL,
            "\xC3\xA9': not a number");
}

static void tables(void)
{
    same_table("a,b\n1,2\n3,4\n", NULL, NULL);
    same_table("a,b\n1,2\n3,4", NULL, NULL);
    same_table("a,b\r\n1,2\r\n3,4\r\n", NULL, NULL);
    same_table("\xEF\xBB\xBF"
               "a,b\n1,2\n3,4\n",
               "a", "b");
    same_table("1,2\n3,4\n", NULL, NULL);
    same_table("1,2\n3,4\n\n\n", "1", "2");
    same_table("\"a\",\"b\"\n\"1\",2\n3,\"4\"\n", NULL, NULL);
    same_table("\"a,\"\"\nx\",b\n1,2\n3,4\n", "a,\"\nx", NULL);
    same_table("id,a,b\nq,1,2\nr,3,4\n", NULL, NULL);
    same_table("b,a\n2,1\n4,3\n", "a", NULL);
    same_table("b,a\n2,1\n4,3\n", NULL, "b");
    same_table("b,a\n2,1\n4,3\n", "2", "1");
    same_table("a,b\n 1 ,\t2\n3, 4\n", NULL, NULL);
}

static void names(void)
{
    struct dataset set;

    if (CHECK(read_text(&set, "area,price\n1,2\n", NULL, NULL))) {
        CHECK_TEXT(set.x_name, "area");
        CHECK_TEXT(set.y_name, "price");
        points_free(&set);
    }
    if (CHECK(read_text(&set, "a\x1b[2J,\"b\nc\"\n1,2\n", NULL, NULL))) {
        CHECK_TEXT(set.x_name, "a?[2J");
        CHECK_TEXT(set.y_name, "b?c");
        points_free(&set);
    }
    if (CHECK(read_text(&set, "1,2\n", NULL, NULL))) {
        CHECK_TEXT(set.x_name, "column 1");
        CHECK_TEXT(set.y_name, "column 2");
        points_free(&set);
    }
}

/* What a text file of a test script cannot hold. */
static void bytes(void)
{
    static const char nul[] = "a,b\n1,2\n3\0,4\n";
    struct dataset set;
    struct fault fault;

    CHECK(!read_bytes(&set, nul, sizeof nul - 1, NULL, NULL, &fault));
    CHECK(strstr(fault.text, "test_points.csv:3: a NUL byte") != NULL);
    CHECK(fault.kind == FAULT_FILE && set.x == NULL);
    CHECK(!read_bytes(&set, "a\x1b[31m,b\nx,y\n", 14, NULL, NULL, &fault));
    CHECK(strchr(fault.text, '\x1b') == NULL);
}

/* Many rows, so that the columns grow; a long field, so that the record does.
 */
static void grows(void)
{
    FILE *file = fopen(file_name, "wb");
    struct dataset set;
    const struct columns_wish wish = {0};
    struct fault fault = {0};

    if (!CHECK(file != NULL))
        return;
    fprintf(file, "note,x,y\n");
    for (int i = 0; i < 5000; i++)
        fprintf(file, "%0*d#,%d,%d.5\n", i % 700 + 1, i, i, -i);
    fclose(file);
    if (CHECK(columns_read(&set, file_name, &wish, &fault))) {
        CHECK(set.train.n == 5000);
        CHECK_SAME(set.train.x[4999], 4999.0);
        CHECK_SAME(set.train.y[4999], -4999.5);
        points_free(&set);
    }
    remove(file_name);
}

/* Lines that begin inside quotes as well as outside: each is read to the end of
   the table before it is known to be no record.  Three of them are titles; of
   many not all are tried. */
static void unclosed(void)
{
    enum { MANY = 20 };
    static const char line[] = "\",b\",c,\"\n", rows[] = "x,y\n1,2\n3,4\n";
    char text[MANY * sizeof line + sizeof rows] = "";

    for (int i = 0; i < MANY; i++)
        strcat(text, line);
    strcat(text, rows);
    same_table(text + (MANY - 3) * (sizeof line - 1), "x", "y");
    refused(text, NULL, ":1: a quote that opens on this line is never closed");
}

int main(void)
{
    unclosed();
    tables();
    refusals();
    names();
    bytes();
    grows();
    return test_end();
}
