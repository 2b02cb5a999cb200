# Profile likelihood intervals on the sample files, by lme4 with a fine grid under its spline: values/profile.json.
# Run: Rscript test/reference/make/profile.R   (R with lme4, jsonlite)
suppressPackageStartupMessages({ library(jsonlite); library(lme4) })

args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))
sample_file <- function(file, factors) {
  data <- read.csv(file.path(here, "..", "..", "..", "resources", "samples", paste0(file, ".csv")), na.strings = "NA", check.names = FALSE)
  for (name in factors) data[[name]] <- factor(data[[name]])
  data
}

models <- list(
  list(id = "sleep-slope", file = "sleepstudy", factors = "Subject", formula = "Reaction ~ Days + (Days | Subject)"),
  list(id = "sleep-uncorrelated", file = "sleepstudy", factors = "Subject", formula = "Reaction ~ Days + (Days || Subject)"),
  list(id = "penicillin", file = "Penicillin", factors = c("plate", "sample"), formula = "diameter ~ 1 + (1 | plate) + (1 | sample)"),
  list(id = "pastes", file = "Pastes", factors = c("batch", "cask", "sample"), formula = "strength ~ 1 + (1 | batch/cask)"),
  list(id = "oats", file = "Oats", factors = c("Block", "Variety"), formula = "yield ~ nitro + Variety + (1 | Block/Variety)")
)

# signames = FALSE: sd_x|g and cor_y.x|g
results <- lapply(models, function(m) {
  fit <- lmer(as.formula(m$formula), data = sample_file(m$file, m$factors), REML = FALSE)
  profile <- suppressWarnings(profile(fit, signames = FALSE, delta = 0.05))
  ci <- suppressWarnings(confint(profile))
  c(m, list(intervals = lapply(setNames(seq_len(nrow(ci)), rownames(ci)), function(i) I(unname(ci[i, ])))))
})

write_json(list(produced_by = list(R = R.version.string, lme4 = as.character(packageVersion("lme4"))), models = results),
  file.path(here, "..", "values", "profile.json"), digits = I(17), auto_unbox = TRUE, null = "null", na = "null")
