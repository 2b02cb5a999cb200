# Writes the sample files of the welcome page from the R packages they come from:
#   Rscript resources/samples/export.R resources/samples
# Every file is UTF-8 with a comma, a header and bare NA; codebook.json beside them says what each column means.
suppressPackageStartupMessages({ library(nlme); library(lme4); library(mlmRev) })
folder <- commandArgs(trailingOnly = TRUE)[1]

save_sample <- function(data, name) {
  write.csv(data, file.path(folder, paste0(name, ".csv")), row.names = FALSE, fileEncoding = "UTF-8", eol = "\n")
}

pupils <- as.data.frame(nlme::MathAchieve)
schools <- as.data.frame(nlme::MathAchSchool)
hsb <- merge(pupils, schools[, setdiff(names(schools), "MEANSES")], by = "School", sort = FALSE)
hsb <- hsb[order(as.integer(as.character(hsb$School))), ]
hsb <- hsb[, c("School", "Minority", "Sex", "SES", "MathAch", "MEANSES", "Size", "Sector", "PRACAD", "DISCLIM", "HIMINTY")]

save_sample(hsb, "hsb")
save_sample(lme4::sleepstudy, "sleepstudy")
save_sample(mlmRev::Exam, "Exam")
save_sample(lme4::Penicillin, "Penicillin")
save_sample(lme4::Pastes, "Pastes")
save_sample(as.data.frame(nlme::Oats), "Oats")
