# Analyses of fitted models, as R's lmerTest, pbkrtest, car and emmeans answer them: values/analyses.json.
# Each is what the program is asked (analysis, choices), the table it answers with, and that table's cells by row.
# Run: Rscript test/reference/make/analyses.R   (R with lme4, lmerTest, pbkrtest, car, emmeans, jsonlite)
suppressPackageStartupMessages({ library(jsonlite); library(lmerTest); library(pbkrtest); library(emmeans); library(car) })

args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))
tight <- lmerControl(optimizer = "nloptwrap", calc.derivs = FALSE,
  optCtrl = list(xtol_abs = 1e-13, ftol_abs = 1e-13, xtol_rel = 1e-13, ftol_rel = 1e-16, maxeval = 1e5))
emm_options(lmerTest.limit = 1e5, pbkrtest.limit = 1e5)
options(contrasts = c("contr.treatment", "contr.poly"))

asked <- list()
ask <- function(analysis, choices, table, rows) asked[[length(asked) + 1]] <<- list(model = current, analysis = analysis, choices = choices, table = table,
  rows = lapply(seq_len(nrow(rows)), function(i) as.list(rows[i, , drop = FALSE])))
sample_file <- function(file, factors) {
  data <- read.csv(file.path(here, "..", "..", "..", "resources", "samples", paste0(file, ".csv")), na.strings = "NA", check.names = FALSE)
  for (name in factors) data[[name]] <- factor(data[[name]])
  data
}
mixed <- function(formula, data, REML = TRUE, ...) {
  fit <- eval(substitute(lmer(f, data = data, REML = r, control = tight, ...), list(f = formula, r = REML)))
  fit
}
f_rows <- function(d) setNames(as.data.frame(d)[, c("Sum Sq", "Mean Sq", "NumDF", "DenDF", "F value", "Pr(>F)")], c("squares", "mean", "df1", "df2", "F", "p"))
wald_rows <- function(d) { d <- as.data.frame(d); d <- d[rownames(d) != "(Intercept)", ]; setNames(d[, c("Chisq", "Df", "Pr(>Chisq)")], c("chisq", "df", "p")) }
rows_of <- function(s) {
  d <- as.data.frame(s)
  estimate <- intersect(c("estimate", "emmean", grep("\\.trend$", names(d), value = TRUE)), names(d))[1]
  out <- data.frame(estimate = d[[estimate]], se = d$SE, df = d$df, lower = d$lower.CL, upper = d$upper.CL, t = d$t.ratio, p = d$p.value)
  out
}
inferred <- function(g, ...) rows_of(suppressMessages(summary(g, infer = TRUE, ...)))

term_tests <- function(fit, sum_fit) {
  for (type in c("I", "II", "III")) ask("term-tests", list(type = type), "term-tests", f_rows(anova(fit, type = type)))
  ask("term-tests", list(type = "III", test = "kenward-roger"), "term-tests", f_rows(anova(fit, type = "III", ddf = "Kenward-Roger")))
  ask("term-tests", list(type = "II", test = "wald"), "term-tests", wald_rows(Anova(fit, type = 2)))
  ask("term-tests", list(type = "III", test = "wald"), "term-tests", wald_rows(Anova(sum_fit, type = 3)))
}
drop_tests <- function(fit, data) {
  F <- as.data.frame(drop1(fit, ddf = "Satterthwaite"))
  ml <- update(fit, REML = FALSE)
  whole <- AIC(ml)
  ratios <- as.data.frame(drop1(as(ml, "lmerMod"), test = "Chisq"))
  rows <- cbind(setNames(F[, c("F value", "NumDF", "DenDF", "Pr(>F)")], c("F", "df1", "df2", "p")),
    setNames(ratios[-1, c("LRT", "npar", "Pr(Chi)", "AIC")], c("lrt", "df", "pLrt", "aic")))
  rows <- rbind(data.frame(F = NA, df1 = NA, df2 = NA, p = NA, lrt = NA, df = NA, pLrt = NA, aic = whole), rows)
  ask("drop-one", list(), "drop-one", rows)
}
random_tests <- function(fit) {
  d <- as.data.frame(ranova(fit))
  ask("random-terms", list(), "random-terms", setNames(d[, c("npar", "logLik", "AIC", "LRT", "Df", "Pr(>Chisq)")], c("npar", "logLik", "aic", "lrt", "df", "p")))
}
coefficients <- function(fit, choices, ddf) {
  d <- as.data.frame(coef(summary(fit, ddf = ddf)))
  q <- qt(0.975, d$df)
  ask("coefficient-tests", choices, "coefficient-tests", data.frame(estimate = d$Estimate, se = d[["Std. Error"]], df = d$df,
    lower = d$Estimate - q * d[["Std. Error"]], upper = d$Estimate + q * d[["Std. Error"]], t = d[["t value"]], p = d[["Pr(>|t|)"]]))
}
joint <- function(fit, terms, coefs, ddf = "Satterthwaite", method = "satterthwaite") {
  names <- names(fixef(fit))
  L <- diag(length(names))[coefs, , drop = FALSE]
  F <- contest(fit, L, ddf = ddf)
  V <- if (ddf == "Satterthwaite") as.matrix(vcov(fit)) else as.matrix(vcovAdj(fit))
  b <- fixef(fit)[coefs]
  W <- as.numeric(t(b) %*% solve(V[coefs, coefs]) %*% b)
  ask("joint-test", c(terms, list(method = method)), "joint-test", data.frame(statistic = c(F[["F value"]], W), df1 = c(F$NumDF, length(coefs)), df2 = c(F$DenDF, NA),
    p = c(F[["Pr(>F)"]], pchisq(W, length(coefs), lower.tail = FALSE))))
}
combination <- function(fit, l, against, ddf = "Satterthwaite", method = "satterthwaite") {
  d <- contest1D(fit, l, rhs = against, ddf = ddf, confint = TRUE)
  ask("linear-combination", list(weights = l, against = against, method = method), "linear-combination",
    data.frame(estimate = d$Estimate, se = d[["Std. Error"]], df = d$df, t = d[["t value"]], p = d[["Pr(>|t|)"]]))
}
models <- list()
current <- NULL
model <- function(id, file, factors, formula, criterion = "REML", ordered = character()) {
  models[[id]] <<- list(file = file, factors = I(factors), ordered = I(ordered), formula = formula, criterion = criterion)
  current <<- id
}

