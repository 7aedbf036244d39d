"""The whole first lesson as its Python learner runs it: 200 epochs, a table."""
import numpy as np

np.random.seed(42)
sqm = np.random.uniform(30, 150, 20)
price = 2500 * sqm + 15000 + np.random.randn(20) * 12000
slope = intercept = 0.0
for epoch in range(200):
  error = price - (slope * sqm + intercept)
  loss = (error ** 2).mean()
  d_slope = -2 * (sqm * error).mean()
  d_intercept = -2 * error.mean()
  slope -= 1e-7 * d_slope
  intercept -= 1e-7 * d_intercept
  if epoch % 20 == 0 or epoch == 199:
    print(f"{epoch:6d} {loss:14,.0f} {slope:10.1f} {intercept:10.1f}")
