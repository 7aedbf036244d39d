/* shell.h -- words as a shell reads them, for the commands of cures. */
#ifndef BASE_SHELL_H
#define BASE_SHELL_H

#include <stdbool.h>

/* Does a shell read the word as it stands, without quotes? */
bool shell_is_plain(const char *word);

/* The name of a file as one word: in quotes where it needs them, and behind
   "./" where it would be an option.  "FILE": it is NULL, or would take more
   bytes than a message has room for. */
enum { SHELL_FILE = 200 };
struct shell_file {
    char text[SHELL_FILE];
};
struct shell_file shell_file(const char *name);

#endif
