import { describe, expect, it } from 'vitest';
import { lastTop, scrolledTop, spacerHeight, TALLEST, thumbFor } from '../../../renderer/sheet/scaledScroll.ts';

const small = { total: 26_000, view: 700 };
const huge = { total: 26_000_000, view: 700 };

describe('a sheet that fits in an element', () => {
  it('scrolls pixel by pixel with its thumb', () => {
    expect(spacerHeight(small)).toBe(26_000);
    expect(scrolledTop(small, { top: 100, thumb: 100 }, 20_000)).toBe(20_000);
    expect(thumbFor(small, 1234)).toBe(1234);
  });

  it('does not scroll where everything is in sight', () => {
    expect(scrolledTop({ total: 300, view: 700 }, { top: 0, thumb: 0 }, 0)).toBe(0);
    expect(thumbFor({ total: 300, view: 700 }, 50)).toBe(0);
  });
});

describe('a sheet taller than an element may be', () => {
  it('is never laid out taller than the browser can', () => {
    expect(spacerHeight(huge)).toBe(TALLEST);
  });

  it('moves by as many pixels as the wheel does', () => {
    expect(scrolledTop(huge, { top: 5_000_000, thumb: 1_500_000 }, 1_500_120)).toBe(5_000_120);
    expect(scrolledTop(huge, { top: 5_000_000, thumb: 1_500_000 }, 1_499_880)).toBe(4_999_880);
  });

  it('goes in proportion where the thumb is dragged', () => {
    const half = (TALLEST - huge.view) / 2;
    expect(scrolledTop(huge, { top: 0, thumb: 0 }, half)).toBeCloseTo(lastTop(huge) / 2, 3);
  });

  it('reaches the first and the last row exactly', () => {
    expect(scrolledTop(huge, { top: 900, thumb: 300 }, 0)).toBe(0);
    expect(scrolledTop(huge, { top: 25_000_000, thumb: TALLEST - 900 }, TALLEST - huge.view)).toBe(lastTop(huge));
  });

  it('never leaves the content when steps add up past an end', () => {
    expect(scrolledTop(huge, { top: 50, thumb: 4000 }, 3000)).toBe(0);
  });

  it('puts the thumb where it leads back to the same place', () => {
    const thumb = thumbFor(huge, 13_000_000);
    expect(scrolledTop(huge, { top: 0, thumb: 0 }, thumb)).toBeCloseTo(13_000_000, 3);
  });
});
