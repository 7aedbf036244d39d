/* The texts of the next-word lesson. */
#include "stages/bigram_texts.h"

static const char *const expected[][2] = {
    {"the", "cat"}, {"the", "dog"}, {"cat", "sat"},
    {"sat", "on"},  {"on", "the"},  {"in", "the"},
};

const struct bigram_text bigram_texts_five = {
    .name = "the five sentences",
    .text = "the cat sat on the mat\n"
            "the dog ran in the park\n"
            "the cat sat in the house\n"
            "the dog sat on the mat\n"
            "the cat ran in the park\n",
    .expected = expected,
    .n_expected = sizeof expected / sizeof expected[0],
};

const struct bigram_text bigram_texts_eight = {
    .name = "the eight sentences",
    .text = "the cat loves fish\n"
            "the dog chases cats\n"
            "fish swim in water\n"
            "cats climb tall trees\n"
            "dogs run in parks\n"
            "the bird sings songs\n"
            "water flows in rivers\n"
            "trees grow in forests\n",
};