# --- a line for every subject
sleep <- sample_file("sleepstudy", "Subject")
model("sleep", "sleepstudy", "Subject", "Reaction ~ Days + I(Days^2) + (Days | Subject)")
fit <- lmer(Reaction ~ Days + I(Days^2) + (Days | Subject), sleep, control = tight)
term_tests(fit, fit); drop_tests(fit); random_tests(fit)
coefficients(fit, list(method = "kenward-roger"), "Kenward-Roger")
joint(fit, list(coefficients = I(c("Days", "I(Days^2)"))), 2:3)
joint(fit, list(terms = I("Days"), coefficients = I("I(Days^2)")), 2:3, "Kenward-Roger", "kenward-roger")
combination(fit, c(0, 1, 10), 5)
combination(fit, c(1, 4.5, 0), 250, "Kenward-Roger", "kenward-roger")

# --- the same by maximum likelihood: Kenward-Roger is that of the REML refit
model("sleep-ml", "sleepstudy", "Subject", "Reaction ~ Days + I(Days^2) + (Days | Subject)", "ML")
coefficients(fit, list(method = "kenward-roger"), "Kenward-Roger")
ml <- update(fit, REML = FALSE)
coefficients(ml, list(method = "satterthwaite"), "Satterthwaite")
random_tests(ml)

# --- a cross-level interaction
hsb <- sample_file("hsb", c("School", "Sector"))
model("hsb", "hsb", c("School", "Sector"), "MathAch ~ SES * Sector + SES * MEANSES + (SES | School)")
fit <- lmer(MathAch ~ SES * Sector + SES * MEANSES + (SES | School), hsb, control = tight)
sums <- lmer(MathAch ~ SES * Sector + SES * MEANSES + (SES | School), hsb, control = tight, contrasts = list(Sector = "contr.sum"))
for (type in c("I", "II", "III")) ask("term-tests", list(type = type), "term-tests", f_rows(anova(fit, type = type)))
ask("term-tests", list(type = "II", test = "wald"), "term-tests", wald_rows(Anova(fit, type = 2)))
drop_tests(fit); random_tests(fit)
combination(fit, c(0, 1, 0, 0, 0, 0.3), 0)
m <- emmeans(fit, ~ Sector, at = list(SES = 0.5), lmer.df = "satterthwaite")
at <- list(at = c(0.5, NA))
ask("marginal-means", list(at = list(0.5, NULL)), "marginal-means", inferred(m))
ask("marginal-means", list(at = list(0.5, NULL)), "mean-comparisons", inferred(pairs(m)))
s <- emtrends(fit, ~ Sector, var = "SES", lmer.df = "satterthwaite")
ask("slopes", list(of = "SES", by = I("Sector")), "slopes", inferred(s))
ask("slopes", list(of = "SES", by = I("Sector")), "slope-comparisons", inferred(pairs(s)))
v <- mean(hsb$MEANSES) + c(-1, 0, 1) * sd(hsb$MEANSES)
s <- emtrends(fit, ~ MEANSES, var = "SES", at = list(MEANSES = v), lmer.df = "satterthwaite")
ask("simple-slopes", list(of = "SES", moderator = "MEANSES"), "simple-slopes", inferred(s))
# bounds of MEANSES by SES: where the slope of MEANSES on MathAch reaches 5 %, df by Satterthwaite at each value
slope_gap <- function(x) { s <- as.data.frame(summary(emtrends(fit, ~ SES, var = "MEANSES", at = list(SES = x), lmer.df = "satterthwaite"), infer = TRUE)); abs(s$t.ratio) - qt(0.9995, s$df) }
edges <- range(hsb$SES)
values <- seq(edges[1], edges[2], length.out = 30)
gaps <- sapply(values, slope_gap)
turns <- which(diff(sign(gaps)) != 0)
bounds <- sapply(turns, function(i) uniroot(slope_gap, values[i + 0:1], tol = 1e-12)$root)
cuts <- c(edges[1], bounds, edges[2])
ask("simple-slopes", list(of = "MEANSES", moderator = "SES", alpha = 0.1), "johnson-neyman", data.frame(from = head(cuts, -1), to = tail(cuts, -1),
  share = as.numeric(table(cut(hsb$SES, cuts, right = FALSE, include.lowest = TRUE))) / nrow(hsb)))

