const PLUS = '<mo>+</mo>';
const START = /^<math[^>]*>/;

/**
 * An equation's MathML as several, parted before each plus, so that a long one goes on in the next line: browsers do not break
 * a formula themselves.
 */
export function breakableEquation(mathml: string): string {
  const start = START.exec(mathml)?.[0] ?? '<math>';
  return mathml.split(PLUS).join(`</math><wbr>${start}<mo form="infix">+</mo>`);
}
