# Codings of factors, splines, centring and hard formulas as R gives them: values/coding.json.
# Run: Rscript test/reference/make/coding.R
suppressMessages({library(jsonlite); library(lme4); library(splines)})

args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))

center <- function(x) x - mean(x, na.rm = TRUE)
between <- function(x, g) replace(ave(x, g, FUN = function(v) mean(v, na.rm = TRUE)), is.na(g), NA)
within <- function(x, g) x - between(x, g)

n <- 36
i <- seq_len(n)
d <- data.frame(
  y = round(10 + 3 * sin(i) + i / 5, 4),
  x = round(cos(i * 1.7) * 4, 3),
  z = (i * 7) %% 11 + 0.5,
  l = (i %% 4) < 2,
  f = factor(c("a", "b", "c", "d")[(i * 3 + i %/% 5) %% 4 + 1], levels = c("c", "a", "d", "b", "unused")),
  g = factor(paste0("g", (i - 1) %/% 4), levels = c(paste0("g", 8:0), "unused")),
  h = factor(c("u", "v", "w")[(i + (i > 12)) %% 3 + 1]),
  s = factor(c("p", "q")[(i - 1) %/% 18 + 1]),
  o = factor(c("low", "mid", "high", "top")[(i * 3 + i %/% 7) %% 4 + 1], levels = c("low", "mid", "high", "top"), ordered = TRUE),
  check.names = FALSE)
d$c <- factor(c("k1", "k2", "k3")[(i %/% 6) %% 3 + 1])
d[["a b"]] <- (i %% 5) - 2
d[["it's \"so\""]] <- round(sin(i * 2.3), 3)
d[["größe"]] <- factor(c("klein", "groß")[i %% 2 + 1], levels = c("klein", "groß"))
d[["身長"]] <- round(150 + 10 * cos(i), 2)
d[["2020"]] <- round(sqrt(i), 4)
d[["if"]] <- (i * 5) %% 7
d[["back`tick"]] <- (i * 3) %% 8 - 3
d$miss <- replace(d$x, c(3, 17), NA)
d$gmiss <- factor(replace(as.character(d$g), c(1, 30), NA), levels = levels(d$g))

column <- function(x) {
  if (is.logical(x)) return(list(kind = "factor", scale = "logical", levels = c("FALSE", "TRUE"), cells = as.character(x)))
  if (is.factor(x)) return(list(kind = "factor", scale = if (is.ordered(x)) "ordinal" else "nominal", levels = levels(x), cells = as.character(x)))
  list(kind = "number", cells = x)
}
columnsOf <- function(X) unname(split(X, col(X)))

# A coding as the program's specification has it, and as R is told of it.
ginv <- function(C) { m <- MASS::ginv(rbind(C)); m }
coded <- function(spec, levels) {
  if (is.character(spec)) return(switch(spec, treatment = contr.treatment(levels), sum = contr.sum(levels), helmert = contr.helmert(levels),
    polynomial = contr.poly(levels), difference = MASS::contr.sdif(levels)))
  if (spec$kind == "treatment") return(contr.treatment(levels, base = match(spec$reference, levels)))
  C <- t(sapply(spec$comparisons, function(one) { w <- setNames(numeric(length(levels)), levels); w[names(one$weights)] <- unlist(one$weights); w }))
  m <- ginv(C); colnames(m) <- sapply(spec$comparisons, `[[`, "name"); m
}
reference <- function(level) list(kind = "treatment", reference = level)
compare <- function(...) list(kind = "custom", comparisons = list(...))
weights <- function(name, ...) list(name = name, weights = list(...))
three <- compare(weights(" a-bcd", a = 1, b = -1/3, c = -1/3, d = -1/3), weights(" b-cd", b = 1, c = -0.5, d = -0.5), weights(" c-d", c = 1, d = -1))
odd <- compare(weights(" a-c", a = 1, c = -1), weights(" b-ac", b = 1, a = -0.5, c = -0.5), weights(" d-a", d = 1, a = -1))

fixedCase <- function(formula, contrasts = NULL) {
  mf <- suppressWarnings(model.frame(as.formula(formula), d, drop.unused.levels = TRUE))
  told <- if (!is.null(contrasts)) mapply(function(spec, name) coded(spec, levels(mf[[name]])), contrasts, names(contrasts), SIMPLIFY = FALSE)
  X <- model.matrix(attr(mf, "terms"), mf, told)
  q <- qr(X, tol = 1e-7)
  keep <- q$pivot[seq_len(q$rank)]
  list(formula = formula, contrasts = contrasts, names = I(colnames(X)[keep]), dropped = I(setdiff(colnames(X), colnames(X)[keep])),
       n = nrow(X), X = columnsOf(X[, keep, drop = FALSE]))
}
codings <- c(lapply(list("treatment", "sum", "helmert", "polynomial", "difference", reference("a"), reference("b"), three, odd),
                    function(spec) fixedCase("y ~ f", list(f = spec))),
  list(fixedCase("y ~ f * h", list(f = "difference", h = reference("w"))), fixedCase("y ~ 0 + f + h", list(f = reference("d"), h = "difference")),
       fixedCase("y ~ x:f", list(f = reference("d"))), fixedCase("y ~ x + x:f + h", list(f = three, h = "sum")), fixedCase("y ~ o", list(o = "difference")),
       fixedCase("y ~ o * x", list(o = reference("mid"))), fixedCase("y ~ größe", list("größe" = reference("groß")))))

