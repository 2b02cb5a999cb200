/**
 * A scrollbar for content taller than a browser lets an element be. The spacer is never taller than `TALLEST`; `top` is where the view
 * really is in the content, `thumb` what the browser says. Small steps (wheel, touch) move the content pixel by pixel, large ones
 * (dragging the thumb) in proportion.
 */
export interface Extent {
  /** Height of the whole content, in pixels. */
  readonly total: number;
  /** Height of what is in sight of it. */
  readonly view: number;
}

/** Chromium lays out at most 2^25 physical pixels; this leaves room for 400 % zoom. */
export const TALLEST = 8_000_000;

export const spacerHeight = ({ total }: Extent): number => Math.min(total, TALLEST);

/** Where the view is after the browser has scrolled from `before.thumb` to `thumb`. */
export function scrolledTop(extent: Extent, before: { readonly top: number; readonly thumb: number }, thumb: number): number {
  const { range, thumbRange } = ranges(extent);
  if (thumb <= 0 || thumbRange === 0) return 0;
  if (thumb >= thumbRange - 0.5) return range;
  if (range === thumbRange) return thumb;
  const step = thumb - before.thumb;
  const bySteps = Math.abs(step) <= 2 * extent.view;
  return clamp(bySteps ? before.top + step : (thumb * range) / thumbRange, range);
}

/** Where the browser's thumb belongs for a view at `top`. */
export function thumbFor(extent: Extent, top: number): number {
  const { range, thumbRange } = ranges(extent);
  return range === 0 ? 0 : (clamp(top, range) * thumbRange) / range;
}

/** The furthest the view can go. */
export const lastTop = (extent: Extent): number => ranges(extent).range;

function ranges(extent: Extent) {
  return { range: Math.max(0, extent.total - extent.view), thumbRange: Math.max(0, spacerHeight(extent) - extent.view) };
}

const clamp = (top: number, range: number) => Math.min(range, Math.max(0, top));
