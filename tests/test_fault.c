/* Faults: cut where they are too long, and free of escape codes. */
#include "test.h"

#include "trainloop/fault.h"

int main(void)
{
    struct fault fault = {0};
    char longer[3 * FAULT_TEXT];

    CHECK(!fault_set(&fault, FAULT_USAGE, "%s needs %d", "--lr", 1));
    CHECK(fault.kind == FAULT_USAGE);
    CHECK_TEXT(fault.text, "--lr needs 1");
    CHECK_TEXT(fault.hint, "");
    CHECK(!fault_hint(&fault, "a\nb\t%s", "\x1b[31m"));
    CHECK_TEXT(fault.hint, "a\nb??[31m");
    fault_set(&fault, FAULT_FILE, "two\nlines \x7f \xc3\xa9");
    CHECK_TEXT(fault.text, "two?lines ? \xc3\xa9");
    fault_set(&fault, FAULT_FILE,
              "\xc2\x9b"
              "31m"); /* an escape code, too */
    CHECK_TEXT(fault.text, "?31m");
    CHECK_TEXT(fault.hint, ""); /* that of the fault before is gone */

    memset(longer, 'x', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    fault_set(&fault, FAULT_FILE, "%s", longer);
    CHECK(strlen(fault.text) == FAULT_TEXT - 1);
    CHECK_TEXT(fault.text + FAULT_TEXT - 4, "...");
    memcpy(longer + FAULT_TEXT - 5, "\xc3\xa9", 2); /* not cut in two */
    fault_set(&fault, FAULT_FILE, "%s", longer);
    CHECK_TEXT(fault.text + FAULT_TEXT - 7, "xx...");

    CHECK(!fault_memory(&fault, 16e6, "a test"));
    CHECK(fault.kind == FAULT_INTERNAL);
    CHECK_TEXT(fault.text, "out of memory: a test would take 16 MB");
    CHECK(!fault_memory(&fault, 40.0, "a word"));
    CHECK_TEXT(fault.text, "out of memory: a word would take 1 kB");
    return test_end();
}
