/* The stage data, from options to result. */
#include "stages/data.h"

bool data_open(struct data *data, const struct data_options *options,
               struct fault *fault)
{
    data->options = options;
    if (!problem_open(&data->set, &options->problem, fault))
        return false;
    struct line truth = {data->set.truth.slope, data->set.truth.intercept};
    data->bowl = bowl_measure(&data->set.train);
    if (data->set.has_truth)
        data->true_loss = line_gradient(&truth, &data->set.train).loss;
    return true;
}

void data_close(struct data *data)
{
    points_free(&data->set);
}
