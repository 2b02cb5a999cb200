# Model matrices, random-term columns, term expansion and contrasts as R gives them: values/frame.json.
# Run: Rscript test/reference/make/frame.R
suppressMessages({library(jsonlite); library(lme4)})

args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))

n <- 24
i <- seq_len(n)
d <- data.frame(
  y = round(10 + 3 * sin(i) + i / 5, 4),
  x = round(cos(i * 1.7) * 4, 3),
  z = (i * 7) %% 11 + 0.5,
  k = c(4, 6, 8)[(i * 5) %% 3 + 1],
  l = (i %% 4) < 2,
  f = factor(c("a", "b", "c")[(i * 2 + i %/% 5) %% 3 + 1], levels = c("c", "a", "b")),
  g = factor(paste0("g", (i - 1) %/% 4), levels = c(paste0("g", 5:0), "unused")),
  h = factor(c("u", "v")[(i + (i > 12)) %% 2 + 1]),
  o = factor(c("low", "mid", "high", "top")[(i * 3 + i %/% 7) %% 4 + 1], levels = c("low", "mid", "high", "top"), ordered = TRUE),
  check.names = FALSE)
d[["a b"]] <- (i %% 5) - 2
d$miss <- replace(d$x, c(3, 17), NA)
d$fmiss <- factor(replace(as.character(d$f), c(1, 3), NA), levels = levels(d$f))
d$neg <- d$x + 1

column <- function(x) {
  if (is.logical(x)) return(list(kind = "factor", scale = "logical", levels = c("FALSE", "TRUE"), cells = as.character(x)))
  if (is.factor(x)) return(list(kind = "factor", scale = if (is.ordered(x)) "ordinal" else "nominal", levels = levels(x), cells = as.character(x)))
  list(kind = "number", cells = x)
}

fixed <- function(formula, subset = NULL, contrasts = NULL) {
  formula <- as.formula(formula)
  mf <- suppressWarnings(if (is.null(subset)) model.frame(formula, d, drop.unused.levels = TRUE)
    else eval(bquote(model.frame(formula, d, subset = .(str2lang(subset)), drop.unused.levels = TRUE))))
  if (!is.null(contrasts)) contrasts <- lapply(contrasts, function(name) c(treatment = "contr.treatment", sum = "contr.sum", helmert = "contr.helmert", polynomial = "contr.poly")[[name]])
  X <- model.matrix(attr(mf, "terms"), mf, contrasts)
  q <- qr(X, tol = 1e-7)
  keep <- q$pivot[seq_len(q$rank)]
  list(terms = I(attr(attr(mf, "terms"), "term.labels")), names = I(colnames(X)[keep]), assign = I(attr(X, "assign")[keep]),
       dropped = I(setdiff(colnames(X), colnames(X)[keep])), rows = as.integer(rownames(mf)) - 1L,
       y = unname(model.response(mf)), X = unname(split(X[, keep, drop = FALSE], col(X[, keep, drop = FALSE]))))
}
fixedCase <- function(formula, subset = NULL, contrasts = NULL) tryCatch(
  c(list(formula = formula, subset = subset, contrasts = contrasts), fixed(formula, subset, contrasts)),
  error = function(e) stop(formula, ": ", conditionMessage(e), call. = FALSE))

