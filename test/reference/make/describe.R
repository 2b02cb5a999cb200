# Figures of single variables, tables and correlations, on the sample files the program ships.
# Run: Rscript test/reference/make/describe.R   (R with psych, jsonlite)
suppressPackageStartupMessages({ library(jsonlite); library(psych) })
args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))
samples <- file.path(here, "..", "..", "..", "resources", "samples")
hsb <- read.csv(file.path(samples, "hsb.csv"))

described <- function(x) { d <- describe(x); lapply(as.list(unlist(d[, c("n", "mean", "sd", "median", "trimmed", "mad", "min", "max", "range", "skew", "kurtosis", "se")])), unname) }
pair <- function(a, b) { t <- cor.test(a, b); list(r = unname(t$estimate), p = t$p.value, lower = t$conf.int[1], upper = t$conf.int[2]) }
by <- suppressWarnings(statsBy(hsb[, c("MathAch", "SES", "School")], "School", cors = FALSE))
test <- function(t) { x <- suppressWarnings(chisq.test(t, correct = FALSE)); y <- suppressWarnings(chisq.test(t)); list(chisq = unname(x$statistic), df = unname(x$parameter), p = x$p.value, corrected = unname(y$statistic), least = min(x$expected)) }
set.seed(20261121)
n <- 200; f <- rnorm(n); items <- sapply(c(.8, .7, .6, .5, .9), function(l) round(3 + l * f + rnorm(n, sd = sqrt(1 - l^2)), 2)); items[5, 2] <- NA
a <- suppressWarnings(psych::alpha(as.data.frame(items)[complete.cases(items), ]))
one <- fa(cor(items[complete.cases(items), ]), nfactors = 1, fm = "pa", max.iter = 5000, min.err = 1e-12)
s <- apply(items[complete.cases(items), ], 2, sd); l <- abs(as.numeric(one$loadings))
omega <- sum(l * s)^2 / (sum(l * s)^2 + sum((1 - l^2) * s^2))
skewed <- c(exp(seq(-2, 2, length.out = 41)), NA)

write(toJSON(list(
  produced_by = paste(R.version.string, "psych", packageVersion("psych")),
  MathAch = described(hsb$MathAch), skewed = described(skewed), few = described(c(1, 2, 4)),
  overall = pair(hsb$MathAch, hsb$SES), within = by$rwg["MathAch.wg", "SES.wg"], between = by$rbg["MathAch.bg", "SES.bg"],
  sexByMinority = test(table(hsb$Sex, hsb$Minority)), sectorByPool = test(table(airquality$Month, is.na(airquality$Ozone))),
  ozone = list(month = airquality$Month - 5, missing = as.integer(is.na(airquality$Ozone))),
  items = lapply(1:5, function(j) items[, j]),
  scale = list(n = nrow(items) - 1, alpha = a$total$raw_alpha, standardized = a$total$std.alpha, meanCorrelation = a$total$average_r,
    rest = a$item.stats$r.drop, without = a$alpha.drop$raw_alpha, loadings = l, omega = omega)
), digits = NA, auto_unbox = TRUE, na = "null", pretty = FALSE), file.path(here, "..", "values", "describe.json"))