# --- a split plot
oats <- sample_file("Oats", c("Block", "Variety"))
model("oats", "Oats", c("Block", "Variety"), "yield ~ factor(nitro) * Variety + (1 | Block/Variety)")
oats$N <- factor(oats$nitro)
fit <- lmer(yield ~ N * Variety + (1 | Block/Variety), oats, control = tight)
sums <- lmer(yield ~ N * Variety + (1 | Block/Variety), oats, control = tight, contrasts = list(N = "contr.sum", Variety = "contr.sum"))
term_tests(fit, sums); drop_tests(fit); random_tests(fit)
for (method in c("satterthwaite", "kenward-roger")) {
  m <- suppressMessages(emmeans(fit, ~ N, lmer.df = method))
  one <- function(compare, g, ...) ask("marginal-means", list(of = I("nitro"), method = method, compare = compare, ...), "mean-comparisons", g)
  ask("marginal-means", list(of = I("nitro"), method = method), "marginal-means", inferred(m))
  one("consecutive", inferred(contrast(m, "consec"), adjust = "sidak"))
  one("consecutive", inferred(contrast(m, "consec"), adjust = "holm"), adjust = "holm")
  one("reference", inferred(contrast(m, "trt.vs.ctrl"), adjust = "sidak"))
  one("reference-last", inferred(contrast(m, "trt.vs.ctrlk"), adjust = "bonferroni"), adjust = "bonferroni")
  one("polynomial", inferred(contrast(m, "poly")))
}
w <- c(-1, -1, 1, 1) / 2
m <- suppressMessages(emmeans(fit, ~ N | Variety, lmer.df = "satterthwaite"))
none <- as.list(rep(NA, 3))
ask("marginal-means", list(of = I("nitro"), by = I("Variety"), compare = "custom", contrast = c(w, rep(NA, 3))), "mean-comparisons", inferred(contrast(m, list(own = w)), adjust = "none"))
ask("marginal-means", list(of = I("nitro"), by = I("Variety")), "mean-comparisons", inferred(pairs(m)))
m <- emmeans(fit, ~ N * Variety, lmer.df = "satterthwaite")
ask("marginal-means", list(of = I(c("nitro", "Variety"))), "marginal-means", inferred(m))
product <- as.vector(outer(c(-1, 0, 0, 1), c(1, 0, -1)))
ask("marginal-means", list(of = I(c("nitro", "Variety")), compare = "custom", contrast = c(-1, 0, 0, 1, 1, 0, -1)), "mean-comparisons", inferred(contrast(m, list(own = product)), adjust = "none"))

# --- rows left out: unbalanced, with weights that follow the rows
some <- droplevels(subset(oats, nitro > 0 | Block != "I"))
model("oats-some", "Oats", c("Block", "Variety"), "yield ~ factor(nitro) + Variety + (1 | Block)")
models[["oats-some"]]$subset <- "nitro > 0 | Block != \"I\""
fit <- lmer(yield ~ N + Variety + (1 | Block), some, control = tight)
term_tests(fit, lmer(yield ~ N + Variety + (1 | Block), some, control = tight, contrasts = list(N = "contr.sum", Variety = "contr.sum")))
m <- emmeans(fit, ~ Variety, weights = "proportional", lmer.df = "satterthwaite")
ask("marginal-means", list(of = I("Variety"), weights = "proportional"), "marginal-means", inferred(m))
ask("marginal-means", list(of = I("Variety"), weights = "proportional"), "mean-comparisons", inferred(pairs(m)))