fixedCases <- list(
  fixedCase("y ~ x"), fixedCase("y ~ 0 + x"), fixedCase("y ~ 1"), fixedCase("y ~ f"), fixedCase("y ~ 0 + f"), fixedCase("y ~ 0 + x + f + h"),
  fixedCase("y ~ f * h"), fixedCase("y ~ f:h"), fixedCase("y ~ f + f:h"), fixedCase("y ~ h + f:h"), fixedCase("y ~ f %in% h"),
  fixedCase("y ~ h + f %in% h"), fixedCase("y ~ h/f"), fixedCase("y ~ f:x"), fixedCase("y ~ x + f:x"), fixedCase("y ~ 0 + f:x"),
  fixedCase("y ~ x:f + f"), fixedCase("y ~ f * l"), fixedCase("y ~ l * x"), fixedCase("y ~ 0 + l"), fixedCase("y ~ f:h:x"), fixedCase("y ~ f + f:h:x"),
  fixedCase("y ~ f * h * l - f:h:l"), fixedCase("y ~ f:h + f:l"), fixedCase("y ~ (f + h + x)^2"), fixedCase("y ~ (f + h + x)^2 - f"),
  fixedCase("y ~ o"), fixedCase("y ~ 0 + o"), fixedCase("y ~ o * x"), fixedCase("y ~ o:f"), fixedCase("y ~ g"), fixedCase("y ~ factor(k) + x"),
  fixedCase("y ~ as.factor(k):x"), fixedCase("y ~ poly(x, 3)"), fixedCase("y ~ poly(x, 2):h"), fixedCase("y ~ poly(x, 1)"), fixedCase("y ~ poly(z, 3, raw = TRUE)"),
  fixedCase("y ~ poly(x, degree = 2)"), fixedCase("y ~ scale(x) + z"), fixedCase("y ~ scale(x, scale = FALSE)"), fixedCase("y ~ scale(x, center = FALSE)"),
  fixedCase("y ~ scale(miss)"), fixedCase("y ~ I(x^2) + I(x/2) + I(-x) + I(x - mean(x))"), fixedCase("log(y) ~ log(z + 1) + sqrt(z) + exp(x/10) + abs(x)"),
  fixedCase("y ~ log2(z) + log10(z) + log1p(z) + log(z, 3)"), fixedCase("y ~ I(x > 0) + (z >= 5)"), fixedCase("y ~ I(x > 0 & l) + I(f == \"a\")"),
  fixedCase("y ~ I(f %in% c(\"a\", \"b\"))"), fixedCase("y ~ as.numeric(f) + as.integer(l) + as.numeric(h)"), fixedCase("y ~ I(l * x) + I(l + 1)"),
  fixedCase("y ~ `a b` * f"), fixedCase("y ~ x + I(2 * x) + z"), fixedCase("y ~ x + z + I(x + z) + f"), fixedCase("y ~ factor(k) + k"),
  fixedCase("y ~ miss"), fixedCase("y ~ fmiss + x"), fixedCase("y ~ miss + fmiss"), fixedCase("y ~ x + miss - miss"), fixedCase("y ~ log(neg)"),
  fixedCase("y ~ f", subset = "f != \"a\""), fixedCase("y ~ poly(x, 2) + scale(z)", subset = "x > 0"), fixedCase("y ~ f + x", subset = "l & !(h == \"u\") | z > 8"),
  fixedCase("y ~ x", subset = "miss > 0"), fixedCase("y ~ o", subset = "o >= \"mid\""), fixedCase("y ~ x", subset = "k %in% c(4, 8) & !is.na(miss)"),
  fixedCase("y ~ x", subset = "z %% 2 == 0.5 & g %in% c('g1', 'g2', 'g3')"), fixedCase("y ~ f * h", contrasts = list(f = "sum", h = "sum")),
  fixedCase("y ~ f + o", contrasts = list(f = "helmert", o = "treatment")), fixedCase("y ~ f * x", contrasts = list(f = "polynomial")),
  fixedCase("y ~ o", contrasts = list(o = "sum")), fixedCase("y ~ offset(z) + x"), fixedCase("l ~ x"), fixedCase("y ~ round(x) + floor(z) + I(x %/% 2)"),
  fixedCase("y ~ relevel(f, ref = \"b\") + x"), fixedCase("y ~ ifelse(x > 0, x, 0)"), fixedCase("y ~ factor(l) + factor(x > 1)"),
  fixedCase("y ~ factor(f, levels = c(\"b\", \"a\", \"c\"))"))

randomCase <- function(formula, subset = NULL) tryCatch({
  control <- lmerControl(check.rankX = "silent.drop.cols")
  parsed <- suppressMessages(suppressWarnings(if (is.null(subset)) lFormula(as.formula(formula), d, control = control)
    else eval(bquote(lFormula(as.formula(formula), d, subset = .(str2lang(subset)), control = control)))))
  re <- parsed$reTrms
  list(formula = formula, subset = subset, names = I(colnames(parsed$X)), n = nrow(parsed$fr),
       groups = lapply(seq_along(re$flist), function(j) list(name = names(re$flist)[j], levels = levels(re$flist[[j]]), codes = as.integer(re$flist[[j]]) - 1L)),
       random = lapply(seq_along(re$cnms), function(j) list(group = attr(re$flist, "assign")[j] - 1L, columns = I(re$cnms[[j]]),
         Z = as.vector(sapply(seq_len(nrow(parsed$fr)), function(row) {
           level <- as.integer(re$flist[[attr(re$flist, "assign")[j]]])[row]
           S <- length(re$cnms[[j]])
           as.matrix(re$Ztlist[[j]])[(level - 1) * S + seq_len(S), row]
         })))))
}, error = function(e) stop(formula, ": ", conditionMessage(e), call. = FALSE))
randomCases <- list(
  randomCase("y ~ x + (1 | g)"), randomCase("y ~ x + (x | g)"), randomCase("y ~ x + (x || g)"), randomCase("y ~ x + (0 + f | g)"), randomCase("y ~ x + (f | h)"),
  randomCase("y ~ x + (f || h)"), randomCase("y ~ x + (f:x | h)"), randomCase("y ~ x + (0 + f:l | h)"), randomCase("y ~ 1 + (1 | h/f)"), randomCase("y ~ 1 + (1 | f:h)"),
  randomCase("y ~ 1 + (1 | f/h)"), randomCase("y ~ 1 + (1 | h/l/f)"), randomCase("y ~ 1 + (1 | k)"), randomCase("y ~ 1 + (1 | k:h)"), randomCase("y ~ 1 + (1 | h) + (1 | g)"),
  randomCase("y ~ 1 + (1 | h) + (0 + x | h) + (1 | g)"), randomCase("y ~ 1 + (1 | g) + (0 + x | g)"), randomCase("y ~ 1 + (1 | h) + (1 | l) + (1 | g)"),
  randomCase("y ~ x + (1 + x | h/l)"), randomCase("y ~ x + (poly(x, 2) | h)"), randomCase("y ~ x + (miss | h) + (1 | f)"), randomCase("y ~ x + (1 | fmiss)"),
  randomCase("y ~ x + (1 | g)", subset = "g != \"g2\""), randomCase("y ~ x + (o | h)"), randomCase("y ~ x + (1 | `a b`)"), randomCase("y ~ x + (1 | `a b`:h)"),
  randomCase("y ~ x * f + (l | f)"), randomCase("y ~ log(z) + (0 + log(z) + x || f)"))

