# Variance parts, effects within and between groups and lines by group, on the sample files the program ships.
# Run: Rscript test/reference/make/variance.R   (R with lme4, lmerTest, plm, jsonlite)
suppressPackageStartupMessages({ library(jsonlite); library(lme4); library(lmerTest); library(plm) })

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
mixed <- function(formula, data, ...) lmer(as.formula(formula), data = data, control = tight, ...)

hsb <- read_sample("hsb", c("School", "Sector", "Sex", "Minority"))
sleep <- read_sample("sleepstudy", "Subject")
pastes <- read_sample("Pastes", c("batch", "cask", "sample"))
penicillin <- read_sample("Penicillin", c("plate", "sample"))

# A share of variance as a function of theta, M the mean of zz' by term; its standard error from lmerTest's covariance of (theta, sigma)
share <- function(fit, of, M = lapply(getME(fit, "Tlist"), function(t) diag(1, 1))) {
  at <- function(theta) {
    blocks <- getME(fit, "Tlist")
    from <- 0
    variances <- sapply(seq_along(blocks), function(k) {
      S <- nrow(blocks[[k]])
      lambda <- matrix(0, S, S)
      lambda[lower.tri(lambda, diag = TRUE)] <- theta[from + seq_len(S * (S + 1) / 2)]
      from <<- from + S * (S + 1) / 2
      sum(diag(t(lambda) %*% M[[k]] %*% lambda))
    })
    sum(variances[of]) / (1 + sum(variances))
  }
  theta <- getME(fit, "theta")
  gradient <- sapply(seq_along(theta), function(i) {
    step <- replace(numeric(length(theta)), i, 1e-5)
    (at(theta + step) - at(theta - step)) / 2e-5
  })
  A <- as_lmerModLmerTest(fit)@vcov_varpar[seq_along(theta), seq_along(theta), drop = FALSE]
  list(value = at(theta), se = sqrt(c(gradient %*% A %*% gradient)))
}
at_value <- function(x) list(tcrossprod(c(1, x)))

null_hsb <- mixed("MathAch ~ 1 + (1 | School)", hsb)
pastes_fit <- mixed("strength ~ 1 + (1 | batch/cask)", pastes)
penicillin_fit <- mixed("diameter ~ 1 + (1 | plate) + (1 | sample)", penicillin)
sleep_fit <- mixed("Reaction ~ Days + (Days | Subject)", sleep)
shares <- list(
  hsb = share(null_hsb, 1),
  pastesCask = share(pastes_fit, 1), pastesBatch = share(pastes_fit, 2), pastesSameCask = share(pastes_fit, 1:2),
  penicillinPlate = share(penicillin_fit, 1), penicillinBoth = share(penicillin_fit, 1:2),
  sleepAverage = share(sleep_fit, 1, list(crossprod(cbind(1, sleep$Days)) / nrow(sleep))),
  sleepMean = share(sleep_fit, 1, at_value(4.5)), sleepThree = share(sleep_fit, 1, at_value(3))
)

sizes <- as.vector(table(hsb$School))
tau <- as.numeric(VarCorr(null_hsb)$School)
reliability <- list(mean = mean(tau / (tau + sigma(null_hsb)^2 / sizes)), harmonic = length(sizes) / sum(1 / sizes))

later <- mixed("MathAch ~ SES + Sector + (1 | School)", hsb)
fixed <- function(fit) var(c(getME(fit, "X") %*% fixef(fit)))
total <- fixed(later) + as.numeric(VarCorr(later)$School) + sigma(later)^2
parts <- function(fit) c(within = sigma(fit)^2, between = as.numeric(VarCorr(fit)$School))
n <- reliability$harmonic
explained <- list(
  rbWithin = 1 - parts(later)[["within"]] / parts(null_hsb)[["within"]],
  rbBetween = 1 - parts(later)[["between"]] / parts(null_hsb)[["between"]],
  sbRows = 1 - sum(parts(later)) / sum(parts(null_hsb)),
  sbGroups = 1 - sum(parts(later) * c(1 / n, 1)) / sum(parts(null_hsb) * c(1 / n, 1)),
  partSES = (fixed(later) - fixed(mixed("MathAch ~ Sector + (1 | School)", hsb))) / total,
  partSector = (fixed(later) - fixed(mixed("MathAch ~ SES + (1 | School)", hsb))) / total,
  marginal = fixed(later) / total
)

