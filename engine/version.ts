/** Stands beside every fit, so that a later version knows which engine made it. */
export const engineVersion = '0.1.0';
