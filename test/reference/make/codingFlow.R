# Two models on hsb, coded and centred in the model: values/codingFlow.json.
# Run: Rscript test/reference/make/codingFlow.R
suppressMessages({library(jsonlite); library(lmerTest)})

args <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", args, value = TRUE)))
d <- read.csv(file.path(here, "../../../resources/samples/hsb.csv"), stringsAsFactors = TRUE)
d$School <- factor(d$School)
d$SES_between <- ave(d$SES, d$School)
d$SES_within <- d$SES - d$SES_between
d$Sector <- relevel(d$Sector, ref = "Public")

described <- function(model) {
  table <- coef(summary(model))
  sds <- as.data.frame(VarCorr(model))
  list(names = rownames(table), estimate = table[, 1], se = table[, 2], df = table[, 3], p = table[, 5], AIC = AIC(model),
       sds = setNames(as.list(sds$sdcor), ifelse(is.na(sds$var1), sds$grp, paste(sds$grp, sds$var1))))
}
control <- lmerControl(optCtrl = list(ftol_abs = 1e-14, xtol_abs = 1e-12, maxeval = 10000), optimizer = "nloptwrap")
write_json(list(
  produced_by = list(R = R.version.string, lmerTest = as.character(packageVersion("lmerTest"))),
  reference = described(lmer(MathAch ~ Sector + (1 | School), d, control = control)),
  within = described(lmer(MathAch ~ SES_within + SES_between + Sector + (1 | School), d, control = control))),
  file.path(here, "..", "values", "codingFlow.json"), digits = I(17), auto_unbox = TRUE)