spread <- function(values, group) {
  table <- summary(aov(values ~ group))[[1]]
  size <- as.vector(table(group))
  n0 <- (length(values) - sum(size^2) / length(values)) / (length(size) - 1)
  between <- (table[1, 3] - table[2, 3]) / n0
  icc <- between / (between + table[2, 3])
  list(mean = mean(values), sd = sd(values), within = sqrt(table[2, 3]), between = between, ofMeans = sd(tapply(values, group, mean)),
    icc = icc, designEffect = 1 + (sum(size^2) / length(values) - 1) * icc)
}
counts <- table(hsb$School, hsb$Sex)
gini <- function(count) 1 - sum((count / sum(count))^2)
spreads <- list(SES = spread(hsb$SES, hsb$School), MathAch = spread(hsb$MathAch, hsb$School),
  sex = list(varying = sum(rowSums(counts > 0) > 1), within = sum(rowSums(counts) * apply(counts, 1, gini)) / sum(counts) / gini(colSums(counts))))

hsb$SESmean <- ave(hsb$SES, hsb$School)
hsb$SESdev <- hsb$SES - hsb$SESmean
hsb$male <- as.numeric(hsb$Sex == "Male")
hsb$maleMean <- ave(hsb$male, hsb$School)
row <- function(fit, name) { s <- coef(summary(fit)); list(estimate = s[name, 1], se = s[name, 2], df = s[name, 3]) }
dummy_row <- function(fit, name) { s <- coef(summary(fit)); list(estimate = s[name, 1], se = s[name, 2], df = fit$df.residual) }
mundlak <- mixed("MathAch ~ SES + male + Sector + SESmean + maleMean + (1 | School)", hsb)
hybrid <- mixed("MathAch ~ SESdev + male + Sector + SESmean + maleMean + (1 | School)", hsb)
L <- diag(6)[5:6, ]
joint <- contestMD(mundlak, L)
dummies <- lm(MathAch ~ SES + male + School, hsb)
hsb$w <- 1 + (seq_len(nrow(hsb)) %% 3)
within_between <- list(
  within = row(hybrid, "SESdev"), between = row(hybrid, "SESmean"), contextual = row(mundlak, "SESmean"),
  F = joint[["F value"]], denDf = joint[["DenDF"]],
  chisq = c(fixef(mundlak)[5:6] %*% solve(as.matrix(vcov(mundlak))[5:6, 5:6]) %*% fixef(mundlak)[5:6]),
  dummies = dummy_row(dummies, "SES"), sigma = summary(dummies)$sigma,
  weighted = dummy_row(lm(MathAch ~ SES + male + School, hsb, weights = w), "SES"),
  plm = unname(coef(plm(MathAch ~ SES + male, hsb, index = "School", model = "within"))[["SES"]])
)

lines <- function(formula, data) {
  list_ <- lme4::lmList(as.formula(formula), data)
  table <- coef(list_)
  list(mean = unname(colMeans(table)), sd = unname(apply(table, 2, sd)), correlation = cor(table)[1, 2],
    pooledSd = sqrt(sum(sapply(list_, function(m) sum(resid(m)^2))) / sum(sapply(list_, df.residual))),
    pooledDf = sum(sapply(list_, df.residual)), first = unname(unlist(table[1, ])),
    meanR2 = mean(sapply(list_, function(m) summary(m)$r.squared)))
}
groupwise <- list(sleep = lines("Reaction ~ Days | Subject", sleep), hsb = lines("MathAch ~ SES | School", hsb))

pca <- rePCA(sleep_fit)$Subject
Sigma <- matrix(VarCorr(sleep_fit)$Subject, 2)
components <- list(sdev = unname(pca$sdev), turning = -Sigma[1, 2] / Sigma[2, 2],
  varianceAt3 = c(c(1, 3) %*% Sigma %*% c(1, 3)))

versions <- sapply(c("lme4", "lmerTest", "plm"), function(package) as.character(packageVersion(package)))
write_json(list(produced_by = as.list(c(R = R.version.string, versions)), shares = shares, reliability = reliability, explained = explained,
  spreads = spreads, withinBetween = within_between, groupwise = groupwise, components = components),
  file.path(here, "..", "values", "variance.json"), digits = I(15), auto_unbox = TRUE, na = "null", null = "null")
