# Columns worked out from others, each by base R, on a small table with missing cells.
# Run: Rscript test/reference/make/dataSteps.R   (R with jsonlite)
suppressPackageStartupMessages(library(jsonlite))
args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))

x <- c(2.5, NA, 7, 7, -1, 3.25, 10, NA, 4, 7)
y <- c(1, 2, 3, NA, 5, 6, 7, 8, 9, 10)
t <- c(3, 1, 2, 2, 1, 3, 2, 1, NA, 3)
g <- factor(c("a", "a", "a", "b", "b", "b", "c", "c", "a", NA), levels = c("b", "a", "c"))
h <- c(1, 1, 2, 1, 1, 2, 2, 2, 2, 1)
d <- c("2024-02-29", "1969-12-31", "2000-01-01", NA, "1999-03-01", "2024-12-30", "2026-11-21", "1582-10-15", "2023-06-04", "2024-02-29")
w <- c(" Anna", "bo", "ANNA", "Éva", NA, "bo ", "a-b-a", "x", "Anna", "zz")

by <- function(f, v = x, k = g) { out <- ave(v, k, FUN = function(z) if (all(is.na(z))) NA else f(z[!is.na(z)])); out[is.na(k)] <- NA; out }
gh <- interaction(g, h, drop = TRUE)
shift <- function(k) { out <- rep(NA, 10); for (l in levels(g)) { i <- which(g == l & !is.na(t)); i <- i[order(t[i])]
  from <- seq_along(i) - k; ok <- from >= 1 & from <= length(i); out[i[ok]] <- x[i[from[ok]]] }; out }
place <- function() { out <- rep(NA, 10); for (l in levels(g)) { i <- which(g == l & !is.na(t)); out[i[order(t[i])]] <- seq_along(i) }; out }
end <- function(pick) { out <- rep(NA, 10); for (l in levels(g)) { i <- which(g == l & !is.na(t)); i <- i[order(t[i])]; v <- x[i][!is.na(x[i])]
  out[which(g == l)] <- if (length(v)) pick(v) else NA }; out }
text <- function(v) as.character(v)
date <- as.Date(d)
q <- unique(quantile(x, 0:3 / 3, na.rm = TRUE))

cases <- list(
  "mean(x)" = rep(mean(x, na.rm = TRUE), 10), "sd(x)" = rep(sd(x, na.rm = TRUE), 10),
  "mean(x, by = g)" = by(mean), "sd(x, by = g)" = by(function(z) if (length(z) > 1) sd(z) else NA), "sum(x, by = g)" = by(sum),
  "min(x, by = g)" = by(min), "max(x, by = g)" = by(max), "median(x, by = g)" = by(median),
  "mean(x, by = c(g, h))" = by(mean, k = gh),
  "x - mean(x, by = g)" = x - by(mean), "(x - mean(x)) / sd(x)" = as.numeric(scale(x)),
  "n(by = g)" = { o <- as.numeric(table(g)[as.character(g)]); o }, "n(x, by = g)" = { o <- ave(as.numeric(!is.na(x)), g, FUN = sum); o[is.na(g)] <- NA; o },
  "rank(x)" = { o <- rank(x, na.last = "keep"); o }, "rank(x, by = g)" = { o <- ave(x, g, FUN = function(z) rank(z, na.last = "keep")); o[is.na(g)] <- NA; o },
  "lag(x, by = g, order = t)" = shift(1), "lead(x, by = g, order = t)" = shift(-1), "lag(x, 2, by = g, order = t)" = shift(2),
  "row_number(by = g, order = t)" = place(), "first(x, by = g, order = t)" = end(function(v) v[1]), "last(x, by = g, order = t)" = end(function(v) v[length(v)]),
  "pmin(x, y)" = pmin(x, y), "pmax(x, y)" = pmax(x, y),
  "rowmeans(x, y)" = rowMeans(cbind(x, y)), "rowmeans(x, y, least = 1)" = rowMeans(cbind(x, y), na.rm = TRUE),
  "rowsums(x, y, least = 1)" = rowSums(cbind(x, y), na.rm = TRUE),
  "ifelse(x > 3, \"high\", \"low\")" = ifelse(x > 3, "high", "low"), "ifelse(x > 3, y, 0)" = ifelse(x > 3, y, 0),
  "ifelse(is.na(x), 0, x)" = ifelse(is.na(x), 0, x),
  "cut(x, c(-1, 3, 7, 10))" = text(cut(x, c(-1, 3, 7, 10), include.lowest = TRUE)),
  "cut(x, c(-1, 3, 7, 10), right = FALSE)" = text(cut(x, c(-1, 3, 7, 10), right = FALSE, include.lowest = TRUE)),
  "cut(x, quantiles = 3)" = text(cut(x, q, include.lowest = TRUE)),
  "cut(x, bins = 4)" = text(cut(x, seq(-1, 10, length.out = 5), include.lowest = TRUE)),
  "cut(x, c(0, 5), labels = \"middle\")" = text(cut(x, c(0, 5), labels = "middle", include.lowest = TRUE)),
  "paste(g, h, sep = \"-\")" = ifelse(is.na(g), NA, paste(g, h, sep = "-")),
  "toupper(w)" = toupper(w), "tolower(w)" = tolower(w), "trim(w)" = trimws(w), "substr(w, 2, 3)" = substr(w, 2, 3),
  "nchar(w)" = { o <- nchar(w); o[is.na(w)] <- NA; o }, "replace(w, \"a\", \"o\")" = gsub("a", "o", w, fixed = TRUE),
  "contains(w, \"nn\")" = { o <- ifelse(grepl("nn", w, fixed = TRUE), "TRUE", "FALSE"); o[is.na(w)] <- NA; o },
  "year(d)" = as.POSIXlt(date)$year + 1900, "month(d)" = as.POSIXlt(date)$mon + 1, "day(d)" = as.POSIXlt(date)$mday,
  "weekday(d)" = c("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")[as.POSIXlt(date)$wday + 1],
  "days_between(\"2000-01-01\", d)" = as.numeric(date - as.Date("2000-01-01")),
  "as.numeric(factor(h))" = h, "codes(g)" = as.numeric(g), "is.na(x) | y > 8" = ifelse(is.na(x) | y > 8, "TRUE", "FALSE"),
  "round(x / 3, 1)" = round(x / 3, 1), "x %% 2" = x %% 2, "g == \"a\"" = ifelse(g == "a", "TRUE", "FALSE"))

write(toJSON(list(produced_by = R.version.string,
  table = list(x = x, y = y, t = t, g = text(g), h = h, d = d, w = w), levels = list(g = levels(g)), cases = cases),
  digits = NA, auto_unbox = TRUE, na = "null", pretty = FALSE), file.path(here, "..", "values", "dataSteps.json"))
