# Leverage, predictions and what single groups and rows do to estimates, on the sample files the program ships.
# Run: Rscript test/reference/make/predictions.R   (R with lme4, merTools, jsonlite)
suppressPackageStartupMessages({ library(jsonlite); library(lme4); library(merTools) })

args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))
samples <- file.path(here, "..", "..", "..", "resources", "samples")

tight <- lmerControl(optimizer = "nloptwrap", calc.derivs = FALSE,
  optCtrl = list(xtol_abs = 1e-13, ftol_abs = 1e-13, xtol_rel = 1e-13, ftol_rel = 1e-16, maxeval = 1e5))
read_sample <- function(file, factors) {
  data <- read.csv(file.path(samples, paste0(file, ".csv")), na.strings = "NA", check.names = FALSE)
  for (name in factors) data[[name]] <- factor(data[[name]])
  data
}
sleep <- read_sample("sleepstudy", "Subject")
penicillin <- read_sample("Penicillin", c("plate", "sample"))
pastes <- read_sample("Pastes", c("batch", "cask", "sample"))
mixed <- function(formula, data) lmer(as.formula(formula), data = data, control = tight)
sleep_fit <- mixed("Reaction ~ Days + (Days | Subject)", sleep)
penicillin_fit <- mixed("diameter ~ 1 + (1 | plate) + (1 | sample)", penicillin)
pastes_fit <- mixed("strength ~ 1 + (1 | batch/cask)", pastes)

# Var(x'beta + z'(bhat - b)) from the mixed model equations, dense
joint <- function(fit, x, z) {
  X <- getME(fit, "X"); Z <- as.matrix(getME(fit, "Z")); L <- as.matrix(getME(fit, "Lambda")); s <- sigma(fit)
  ZL <- Z %*% L
  M <- rbind(cbind(crossprod(X), crossprod(X, ZL)), cbind(crossprod(ZL, X), crossprod(ZL) + diag(ncol(ZL))))
  w <- c(x, crossprod(L, z))
  s^2 * c(w %*% solve(M, w))
}
sleep_z <- numeric(36); sleep_z[1:2] <- c(1, 5)
penicillin_z <- numeric(30); penicillin_z[c(1, 25)] <- 1
predictions <- list(
  sleepPopulation = predict(sleep_fit, data.frame(Days = 5), re.form = NA)[[1]],
  sleepKnown = predict(sleep_fit, data.frame(Days = 5, Subject = levels(sleep$Subject)[1]))[[1]],
  sleepFixedVariance = c(c(1, 5) %*% as.matrix(vcov(sleep_fit)) %*% c(1, 5)),
  sleepJointVariance = joint(sleep_fit, c(1, 5), sleep_z),
  sleepNewVariance = c(c(1, 5) %*% matrix(VarCorr(sleep_fit)$Subject, 2) %*% c(1, 5)),
  penicillinKnown = predict(penicillin_fit, data.frame(plate = levels(penicillin$plate)[1], sample = levels(penicillin$sample)[1]))[[1]],
  penicillinJointVariance = joint(penicillin_fit, 1, penicillin_z)
)

# Each group left out in turn and fitted again; lme4's own Cook's distance is (J - p) / J times that divided by p alone, J the groups
deletion <- function(fit, group, data, formula) {
  V <- as.matrix(vcov(fit))
  fits <- lapply(levels(data[[group]]), function(level) mixed(formula, droplevels(data[data[[group]] != level, ])))
  beta <- do.call(rbind, lapply(fits, fixef))
  change <- sweep(-beta, 2, -fixef(fit))
  se <- do.call(rbind, lapply(fits, function(one) sqrt(diag(as.matrix(vcov(one))))))
  list(levels = levels(data[[group]]), beta = unname(beta), dfbetas = unname(change / se),
    cook = apply(change, 1, function(d) c(d %*% solve(V, d))) / ncol(beta), sigma = sapply(fits, sigma),
    lme4Cook = unname(cooks.distance(influence(fit, group, data = data))))
}
without <- function(formula, data, keep) {
  fit <- mixed(formula, droplevels(data[keep, ]))
  list(beta = unname(fixef(fit)), sd = c(unlist(lapply(VarCorr(fit), function(v) unname(attr(v, "stddev")))), sigma(fit)))
}
line <- lm(Reaction ~ Days, sleep)
sleep$w <- 1 + (seq_len(nrow(sleep)) %% 3)
weighted <- lm(Reaction ~ Days, sleep, weights = w)
first <- function(x, n = 12) unname(head(x, n))
row_influence <- function(fit) list(leverage = first(hatvalues(fit)), cook = first(cooks.distance(fit)),
  dfbetas = unname(head(dfbetas(fit), 12)), student = first(rstudent(fit)), standard = first(rstandard(fit)), dffits = first(dffits(fit)))
interval <- function(kind) unname(predict(line, data.frame(Days = 5), interval = kind)[1, ])

simulated <- predictInterval(sleep_fit, data.frame(Days = 5, Subject = levels(sleep$Subject)[1]), level = 0.95, n.sims = 2000, seed = 1)

result <- list(
  simulated = list(median = simulated$fit, lower = simulated$lwr, upper = simulated$upr),
  predictions = predictions,
  leverage = list(sleep = unname(hatvalues(sleep_fit)), penicillin = unname(hatvalues(penicillin_fit)), pastes = unname(hatvalues(pastes_fit))),
  rows = list(fitted = first(fitted(sleep_fit)), population = first(predict(sleep_fit, re.form = NA)), residual = first(resid(sleep_fit)),
    pearson = first(resid(sleep_fit, scaled = TRUE)), cook = first(cooks.distance(sleep_fit)), standard = first(resid(sleep_fit) / (sigma(sleep_fit) * sqrt(1 - hatvalues(sleep_fit))))),
  deletion = list(sleep = deletion(sleep_fit, "Subject", sleep, "Reaction ~ Days + (Days | Subject)"), penicillin = deletion(penicillin_fit, "sample", penicillin, "diameter ~ 1 + (1 | plate) + (1 | sample)"),
    pastes = without("strength ~ 1 + (1 | batch/cask)", pastes, pastes$batch != levels(pastes$batch)[1])),
  withoutFirst = without("Reaction ~ Days + (Days | Subject)", sleep, sleep$Subject != levels(sleep$Subject)[1]),
  line = list(plain = row_influence(line), weighted = row_influence(weighted), confidence = interval("confidence"), prediction = interval("prediction"))
)
versions <- sapply(c("lme4", "merTools"), function(package) as.character(packageVersion(package)))
write_json(c(list(produced_by = as.list(c(R = R.version.string, versions))), result),
  file.path(here, "..", "values", "predictions.json"), digits = I(15), auto_unbox = TRUE, na = "null", null = "null")
