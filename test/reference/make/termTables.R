# Tests by term where combinations of levels are missing, products stand without their parts, and columns depend on others.
# On the sample files the program ships. Run: Rscript test/reference/make/termTables.R   (R with lme4, lmerTest, car, jsonlite)
suppressPackageStartupMessages({ library(jsonlite); library(lmerTest); library(car) })

args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))
sample <- function(file) read.csv(file.path(here, "..", "..", "..", "resources", "samples", paste0(file, ".csv")))

oats <- within(sample("Oats"), { dose <- factor(nitro); Variety <- factor(Variety); Block <- factor(Block) })
holes <- subset(oats, !(Variety == "Victory" & dose == "0.6") & !(Block == "I" & dose == "0"))
exam <- within(sample("Exam")[1:600, ], { school <- factor(school); schgend <- factor(schgend); sex <- factor(sex) })

tight <- lmerControl(optimizer = "nloptwrap", calc.derivs = FALSE,
  optCtrl = list(xtol_abs = 1e-12, ftol_abs = 1e-13, xtol_rel = 1e-12, ftol_rel = 1e-16, maxeval = 1e5))

number <- function(x) ifelse(is.finite(x), x, NA)
f_rows <- function(table) list(term = I(rownames(table)), numDf = I(number(table$NumDF)), denDf = I(number(table$DenDF)), F = I(number(table$`F value`)))
mixed <- function(id, data, formula) {
  fit <- suppressMessages(lmer(as.formula(formula), data = data, control = tight))
  list(id = id, formula = formula, I = f_rows(anova(fit, type = 1)), II = f_rows(anova(fit, type = 2)), III = f_rows(anova(fit, type = 3)))
}

squares <- function(term, table, column) list(term = I(term), df = I(table$Df), squares = I(number(table[[column]])))
line <- function(id, data, formula) {
  fit <- lm(as.formula(formula), data = data)
  two <- suppressMessages(Anova(fit, type = 2)); one <- drop1(fit, test = "F")
  list(id = id, formula = formula, II = squares(head(rownames(two), -1), two[-nrow(two), ], "Sum Sq"), drop1 = squares(rownames(one)[-1], one[-1, ], "Sum of Sq"))
}

values <- list(
  versions = list(R = R.version.string, lmerTest = as.character(packageVersion("lmerTest")), car = as.character(packageVersion("car"))),
  mixed = list(
    mixed("holes", holes, "yield ~ Variety * dose + (1 | Block)"),
    mixed("holes", holes, "yield ~ Variety:dose + (1 | Block)"),
    mixed("holes", holes, "yield ~ Variety * nitro - Variety + (1 | Block)"),
    mixed("holes", holes, "yield ~ Variety / nitro + (1 | Block)"),
    mixed("exam", exam, "normexam ~ poly(standLRT, 2) * sex + (1 | school)"),
    mixed("exam", exam, "normexam ~ scale(standLRT) * sex + schgend + (1 | school)")
  ),
  linear = list(
    line("holes", holes, "yield ~ Block * dose + Variety:nitro"),
    line("oats", oats, "yield ~ nitro + I(2 * nitro) + Block + dose")
  )
)
writeLines(toJSON(values, auto_unbox = TRUE, digits = NA, na = "null", pretty = TRUE), file.path(here, "..", "values", "termTables.json"))