# --- casks within batches
pastes <- sample_file("Pastes", c("batch", "cask", "sample"))
model("pastes", "Pastes", c("batch", "cask", "sample"), "strength ~ cask + (1 | batch/cask)")
fit <- lmer(strength ~ cask + (1 | batch/cask), pastes, control = tight)
term_tests(fit, fit); drop_tests(fit); random_tests(fit)

# --- an ordered factor
data(cake, package = "lme4")
write.csv(data.frame(replicate = cake$replicate, recipe = cake$recipe, temperature = cake$temperature, angle = cake$angle),
  file.path(here, "..", "data", "cake.csv"), row.names = FALSE)
model("cake", "cake", c("replicate", "recipe", "temperature"), "angle ~ recipe * temperature + (1 | recipe:replicate)", ordered = "temperature")
fit <- lmer(angle ~ recipe * temperature + (1 | recipe:replicate), cake, control = tight)
term_tests(fit, lmer(angle ~ recipe * temperature + (1 | recipe:replicate), cake, control = tight, contrasts = list(recipe = "contr.sum")))
drop_tests(fit); random_tests(fit)
m <- emmeans(fit, ~ temperature, lmer.df = "satterthwaite")
ask("marginal-means", list(of = I("temperature"), compare = "polynomial"), "mean-comparisons", inferred(contrast(m, "poly")))

# --- least squares
model("lines", "hsb", c("School", "Sector"), "MathAch ~ SES * MEANSES + Sector + poly(Size, 2)")
fit <- lm(MathAch ~ SES * MEANSES + Sector + poly(Size, 2), hsb)
sums <- lm(MathAch ~ SES * MEANSES + Sector + poly(Size, 2), hsb, contrasts = list(Sector = "contr.sum"))
lm_rows <- function(d) { d <- as.data.frame(d); d <- d[rownames(d) != "(Intercept)", ]
  data.frame(squares = d[["Sum Sq"]], df1 = d$Df, F = d[["F value"]], p = d[["Pr(>F)"]]) }
ask("term-tests", list(type = "I"), "term-tests", lm_rows(anova(fit)))
ask("term-tests", list(type = "II"), "term-tests", lm_rows(Anova(fit, type = 2)))
d <- drop1(fit, test = "F"); last <- c(NA, rep(fit$df.residual, nrow(d) - 1))
ask("drop-one", list(), "drop-one", data.frame(squares = d[["Sum of Sq"]], F = d[["F value"]], df1 = d$Df, df2 = last, p = d[["Pr(>F)"]],
  aic = d$AIC - d$AIC[1] + AIC(fit)))
m <- emmeans(fit, ~ Sector, weights = "proportional")
ask("marginal-means", list(of = I("Sector"), weights = "proportional"), "marginal-means", inferred(m))
s <- emtrends(fit, ~ MEANSES, var = "SES", at = list(MEANSES = c(-1, 0.25, 0.5)))
ask("simple-slopes", list(of = "SES", moderator = "MEANSES", values = c(-1, 0.25, 0.5)), "simple-slopes", inferred(s))
# a slope that bends: Size at three values
s <- emtrends(fit, ~ Size, var = "Size", at = list(Size = 1500))
# bounds by the quadratic formula, at one in ten thousand
b <- coef(fit); V <- vcov(fit); crit <- qt(1 - 1e-4 / 2, fit$df.residual)
i <- match(c("MEANSES", "SES:MEANSES"), names(b))
A <- b[i[2]]^2 - crit^2 * V[i[2], i[2]]; B <- 2 * (b[i[1]] * b[i[2]] - crit^2 * V[i[1], i[2]]); C <- b[i[1]]^2 - crit^2 * V[i[1], i[1]]
roots <- sort((-B + c(-1, 1) * sqrt(B^2 - 4 * A * C)) / (2 * A))
edges <- range(hsb$SES); cuts <- c(edges[1], roots[roots > edges[1] & roots < edges[2]], edges[2])
ask("simple-slopes", list(of = "MEANSES", moderator = "SES", alpha = 0.01), "johnson-neyman", data.frame(from = unname(head(cuts, -1)), to = unname(tail(cuts, -1)),
  share = as.numeric(table(cut(hsb$SES, cuts, right = FALSE, include.lowest = TRUE))) / nrow(hsb)))
# basic and post-hoc standardisation by hand
X <- model.matrix(fit)[, -1]; sdx <- apply(X, 2, sd); beta <- b[-1]
ask("standardized", list(by = "basic"), "standardized", data.frame(estimate = unname(beta * sdx / sd(hsb$MathAch)), predictor = unname(sdx)))

versions <- sapply(c("lme4", "lmerTest", "pbkrtest", "emmeans", "car"), function(p) as.character(packageVersion(p)))
write_json(list(produced_by = c(list(R = R.version.string), as.list(versions)), models = models, asked = asked),
  file.path(here, "..", "values", "analyses.json"), digits = I(15), auto_unbox = TRUE, null = "null", na = "null")