formulas <- lapply(c(
  "y ~ ns(x, 3)", "y ~ ns(x, df = 4)", "y ~ ns(x, 1)", "y ~ ns(x, knots = c(-1, 1.5))", "y ~ ns(x, df = 4, intercept = TRUE)", "y ~ 0 + ns(x, df = 3, intercept = TRUE)",
  "y ~ ns(x, df = 3, Boundary.knots = c(-2, 3))", "y ~ bs(x)", "y ~ bs(x, 5)", "y ~ bs(x, df = 5, degree = 2)", "y ~ bs(x, degree = 1)", "y ~ bs(x, knots = c(-1, 1.5))",
  "y ~ bs(x, df = 6, intercept = TRUE)", "y ~ bs(x, knots = c(0, 1), Boundary.knots = c(-3, 3))", "y ~ ns(miss, 3)", "y ~ ns(x, 2):h", "y ~ bs(z, df = 4) * l",
  "y ~ center(x) * f", "y ~ center(miss)", "y ~ within(x, g) + between(x, g)", "y ~ within(miss, g) + between(miss, g)", "y ~ within(x, gmiss)", "y ~ within(x, h:s)",
  "y ~ between(x, h) * within(z, s)", "y ~ within(log(z), g)", "y ~ I(within(x, g)^2)", "y ~ scale(x) + poly(z, 2)",
  "y ~ `a b` * f", "y ~ `it's \"so\"` + größe", "y ~ 身長:größe + 身長", "y ~ `2020` + I(`2020`^2)", "y ~ `if`:h", "y ~ `back\\`tick` + log(`2020`)", "y ~ poly(`a b`, 2)",
  "y ~ a + b", "y ~ l * f", "y ~ l:h - 1", "y ~ o * l", "y ~ 0 + o:x", "y ~ h/f", "y ~ h/f/l", "y ~ f %in% h + h", "y ~ (f + h + l)^2 - f:h", "y ~ x + offset(z) - 1",
  "y ~ I(x * z) + I(x > 0) + I(l + 1)", "y ~ poly(x, 3, raw = TRUE):h", "y ~ g", "y ~ f:o", "y ~ 0 + h + f:h", "y ~ f * x - x", "y ~ f * x - f", "y ~ 1 + h:l:x", "y ~ -1 + l + h",
  "y ~ h + x + 0", "y ~ (x + z)^3 - 1", "y ~ factor(z > 4) * o"), function(formula) if (formula == "y ~ a + b") NULL else fixedCase(formula))
formulas <- Filter(Negate(is.null), formulas)

newX <- c(-9, -4.2, -1, 0.3, 3.99, 4.5, 11)
predictions <- lapply(c("ns(x, 3)", "ns(x, df = 3, Boundary.knots = c(-2, 3))", "bs(x, 5)", "bs(x, df = 5, degree = 2)", "poly(x, 3)", "poly(x, 2, raw = TRUE)", "scale(x)"), function(call) {
  mf <- model.frame(as.formula(paste("y ~", call)), d)
  new <- suppressWarnings(model.frame(delete.response(terms(mf)), data.frame(x = newX)))
  list(call = call, X = columnsOf(model.matrix(attr(new, "terms"), new)))
})

randomCase <- function(formula) {
  control <- lmerControl(check.rankX = "silent.drop.cols", check.nobs.vs.nRE = "ignore", check.nobs.vs.nlev = "ignore", check.nlev.gtr.1 = "ignore")
  re <- suppressMessages(suppressWarnings(lFormula(as.formula(formula), d, control = control)))
  f <- re$fr; re <- re$reTrms
  list(formula = formula, n = nrow(f),
       groups = lapply(seq_along(re$flist), function(j) list(name = names(re$flist)[j], levels = I(levels(re$flist[[j]])), codes = as.integer(re$flist[[j]]) - 1L)),
       random = lapply(seq_along(re$cnms), function(j) list(group = attr(re$flist, "assign")[j] - 1L, columns = I(re$cnms[[j]]),
         Z = as.vector(sapply(seq_len(nrow(f)), function(row) {
           level <- as.integer(re$flist[[attr(re$flist, "assign")[j]]])[row]
           S <- length(re$cnms[[j]])
           as.matrix(re$Ztlist[[j]])[(level - 1) * S + seq_len(S), row]
         })))))
}
random <- lapply(c("y ~ x + (f || g)", "y ~ x + (1 | s/c/h)", "y ~ x + (poly(x, 2) | s)", "y ~ x + (0 + x | `a b`)", "y ~ x + (l | g) + (1 | s)", "y ~ x + (1 | s:h) + (1 | s)",
  "y ~ 1 + (1 | s) + (0 + x | s) + (0 + z | s)", "y ~ 1 + (within(x, g) | g)", "y ~ 1 + (ns(x, 2) || g)", "y ~ x + (o | s)", "y ~ 1 + (1 + x:h | s)", "y ~ 1 + (0 + f | s:l)", "y ~ x + (1 | größe/s)"), randomCase)

write_json(list(produced_by = list(R = R.version.string, lme4 = as.character(packageVersion("lme4")), MASS = as.character(packageVersion("MASS"))),
  table = lapply(d, column), codings = codings, formulas = formulas, newX = newX, predictions = predictions, random = random),
  file.path(here, "..", "values", "coding.json"), digits = I(17), auto_unbox = TRUE, na = "null", null = "null")
