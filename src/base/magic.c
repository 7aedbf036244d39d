/* Files that are no text, and how to make text of them. */
#include "base/magic.h"

#include "base/shell.h"

/* x: a byte that is not NUL; a dot: any. */
static const struct known {
    const char first[MAGIC_BYTES + 1];
    struct magic magic;
} all[] = {
    {"\x1F\x8B..", {"gzip", "gunzip -c", NULL}},
    {"PK\3\4", {"zip", "unzip -p", "as .xlsx files are"}},
    {"BZh.", {"bzip2", "bunzip2 -c", NULL}},
    {"\xFD"
     "7zX",
     {"xz", "xz -dc", NULL}},
    {"\xFF\xFE\0\0", {"UTF-32", "iconv -f utf-32 -t utf-8", NULL}},
    {"\0\0\xFE\xFF", {"UTF-32", "iconv -f utf-32 -t utf-8", NULL}},
    {"\xFF\xFE..", {"UTF-16", "iconv -f utf-16 -t utf-8", NULL}},
    {"\xFE\xFF..", {"UTF-16", "iconv -f utf-16 -t utf-8", NULL}},
    {"x\0x\0", {"UTF-16", "iconv -f utf-16le -t utf-8", NULL}},
    {"\0x\0x", {"UTF-16", "iconv -f utf-16be -t utf-8", NULL}},
};

const struct magic *magic_find(const char *first, size_t n)
{
    for (size_t k = 0; k < sizeof all / sizeof all[0]; k++) {
        size_t i = 0;
        while (i < n && i < MAGIC_BYTES &&
               (all[k].first[i] == '.' || all[k].first[i] == first[i] ||
                (all[k].first[i] == 'x' && first[i] != '\0')))
            i++;
        if (i == MAGIC_BYTES)
            return &all[k].magic;
    }
    return NULL;
}

bool magic_hint(const struct magic *magic, const char *file,
                const char *command, struct fault *fault)
{
    if (!file)
        return fault_hint(fault, "Put it before trainloop: ... | %s | ...",
                          magic->command);
    return fault_hint(fault, "%s %s | trainloop %s", magic->command,
                      shell_file(file).text, command);
}
