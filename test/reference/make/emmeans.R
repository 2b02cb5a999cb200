# Marginal means, slopes and pairwise differences on the sample files, adjusted p values, and Tukey's range: values/emmeans.json.
# Run: Rscript test/reference/make/emmeans.R   (R with lme4, lmerTest, pbkrtest, emmeans, jsonlite)
suppressPackageStartupMessages({ library(jsonlite); library(lmerTest); library(emmeans) })

args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))
sample_file <- function(file, factors) {
  data <- read.csv(file.path(here, "..", "..", "..", "resources", "samples", paste0(file, ".csv")), na.strings = "NA", check.names = FALSE)
  for (name in factors) data[[name]] <- factor(data[[name]])
  data
}

tight <- lmerControl(optimizer = "nloptwrap", calc.derivs = FALSE,
  optCtrl = list(xtol_abs = 1e-13, ftol_abs = 1e-13, xtol_rel = 1e-13, ftol_rel = 1e-16, maxeval = 1e5))
emm_options(lmerTest.limit = 1e5, pbkrtest.limit = 1e5)

models <- list(
  list(id = "oats", file = "Oats", factors = c("Block", "Variety"), formula = "yield ~ nitro * Variety + (1 | Block/Variety)",
    of = "Variety", by = NULL, trend = NULL, method = "satterthwaite"),
  list(id = "oats-slopes", file = "Oats", factors = c("Block", "Variety"), formula = "yield ~ nitro * Variety + (1 | Block/Variety)",
    of = "Variety", by = NULL, trend = "nitro", method = "kenward-roger"),
  list(id = "oats-within", file = "Oats", factors = c("Block", "Variety"), formula = "yield ~ factor(nitro) * Variety + (1 | Block/Variety)",
    of = "Variety", by = "nitro", trend = NULL, method = "satterthwaite"),
  list(id = "oats-line", file = "Oats", factors = c("Block", "Variety"), formula = "yield ~ nitro + I(nitro^2) + Variety + Block",
    of = "Block", by = NULL, trend = NULL, method = "residual"),
  # SES at its mean; a logical expression of MEANSES at its mean
  list(id = "hsb-two-valued", file = "hsb", factors = c("School", "Sector"), formula = "MathAch ~ SES * Sector + I(MEANSES > 0) + (1 | School)",
    of = "Sector", by = NULL, trend = NULL, method = "satterthwaite")
)

row_values <- function(d) lapply(seq_len(nrow(d)), function(i) list(estimate = d[i, "estimate"], se = d$SE[i], df = d$df[i], lower = d$lower.CL[i],
  upper = d$upper.CL[i], p = d$p.value[i]))

results <- lapply(models, function(m) {
  data <- sample_file(m$file, m$factors)
  mixed <- grepl("|", m$formula, fixed = TRUE)
  fit <- if (mixed) lmer(as.formula(m$formula), data = data, control = tight) else lm(as.formula(m$formula), data = data)
  call <- list(fit, m$of, by = m$by)
  if (mixed) call$lmer.df <- m$method
  grid <- suppressMessages(if (is.null(m$trend)) do.call(emmeans, call) else do.call(emtrends, c(call, var = m$trend)))
  means <- as.data.frame(summary(grid, infer = TRUE))
  names(means)[names(means) %in% c("emmean", paste0(m$trend, ".trend"))] <- "estimate"
  pairs <- lapply(c(tukey = "tukey", bonferroni = "bonferroni", holm = "holm", sidak = "sidak", none = "none"), function(adjust)
    row_values(as.data.frame(suppressMessages(summary(pairs(grid), infer = TRUE, adjust = adjust)))))
  labels <- as.character(as.data.frame(pairs(grid))$contrast)
  c(m, list(means = row_values(means), pairs = pairs, labels = labels))
})

# R's own ptukey loses digits at few degrees of freedom and many means: there the double integral by adaptive quadrature
range_tail <- function(w, k) sapply(w, function(w) integrate(function(z)
  k * dnorm(z) * (pnorm(z)^(k - 1) - (pnorm(z) - pnorm(z - w))^(k - 1)), -10, w + 12, rel.tol = 1e-12, subdivisions = 1000)$value)
tukey_tail <- function(q, k, df) integrate(function(u)
  exp(log(2) + df / 2 * log(df / 2) - lgamma(df / 2) + df * u - df / 2 * exp(2 * u)) * range_tail(q * exp(u), k), -20, 3, rel.tol = 1e-11, subdivisions = 2000)$value
ranges <- expand.grid(q = c(0.5, 2, 3.5, 6), k = c(2, 3, 10), df = c(12, 25, 60, 500), KEEP.OUT.ATTRS = FALSE)
ranges$value <- mapply(ptukey, ranges$q, ranges$k, ranges$df, lower.tail = FALSE)
integrals <- data.frame(q = c(4, 12, 30, 3.5), k = c(20, 6, 3, 3), df = c(5, 2, 8, 10))
integrals$value <- mapply(tukey_tail, integrals$q, integrals$k, integrals$df)
quantiles <- expand.grid(p = c(0.5, 0.95), k = c(2, 4, 12), df = c(20, 1000), KEEP.OUT.ATTRS = FALSE)
quantiles$value <- mapply(qtukey, quantiles$p, quantiles$k, quantiles$df)

versions <- sapply(c("lme4", "lmerTest", "pbkrtest", "emmeans"), function(p) as.character(packageVersion(p)))
write_json(list(produced_by = c(list(R = R.version.string), as.list(versions)), models = results, ranges = ranges, integrals = integrals, quantiles = quantiles),
  file.path(here, "..", "values", "emmeans.json"), digits = I(17), auto_unbox = TRUE, null = "null")
