import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../engine/contract/index.ts';
import { parseExpression, parseFormula, printExpression, printFormula, type Expression } from '../../../engine/formula/index.ts';

/** The tree with every operator's operands in brackets: precedence made visible. */
function shape(node: Expression): string {
  switch (node.kind) {
    case 'binary':
      return `[${shape(node.left)} ${node.operator} ${shape(node.right)}]`;
    case 'unary':
      return `[${node.operator} ${shape(node.operand)}]`;
    case 'parens':
      return `(${shape(node.inner)})`;
    case 'call':
      return `${node.name}{${node.args.map(({ name, value }) => (name ? `${name}=` : '') + shape(value)).join(', ')}}`;
    case 'text':
      return `'${node.value}'`;
    case 'number':
      return String(node.value) + (node.integer ? 'L' : '');
    default:
      return node.name;
  }
}

function failureIn(text: string) {
  try {
    parseFormula(text);
  } catch (thrown) {
    return failureOf(thrown);
  }
  return null;
}

describe('precedence is R’s', () => {
  it.each(
    `
    a + b - c            [[a + b] - c]
    a + b * c            [a + [b * c]]
    a * b / c            [[a * b] / c]
    a * b:c              [a * [b : c]]
    a %in% b * c         [[a %in% b] * c]
    a %in% b:c           [a %in% [b : c]]
    a:b:c                [[a : b] : c]
    -a:b                 [[- a] : b]
    -a^2                 [- [a ^ 2]]
    a^b^c                [a ^ [b ^ c]]
    a^-b:c               [[a ^ [- b]] : c]
    a**2                 [a ^ 2]
    a:b^2                [a : [b ^ 2]]
    x %% 2 + 1           [[x %% 2] + 1]
    x %/% 2 * 3          [[x %/% 2] * 3]
    !a & b               [[! a] & b]
    !a == b              [! [a == b]]
    a & b | c & d        [[a & b] | [c & d]]
    a == 1 & b != 2      [[a == 1] & [b != 2]]
    a + 1 > b            [[a + 1] > b]
    1 + x | g            [[1 + x] | g]
    1 + x || a/b         [[1 + x] || [a / b]]
    1 | a:b              [1 | [a : b]]
    (a + b)^2 - a        [[([a + b]) ^ 2] - a]
    log(x + 1, base=2)   log{[x + 1], base=2}
    f()                  f{}
    1e-3 + .5 + 0x1F + 2L  [[[0.001 + 0.5] + 31] + 2L]
    'a"b' == "c'd"       ['a"b' == 'c'd']
    TRUE & NA            [TRUE & NA]
    \`a b\` + x.1 + .y_2   [[a b + x.1] + .y_2]
    größe + 年齢 + पुल       [[größe + 年齢] + पुल]`
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s{2,}/)),
  )('%s', (text, want) => {
    expect(shape(parseExpression(text))).toBe(want);
  });
});

describe('every node knows its place in the text', () => {
  it('from its first to its last character', () => {
    const text = 'log(y) ~ `a b` * poly(x, 2) + (1 | g)';
    const { outcome, right } = parseFormula(text);
    const pieces: string[] = [];
    const collect = (node: Expression): void => {
      pieces.push(text.slice(node.start, node.end));
      if (node.kind === 'binary') [node.left, node.right].forEach(collect);
      if (node.kind === 'parens') collect(node.inner);
      if (node.kind === 'call') node.args.forEach(({ value }) => collect(value));
    };
    collect(outcome!);
    collect(right);
    expect(pieces).toEqual([
      'log(y)',
      'y',
      '`a b` * poly(x, 2) + (1 | g)',
      '`a b` * poly(x, 2)',
      '`a b`',
      'poly(x, 2)',
      'x',
      '2',
      '(1 | g)',
      '1 | g',
      '1',
      'g',
    ]);
  });
});

describe('what cannot be read is refused with its place', () => {
  it.each([
    ['', 'formula.empty', 0, 0],
    ['   ', 'formula.empty', 0, 3],
    ['y', 'formula.no-tilde', 1, 1],
    ['y ~', 'formula.unexpected-end', 3, 3],
    ['y ~ x +', 'formula.unexpected-end', 7, 7],
    ['y ~ x ~ z', 'formula.second-tilde', 6, 7],
    ['y ~ x)', 'formula.unexpected', 5, 6],
    ['y ~ (x + z', 'formula.unclosed', 4, 5],
    ['y ~ log(x', 'formula.unclosed', 7, 8],
    ['y ~ `x', 'formula.unclosed', 4, 6],
    ['y ~ x == "a', 'formula.unclosed', 9, 11],
    ['y ~ ``', 'formula.empty-name', 4, 6],
    ['y ~ x z', 'formula.unexpected', 6, 7],
    ['y ~ * x', 'formula.unexpected', 4, 5],
    ['y z ~ x', 'formula.unexpected', 2, 3],
    ['y ~ x ++ * z', 'formula.unexpected', 9, 10],
    ['y ~ x @ z', 'formula.character', 6, 7],
    ['y ~ x − z', 'formula.character', 6, 7],
    ['y ~ 😀', 'formula.character', 4, 6],
    ['y ~ a %of% b', 'formula.unknown-operator', 6, 10],
    ['y ~ if', 'formula.unexpected', 4, 6],
    ['y ~ log(x,)', 'formula.unexpected', 10, 11],
  ])('%s', (text, code, start, end) => {
    const failure = failureIn(text);
    expect(failure?.code).toBe(code);
    expect(failure?.details).toMatchObject({ start, end });
    expect(failure?.remedy).not.toBe('');
  });

  it('two hundred parentheses inside each other', () => {
    expect(failureIn(`y ~ ${'('.repeat(500)}x${')'.repeat(500)}`)?.code).toBe('formula.too-deep');
  });

  it('says what to type for a look-alike character', () => {
    expect(failureIn('y ~ x × z')?.remedy).toBe('Type * instead.');
  });
});

describe('printing', () => {
  it.each([
    ['y~x+(1|g)', 'y ~ x + (1 | g)'],
    ['~x', '~x'],
    ['y ~ poly(x,3,raw=TRUE)', 'y ~ poly(x, 3, raw = TRUE)'],
    ['y~I(x ^ 2)+I(x / 2)+I(1e5*x)', 'y ~ I(x^2) + I(x/2) + I(1e+05 * x)'],
    ["y~f%in%c('a','b\"')", 'y ~ f %in% c("a", "b\\"")'],
    ['`a b`~`TRUE`+`x`+`.`', '`a b` ~ `TRUE` + x + .'],
    ['y ~ `we``ird`', null],
  ])('%s', (text, want) => {
    if (want === null) expect(failureIn(text)).not.toBeNull();
    else expect(printFormula(parseFormula(text))).toBe(want);
  });

  it('puts parentheses where a tree made by hand needs them', () => {
    const name = (text: string): Expression => ({ kind: 'name', name: text, start: 0, end: 0 });
    const sum: Expression = { kind: 'binary', operator: '+', left: name('a'), right: name('b'), start: 0, end: 0 };
    const product: Expression = { kind: 'binary', operator: '*', left: sum, right: sum, start: 0, end: 0 };
    expect(printExpression(product)).toBe('(a + b) * (a + b)');
    expect(printExpression({ kind: 'binary', operator: '-', left: sum, right: sum, start: 0, end: 0 })).toBe('a + b - (a + b)');
  });
});
