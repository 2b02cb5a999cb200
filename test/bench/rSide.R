# R's half of a row, in a process of its own: says that it is ready, then measures once for every line it is sent.
#
# usage: Rscript rSide.R TASK FORMULA FOLDER
asked <- commandArgs(TRUE)
task <- asked[1]
formula <- as.formula(asked[2])
folder <- asked[3]

# Work is repeated within one measurement for this many CPU seconds, so that the clock's grain does not show.
cpu_seconds <- 0.25

suppressPackageStartupMessages(library(lme4))
if (task %in% c("satterthwaite", "kenwardRoger")) suppressPackageStartupMessages(library(lmerTest))
if (task == "kenwardRoger") suppressPackageStartupMessages(library(pbkrtest))

read_column <- function(name, kind) {
  path <- file.path(folder, paste0(name, ".bin"))
  if (kind == "number") return(readBin(path, "double", file.size(path) / 8, size = 8, endian = "little"))
  codes <- readBin(path, "integer", file.size(path) / 4, size = 4, endian = "little")
  codes[codes < 0] <- NA
  structure(codes + 1L, levels = readLines(file.path(folder, paste0(name, ".levels"))), class = "factor")
}

quietly <- function(value) suppressMessages(suppressWarnings(value))

listed <- read.delim(file.path(folder, "columns.tsv"), header = FALSE, col.names = c("name", "kind"), colClasses = "character")
table <- as.data.frame(Map(read_column, listed$name, listed$kind))

fitted <- if (task != "fit") quietly(lme4::lmer(formula, table))
with_tests <- if (task == "kenwardRoger") quietly(lmerTest::as_lmerModLmerTest(fitted))

# What is timed; gives the criterion reached, where there is one.
work <- switch(task,
  fit = function() REMLcrit(quietly(lme4::lmer(formula, table))),
  satterthwaite = function() { coef(summary(quietly(lmerTest::as_lmerModLmerTest(fitted)))); NA },
  kenwardRoger = function() { coef(summary(with_tests, ddf = "Kenward-Roger")); NA },
  profile = function() { quietly(confint(fitted, quiet = TRUE)); NA }
)

# The most memory this process has had, where the system tells (Linux).
peak_megabytes <- function() {
  status <- tryCatch(quietly(readLines("/proc/self/status")), error = function(e) character())
  line <- grep("^VmHWM", status, value = TRUE)
  if (length(line)) as.numeric(gsub("\\D", "", line)) / 1024 else NA
}

own_seconds <- function() { t <- proc.time(); t[["user.self"]] + t[["sys.self"]] }

measure <- function() {
  gc(FALSE)
  began <- own_seconds()
  repetitions <- 0
  repeat {
    criterion <- work()
    repetitions <- repetitions + 1
    seconds <- own_seconds() - began
    if (seconds >= cpu_seconds) break
  }
  list(seconds = seconds / repetitions, repetitions = repetitions, criterion = criterion, megabytes = peak_megabytes())
}

say <- function(fields) {
  values <- vapply(fields, function(v) if (is.na(v)) "null" else if (is.character(v)) paste0('"', v, '"') else format(v, digits = 15), "")
  cat("{", paste0('"', names(fields), '":', values, collapse = ","), "}\n", sep = "")
  flush(stdout())
}

say(list(ready = paste0("R ", getRversion(), ", lme4 ", packageVersion("lme4"), ", BLAS ", extSoftVersion()[["BLAS"]])))
input <- file("stdin", open = "r")
while (length(readLines(input, 1))) say(measure())
