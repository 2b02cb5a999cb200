/**
 * Cases of the shared suite whose quantities the data do not determine: the criterion is flat along a ridge, and R's numbers are the
 * point of it where its optimiser stopped. What is identified is held to R all the same: criterion and fixed effects.
 */
export const argued: Readonly<Record<string, string>> = {
  sleep_int_group:
    'Subject:Days has one row per level, so its variance and the residual’s enter only as a sum: R 479.991 + 480.465, Terrace 33.486 + 926.971, both 960.457.',
  awk_dup_terms:
    'Subject has an intercept and an intercept per category of early, three variances for two: only sums are determined, R 637.923 + 259.367, Terrace 639.150 + 258.139, both 897.289.',
  orthodont_sexslope:
    'Sex does not vary within a subject, so the covariance of its two random columns never enters the likelihood: R 1.1498, Terrace 0.',
};
