/**
 * A plot as a file: drawn anew on white paper, at a size of its own, with its title and legend.
 */
import { BasicPlatform, Chart } from 'chart.js';
import type { PlotBlock } from '../../engine/contract/index.ts';
import { chartConfig } from './chartConfig.ts';
import type { PlotInk } from './plotInk.ts';
import { SvgContext, type MeasureText } from './svgContext.ts';

export interface ImageWishes {
  readonly ink: PlotInk;
  readonly hidden: ReadonlySet<number>;
  /** In pixels of the page. */
  readonly width?: number;
  readonly height?: number;
}

const WIDTH = 720;
const HEIGHT = 480;
/** Dots of a picture per pixel: 720 pixels are 6 inches at 300 dots. */
const DOTS = 2.5;

export function svgOf(
  block: PlotBlock,
  { width = WIDTH, height = HEIGHT, ...wishes }: ImageWishes,
  measure: MeasureText,
): string {
  const context = new SvgContext(width, height, measure);
  const chart = drawnOn(context.canvas as unknown as HTMLCanvasElement, block, wishes, 1);
  const svg = context.toSvg(`${block.title}. ${block.description}`);
  chart.destroy();
  return svg;
}

export async function pngOf(block: PlotBlock, { width = WIDTH, height = HEIGHT, ...wishes }: ImageWishes): Promise<Blob> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const chart = drawnOn(canvas, block, wishes, DOTS);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  chart.destroy();
  if (!blob) throw new Error('The canvas gave no picture.');
  return blob;
}

/** Widths as this browser's letters have them. */
export function measureHere(): MeasureText {
  const context = document.createElement('canvas').getContext('2d')!;
  return (font, text) => {
    context.font = font;
    return context.measureText(text).width;
  };
}

/** To be destroyed once the picture is taken, and no earlier: that empties the canvas. */
function drawnOn(canvas: HTMLCanvasElement, block: PlotBlock, { ink, hidden }: ImageWishes, dots: number): Chart<'scatter'> {
  const config = chartConfig({ plot: block.plot, ink, hidden, title: block.title });
  return new Chart(canvas, {
    ...config,
    platform: BasicPlatform,
    options: { ...config.options, responsive: false, devicePixelRatio: dots },
  });
}
