const SIGNIFICANT_DIGITS = 15;

/** A number as R writes it in names and levels: 15 significant digits, `1e+05` where that is shorter than `100000`. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  if (value === 0) return '0';
  const { digits, exponent } = significand(value);
  const decimals = Math.max(0, digits.length - exponent - 1);
  const fixedWidth = Math.max(1, exponent + 1) + (decimals > 0 ? decimals + 1 : 0);
  const sign = value < 0 ? '-' : '';
  const scientific = scientificText(digits, exponent);
  return sign + (fixedWidth <= scientific.length ? Math.abs(value).toFixed(decimals) : scientific);
}

function significand(value: number): { digits: string; exponent: number } {
  const [mantissa, exponent] = Math.abs(value)
    .toExponential(SIGNIFICANT_DIGITS - 1)
    .split('e');
  return { digits: mantissa.replace('.', '').replace(/0+$/, ''), exponent: Number(exponent) };
}

function scientificText(digits: string, exponent: number): string {
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
