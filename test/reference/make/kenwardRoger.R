# Kenward–Roger tests of mixed models on the sample files the program ships, by pbkrtest through lmerTest.
# Run: Rscript test/reference/make/kenwardRoger.R   (R with lme4, lmerTest, pbkrtest, jsonlite)
suppressPackageStartupMessages({ library(jsonlite); library(lme4); library(lmerTest); library(pbkrtest) })

args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))
samples <- file.path(here, "..", "..", "..", "resources", "samples")

tight <- lmerControl(optimizer = "nloptwrap", calc.derivs = FALSE,
  optCtrl = list(xtol_abs = 1e-13, ftol_abs = 1e-13, xtol_rel = 1e-13, ftol_rel = 1e-16, maxeval = 1e5))

sleep <- list(file = "sleepstudy", factors = "Subject")
oats <- list(file = "Oats", factors = c("Block", "Variety"))
models <- list(
  c(sleep, formula = "Reaction ~ Days + (1 | Subject)"),
  c(sleep, formula = "Reaction ~ Days + (Days | Subject)"),
  c(sleep, formula = "Reaction ~ Days + (Days || Subject)"),
  c(sleep, formula = "Reaction ~ Days + I(Days^2) + (Days | Subject)", subset = "Days > 1 | Subject != \"308\""),
  c(oats, formula = "yield ~ nitro * Variety + (1 | Block/Variety)"),
  c(oats, formula = "yield ~ factor(nitro) * Variety + (1 | Block/Variety)"),
  c(oats, formula = "yield ~ factor(nitro) * Variety + (1 | Block/Variety)", subset = "nitro > 0 | Block != \"I\""),
  list(file = "Penicillin", factors = c("plate", "sample"), formula = "diameter ~ 1 + (1 | plate) + (1 | sample)"),
  list(file = "Pastes", factors = c("batch", "cask", "sample"), formula = "strength ~ cask + (1 | batch/cask)")
)

line <- function(model) {
  data <- read.csv(file.path(samples, paste0(model$file, ".csv")), na.strings = "NA", check.names = FALSE)
  for (name in model$factors) data[[name]] <- factor(data[[name]])
  if (!is.null(model$subset)) data <- droplevels(data[eval(parse(text = model$subset), data), ])
  fit <- lmer(as.formula(model$formula), data = data, control = tight)
  tests <- coef(summary(fit, ddf = "Kenward-Roger"))
  rows <- as.data.frame(anova(fit, type = "III", ddf = "Kenward-Roger"))
  all <- KRmodcomp(fit, diag(length(fixef(fit))))$test
  list(
    file = model$file, factors = I(model$factors), formula = model$formula, subset = model$subset,
    coefNames = I(names(fixef(fit))), se = I(unname(tests[, 2])), df = I(unname(tests[, 3])), p = I(unname(tests[, 5])),
    adjusted = unname(as.matrix(vcovAdj(fit))),
    terms = I(rownames(rows)), F = I(rows[["F value"]]), numDf = I(rows$NumDF), denDf = I(rows$DenDF), termP = I(rows[["Pr(>F)"]]),
    together = list(F = all["Ftest", "stat"], unscaled = all["FtestU", "stat"], numDf = all["Ftest", "ndf"], denDf = all["Ftest", "ddf"], scale = all["Ftest", "F.scaling"])
  )
}

versions <- sapply(c("lme4", "lmerTest", "pbkrtest"), function(package) as.character(packageVersion(package)))
write_json(list(produced_by = as.list(c(R = R.version.string, versions)), models = lapply(models, line)),
  file.path(here, "..", "values", "kenwardRoger.json"), digits = I(15), auto_unbox = TRUE, na = "null", null = "null")
