# Criteria at given theta and tightly found optima for test/engine/lmm. Run: Rscript test/reference/make/lmm.R
suppressMessages(library(lme4))
library(jsonlite)

args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))

models <- list(
  list(data = "sleepstudy", formula = "Reaction ~ Days + (Days | Subject)", thetas = list(c(1, 0, 1), c(0.9, 0.1, 0.3), c(0.2, -0.4, 0))),
  list(data = "sleepstudy", formula = "Reaction ~ Days + (Days || Subject)", thetas = list(c(1, 1), c(0.9, 0.01))),
  list(data = "Penicillin", formula = "diameter ~ 1 + (1 | plate) + (1 | sample)", thetas = list(c(1, 1), c(1.5, 3.5), c(0, 2))),
  list(data = "Pastes", formula = "strength ~ 1 + (1 | sample) + (1 | batch)", thetas = list(c(1, 1), c(3.5, 1.3), c(0.01, 7))),
  list(data = "Dyestuff", formula = "Yield ~ 1 + (1 | Batch)", thetas = list(1, 0.1, 12)),
  list(data = "Dyestuff2", formula = "Yield ~ 1 + (1 | Batch)", thetas = list(1, 0.1, 0))
)

# bobyqa from lme4's start, a simplex from where it stopped, then Newton
tightly <- function(devfun, lower) {
  start <- as.numeric(lower == 0)
  tight <- function(algorithm) list(algorithm = algorithm, xtol_rel = 1e-14, xtol_abs = 1e-14, ftol_rel = 0, ftol_abs = 0, maxeval = 2e4)
  first <- nloptr::nloptr(start, devfun, lb = lower, opts = tight("NLOPT_LN_BOBYQA"))
  again <- nloptr::nloptr(first$solution, devfun, lb = lower, opts = tight("NLOPT_LN_NELDERMEAD"))
  theta <- if (again$objective <= first$objective) again$solution else first$solution
  for (i in 1:2) theta <- polished(devfun, theta, theta > 1e-6 | lower < 0)
  theta
}

# values near the optimum differ by less than their digits; one Newton step on Richardson-extrapolated derivatives finds it to 1e-9
polished <- function(devfun, theta, free) {
  if (!any(free)) return(theta)
  f <- function(t) { theta[free] <- t; devfun(theta) }
  theta[free] <- theta[free] - solve(numDeriv::hessian(f, theta[free]), numDeriv::grad(f, theta[free]))
  theta
}

results <- lapply(models, function(m) {
  formula <- as.formula(m$formula)
  data <- get(m$data)
  each <- lapply(c(REML = TRUE, ML = FALSE), function(REML) {
    parsed <- lFormula(formula, data, REML = REML)
    devfun <- do.call(mkLmerDevfun, parsed)
    lower <- environment(devfun)$lower
    theta <- tightly(devfun, lower)
    fit <- mkMerMod(environment(devfun), list(par = theta, fval = devfun(theta), conv = 0, message = ""), parsed$reTrms, parsed$fr)
    list(
      atTheta = lapply(m$thetas, function(t) list(theta = I(t), criterion = devfun(t))),
      theta = I(theta), thetaNames = I(names(getME(fit, "theta"))), criterion = devfun(theta),
      beta = I(unname(fixef(fit))), sigma = sigma(fit), vcov = unname(as.matrix(vcov(fit))),
      varCorr = as.data.frame(VarCorr(fit)),
      ranef = lapply(ranef(fit), function(r) unname(as.matrix(r))),
      condVar = lapply(ranef(fit, condVar = TRUE), function(r) {
        v <- attr(r, "postVar")
        if (is.list(v)) NULL else lapply(seq_len(dim(v)[3]), function(i) matrix(v[, , i], dim(v)[1]))
      }),
      fitted = unname(head(fitted(fit), 5))
    )
  })
  c(list(data = m$data, formula = m$formula), each)
})

write_json(
  list(
    produced_by = paste(R.version.string, "lme4", packageVersion("lme4")),
    Dyestuff = list(Batch = Dyestuff$Batch, Yield = Dyestuff$Yield),
    Dyestuff2 = list(Batch = Dyestuff2$Batch, Yield = Dyestuff2$Yield),
    models = results
  ),
  file.path(here, "..", "values", "lmm.json"),
  digits = I(17), auto_unbox = TRUE, null = "null", na = "null"
)
