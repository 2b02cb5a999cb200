# Values of distributions and quantiles for test/engine/stats. Run: Rscript test/reference/make/stats.R
library(jsonlite)

args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))

grid <- function(...) expand.grid(..., KEEP.OUT.ATTRS = FALSE)
keep <- function(d) d[is.finite(d$value) & d$value > 1e-300, ]

normal <- grid(z = c(-37, -12, -5, -1.96, -0.3, 0, 1e-4, 0.7, 2, 6, 20, 37), upper = c(FALSE, TRUE))
normal$value <- mapply(function(z, u) pnorm(z, lower.tail = !u), normal$z, normal$upper)

normalQuantile <- data.frame(p = c(1e-300, 1e-20, 1e-5, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999999))
normalQuantile$value <- qnorm(normalQuantile$p)

chisq <- grid(x = c(1e-8, 0.01, 0.5, 1, 3.84, 20, 120, 600, 1300), df = c(0.5, 1, 2, 7, 40.5, 300), upper = c(FALSE, TRUE))
chisq$value <- mapply(function(x, d, u) pchisq(x, d, lower.tail = !u), chisq$x, chisq$df, chisq$upper)

student <- grid(t = c(-40, -8, -2, -0.1, 0, 1e-6, 0.5, 1.8, 4, 15, 60), df = c(1, 2.3, 5.52, 30, 143.7, 1190.6, 1e6), upper = c(FALSE, TRUE))
student$value <- mapply(function(t, d, u) pt(t, d, lower.tail = !u), student$t, student$df, student$upper)

studentQuantile <- grid(p = c(1e-10, 0.001, 0.025, 0.2, 0.5, 0.9, 0.975, 0.9995), df = c(1, 2.3, 5.52, 30, 1190.6, 1e6))
studentQuantile$value <- mapply(qt, studentQuantile$p, studentQuantile$df)

fisher <- grid(f = c(1e-5, 0.2, 1, 3.3, 14, 105, 900), df1 = c(1, 2, 5, 30), df2 = c(1, 4.4, 46, 1187.2, 1e5), upper = c(FALSE, TRUE))
fisher$value <- mapply(function(f, a, b, u) pf(f, a, b, lower.tail = !u), fisher$f, fisher$df1, fisher$df2, fisher$upper)

set.seed(11)
samples <- list(c(3), c(2, 1), round(rnorm(7), 3), round(rexp(40), 4), round(runif(101), 2))
quantiles <- lapply(samples, function(x) list(x = as.list(x), value = unname(quantile(x)), mean = mean(x), sd = if (length(x) > 1) sd(x)))

write_json(
  list(
    produced_by = R.version.string,
    normal = keep(normal), normalQuantile = normalQuantile, chisq = keep(chisq), student = keep(student),
    studentQuantile = studentQuantile, fisher = keep(fisher), quantiles = quantiles
  ),
  file.path(here, "..", "values", "stats.json"),
  digits = I(17), auto_unbox = TRUE, null = "null"
)
