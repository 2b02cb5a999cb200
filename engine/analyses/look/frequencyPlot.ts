import type { Block, ColumnTable } from '../../contract/index.ts';
import { frequencies } from '../../describe/frequencies.ts';
import { lookWords as words } from '../../text/look.ts';
import { categoriesNamed } from './columns.ts';

/** Bars drawn; a table goes with them. */
const MOST_BARS = 60;

/** A bar a category, as high as its rows are many, in the order of the categories. */
export function frequencyPlot(data: ColumnTable, name: string): Block[] {
  const { levels } = frequencies(categoriesNamed(data, name));
  const drawn = levels.slice(0, MOST_BARS);
  if (drawn.length === 0) return [];
  const most = levels.reduce((a, b) => (b.count > a.count ? b : a));
  return [
    {
      kind: 'plot',
      id: `bars-${name}`,
      title: name,
      plot: {
        x: { kind: 'category', title: name, categories: drawn.map(({ label }) => label) },
        y: { kind: 'number', title: words.rowsAxis, fromZero: true },
        series: [],
        layers: [
          {
            kind: 'bars',
            series: null,
            from: drawn.map((_, i) => i - BAR / 2),
            to: drawn.map((_, i) => i + BAR / 2),
            height: drawn.map(({ count }) => count),
          },
        ],
      },
      description: words.describedBars(name, levels.length, most.label),
      notes: drawn.length < levels.length ? [words.farBars(drawn.length, levels.length)] : [],
    },
  ];
}

/** Width of a bar as a share of its place. */
const BAR = 0.8;
