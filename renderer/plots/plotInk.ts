/** The colours and letters of a plot, as the place that draws it has them: any CSS colours. */
export interface PlotInk {
  /** Tell apart what has no level, in order. */
  readonly series: readonly string[];
  /** Of the data's levels; the first is that of the rows. */
  readonly levels: readonly string[];
  readonly ink: string;
  /** Of axes and their titles. */
  readonly quiet: string;
  readonly grid: string;
  readonly ground: string;
  readonly font: string;
}

const SERIES = 8;
const LEVELS = 6;

/**
 * The colours of the tokens as they are in the page, or as they would be by day: pictures that leave the program are for white paper.
 */
export function inkOf(place: HTMLElement, scheme: 'here' | 'paper'): PlotInk {
  const probe = document.createElement('span');
  if (scheme === 'paper') probe.style.colorScheme = 'light';
  place.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const numbered = (token: string, count: number) => Array.from({ length: count }, (_, i) => colour(`${token}${i + 1}`));
  const ink = {
    series: numbered('series', SERIES),
    levels: numbered('level', LEVELS),
    ink: colour('ink'),
    quiet: colour('ink-2'),
    grid: colour('line'),
    ground: colour('panel'),
    font: getComputedStyle(place).fontFamily,
  };
  probe.remove();
  return ink;
}