terms <- function(formula) {
  t <- stats::terms(as.formula(formula), data = data.frame(y = 1, a = 1, b = 1, c = 1, x = 1))
  list(formula = formula, labels = I(attr(t, "term.labels")), intercept = attr(t, "intercept") == 1,
       variables = I(vapply(as.list(attr(t, "variables"))[-1], deparse, "")[-attr(t, "response")]))
}
termCases <- lapply(c(
  "y ~ b + a:b", "y ~ a %in% b", "y ~ (a + b) %in% c + c", "y ~ a/b", "y ~ (a + b)/c", "y ~ a/b/c", "y ~ (a + b + c)^2 - a:b", "y ~ a * b - b", "y ~ 0 + a + 1",
  "y ~ a - 1 + 0", "y ~ a * b %in% c", "y ~ c + a:b:c + b", "y ~ -x + x", "y ~ x - x", "y ~ x + x:x", "y ~ (a + b + c)^3 - (a + b)", "y ~ a * b * c - a:b:c - 1",
  "y ~ x > 2", "y ~ a %in% b %in% c", "y ~ a:b + a %in% b", "y ~ a - (b)", "y ~ (0 + a)", "y ~ a - (1)", "y ~ a + a:b - a", "log(y) ~ .", "y ~ .^2 - a", "y ~ . * a - b",
  "y ~ . - x", "y ~ I(x/2) + I(1e5 * x) + log(x+1)", "y ~ poly(x,3,raw=TRUE) + I(-x) + I((a+b)^2) + I(x%%2)", "y ~ (x > 2)", "y ~ b * a + c", "y ~ (a + b) * (c + x)",
  "y ~ a * a", "y ~ (a * b)^2", "y ~ a:b + b:a", "y ~ b:a + a:b:c + a", "y ~ a/(b + c)", "y ~ (a/b)/c", "y ~ 1", "y ~ 0", "y ~ -1", "y ~ +a", "y ~ a - 0",
  "y ~ a + b - a + a", "y ~ x + I(x^2):a - x", "y ~ (a + b + c + x)^2 - (a + b):(c + x)", "y ~ I(a == 1 & b != 2) + I(!c) + I(0.10 * x)", "y ~ c %in% (a + b)"), terms)

contrastCases <- unlist(lapply(c(2, 3, 4, 7, 12), function(k) lapply(c("treatment", "sum", "helmert", "poly"), function(name)
  list(levels = k, name = if (name == "poly") "polynomial" else name, columns = unname(split(m <- get(paste0("contr.", name))(k), col(m)))))), recursive = FALSE)

numbers <- c(0, 1, -2, 100000, 123456, 1e-5, 0.0001, 0.00012, 0.1 + 0.2, 1/3, 2/3e10, 1e15, 123456789012, 1e16, 2.5, 1e-300, 1.5e300, 0.1234567890123456, 300000, 1200000)

write_json(list(
  produced_by = list(R = R.version.string, lme4 = as.character(packageVersion("lme4")), Matrix = as.character(packageVersion("Matrix"))),
  table = lapply(d, column), fixed = fixedCases, random = randomCases, terms = termCases, contrasts = contrastCases,
  numbers = list(value = numbers, text = as.character(numbers))),
  file.path(here, "..", "values", "frame.json"), digits = I(17), auto_unbox = TRUE, na = "null", null = "null")
