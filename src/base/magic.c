/* Files that are no text, and how to make text of them. */
#include "base/magic.h"

#include <string.h>

/* x: a byte that is not NUL; a dot: any. */
static const struct known {
    const char first[MAGIC_BYTES + 1];
    struct magic magic;
} all[] = {
    {"\x1F\x8B..", {"gzip", "gunzip -c"}},
    {"PK\3\4", {"zip", "unzip -p"}},
    {"BZh.", {"bzip2", "bunzip2 -c"}},
    {"\xFD"
     "7zX",
     {"xz", "xz -dc"}},
    {"\xFF\xFE\0\0", {"UTF-32", "iconv -f utf-32 -t utf-8"}},
    {"\0\0\xFE\xFF", {"UTF-32", "iconv -f utf-32 -t utf-8"}},
    {"\xFF\xFE..", {"UTF-16", "iconv -f utf-16 -t utf-8"}},
    {"\xFE\xFF..", {"UTF-16", "iconv -f utf-16 -t utf-8"}},
    {"x\0x\0", {"UTF-16", "iconv -f utf-16le -t utf-8"}},
    {"\0x\0x", {"UTF-16", "iconv -f utf-16be -t utf-8"}},
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

/* The name, of less than a fifth of FAULT_TEXT, as one word of a shell. */
static void quote(char to[FAULT_TEXT], const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_./,:=@%+-";
    bool bare = name[strspn(name, plain)] == '\0';
    size_t n = 0;

    if (!bare)
        to[n++] = '\'';
    for (; *name != '\0'; name++) {
        if (*name == '\'') {
            memcpy(to + n, "'\\'", 3);
            n += 3;
        }
        to[n++] = *name;
    }
    if (!bare)
        to[n++] = '\'';
    to[n] = '\0';
}

bool magic_hint(const struct magic *magic, const char *file,
                const char *command, struct fault *fault)
{
    char name[FAULT_TEXT];

    if (!file)
        return fault_hint(fault, "Put it before trainloop: ... | %s | ...",
                          magic->command);
    quote(name, strlen(file) < FAULT_TEXT / 5 ? file : "FILE");
    return fault_hint(fault, "%s %s | trainloop %s", magic->command, name,
                      command);
}
