SELECT count(*) AS n, avg(x) AS mean_x, avg(y) AS mean_y, var_pop(x) AS var_x,
       covar_pop(y, x) AS cov_xy, var_pop(y) AS var_y
FROM points
WHERE x IS NOT NULL AND y IS NOT NULL
