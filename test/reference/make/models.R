# Values of the models in test/reference/models.json, on the sample files the program ships.
# Run: Rscript test/reference/make/models.R   (R with lme4, lmerTest, jsonlite)
suppressPackageStartupMessages({ library(jsonlite); library(lme4); library(lmerTest) })

args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))
root <- file.path(here, "..", "..", "..")
models <- fromJSON(file.path(here, "..", "models.json"), simplifyVector = FALSE)

tight <- lmerControl(optimizer = "nloptwrap", calc.derivs = FALSE,
  optCtrl = list(xtol_abs = 1e-13, ftol_abs = 1e-13, xtol_rel = 1e-13, ftol_rel = 1e-16, maxeval = 1e5))

read_sample <- function(model) {
  data <- read.csv(file.path(root, "resources", "samples", paste0(model$file, ".csv")), na.strings = "NA", check.names = FALSE)
  for (name in unlist(model$factors)) data[[name]] <- factor(data[[name]])
  data
}

line <- function(model) {
  fit <- lm(as.formula(model$formula), data = read_sample(model))
  s <- summary(fit)
  list(
    coefNames = names(coef(fit)), beta = unname(coef(fit)), se = unname(s$coefficients[, 2]), df = rep(fit$df.residual, length(coef(fit))),
    p = unname(s$coefficients[, 4]), sigma = s$sigma, logLik = as.numeric(logLik(fit)), AIC = AIC(fit), BIC = BIC(fit), npar = attr(logLik(fit), "df"),
    r2 = s$r.squared, r2adjusted = s$adj.r.squared, F = unname(s$fstatistic), scaledResiduals = unname(quantile(resid(fit) / s$sigma))
  )
}

# A theta away from the optimum: 0.7 on the diagonal, 0.2 off it
apart <- function(fit) ifelse(getME(fit, "lower") == 0, 0.7, 0.2)

mixed <- function(model) {
  data <- read_sample(model)
  REML <- model$criterion == "REML"
  fit <- lmer(as.formula(model$formula), data = data, REML = REML, control = tight)
  ml <- if (REML) lmer(as.formula(model$formula), data = data, REML = FALSE, control = tight) else fit
  devfun <- lme4::lmer(as.formula(model$formula), data = data, REML = REML, devFunOnly = TRUE)
  s <- coef(summary(fit, ddf = "Satterthwaite"))
  vc <- as.data.frame(VarCorr(fit))
  criterion <- -2 * as.numeric(logLik(fit))
  list(
    coefNames = I(names(fixef(fit))), beta = I(unname(fixef(fit))), se = I(unname(s[, 2])), df = I(unname(s[, 3])), p = I(unname(s[, 5])),
    theta = I(unname(getME(fit, "theta"))), thetaNames = I(names(getME(fit, "theta"))), sigma = sigma(fit),
    varCorr = lapply(seq_len(nrow(vc)), function(i) list(grp = vc$grp[i], var1 = vc$var1[i], var2 = vc$var2[i], vcov = vc$vcov[i], sdcor = vc$sdcor[i])),
    groups = as.list(ngrps(fit)), logLik = as.numeric(logLik(fit)), AIC = AIC(fit), BIC = BIC(fit), npar = attr(logLik(fit), "df"),
    criterionValue = criterion, devianceML = -2 * as.numeric(logLik(ml)), DIC = 2 * -2 * as.numeric(logLik(ml)) - criterion,
    scaledResiduals = unname(quantile(resid(fit, type = "pearson", scaled = TRUE))),
    at = list(theta = I(unname(apart(fit))), criterion = devfun(apart(fit))),
    firstModes = as.list(as.data.frame(ranef(fit)[[1]])[1, , drop = FALSE]), firstLevel = rownames(ranef(fit)[[1]])[1]
  )
}

values <- lapply(models, function(model) if (grepl("|", model$formula, fixed = TRUE)) mixed(model) else line(model))
names(values) <- sapply(models, function(model) model$id)

ratio <- function(smaller, larger) {
  data <- read_sample(smaller)
  fitted <- function(model) lmer(as.formula(model$formula), data = data, REML = FALSE, control = tight)
  test <- as.data.frame(anova(fitted(smaller), fitted(larger)))
  list(smaller = smaller$id, larger = larger$id, chisq = test$Chisq[2], df = test$Df[2], p = test[["Pr(>Chisq)"]][2])
}
byId <- function(id) Filter(function(model) model$id == id, models)[[1]]
tests <- list(ratio(byId("sleep-intercept"), byId("sleep-slope")), ratio(byId("sleep-uncorrelated"), byId("sleep-slope")), ratio(byId("exam-null"), byId("exam-slope")))

# F tests by term, types I, II and III with Satterthwaite's degrees of freedom
terms_of <- function(id) {
  model <- byId(id)
  fit <- lmer(as.formula(model$formula), data = read_sample(model), REML = TRUE, control = tight)
  table <- function(type) {
    rows <- as.data.frame(anova(fit, type = type))
    list(term = I(rownames(rows)), F = I(rows[["F value"]]), numDf = I(rows$NumDF), denDf = I(rows$DenDF), p = I(rows[["Pr(>F)"]]))
  }
  list(id = id, I = table("I"), II = table("II"), III = table("III"))
}
squares_of <- function(id) {
  model <- byId(id)
  rows <- as.data.frame(anova(lm(as.formula(model$formula), data = read_sample(model))))
  list(id = id, term = rownames(rows), df = rows$Df, squares = rows[["Sum Sq"]])
}

versions <- sapply(c("lme4", "lmerTest"), function(p) as.character(packageVersion(p)))
write_json(list(produced_by = as.list(c(R = R.version.string, versions)), models = values, likelihoodRatios = tests,
    anova = lapply(c("oats-split-plot", "hsb-slope", "exam-slope"), terms_of), squares = lapply(c("oats-line", "sleep-line"), squares_of)),
  file.path(here, "..", "values", "models.json"), digits = I(15), auto_unbox = TRUE, na = "null", null = "null")
