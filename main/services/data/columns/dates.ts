const patterns = [
  /^\d{4}-\d{1,2}-\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?$/,
  /^\d{1,2}\.\d{1,2}\.\d{2,4}$/,
  /^\d{1,2}\/\d{1,2}\/\d{2,4}$/,
  /^\d{4}\/\d{1,2}\/\d{1,2}$/,
];

/** Whether all labels are written like dates: ISO 8601, 31.12.2024, 12/31/2024 or 2024/12/31. */
export const looksLikeDates = (labels: readonly string[]): boolean =>
  labels.length > 0 && labels.every((label) => patterns.some((pattern) => pattern.test(label)));
