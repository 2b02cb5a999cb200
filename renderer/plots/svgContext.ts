/**
 * A canvas context that writes down what is drawn as SVG: the part of it that chart.js's axes and our painters use. It makes text, no
 * elements: the page's content security policy refuses style attributes, which the SVG canvases to be had rely on.
 */

/** Width of a text in pixels, at a CSS font. */
export type MeasureText = (font: string, text: string) => number;

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** What `save` keeps. */
const kept = [
  'matrix',
  'clipPath',
  'fillStyle',
  'strokeStyle',
  'lineWidth',
  'lineCap',
  'lineJoin',
  'lineDashOffset',
  'globalAlpha',
  'font',
  'textAlign',
  'textBaseline',
  'dash',
] as const;

type Kept = Pick<SvgContext, (typeof kept)[number]>;

export class SvgContext {
  readonly canvas: { width: number; height: number; getContext: () => SvgContext };
  readonly #size: { readonly width: number; readonly height: number };
  readonly #measure: MeasureText;
  readonly #marks: string[] = [];
  readonly #clips: string[] = [];
  readonly #kept: Kept[] = [];
  #path = '';

  fillStyle = '#000';
  strokeStyle = '#000';
  lineWidth = 1;
  lineCap = 'butt';
  lineJoin = 'miter';
  lineDashOffset = 0;
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign = 'start';
  textBaseline = 'alphabetic';
  matrix: Matrix = identity;
  clipPath: string | null = null;
  dash: readonly number[] = [];

  constructor(width: number, height: number, measure: MeasureText) {
    this.#size = { width, height };
    this.#measure = measure;
    this.canvas = { width, height, getContext: () => this };
  }

  /** The whole picture as the text of a file. `title` is what it shows, for those who do not see it. */
  toSvg(title: string): string {
    const { width, height } = this.#size;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
      `<title>${escaped(title)}</title>`,
      ...(this.#clips.length ? [`<defs>${this.#clips.join('')}</defs>`] : []),
      ...this.#marks,
      '</svg>',
    ].join('\n');
  }

  save(): void {
    this.#kept.push(Object.fromEntries(kept.map((name) => [name, this[name]])) as unknown as Kept);
  }
  restore(): void {
    Object.assign(this, this.#kept.pop());
  }

  setTransform(...matrix: Matrix): void {
    this.matrix = matrix;
  }
  resetTransform(): void {
    this.matrix = identity;
  }
  translate(x: number, y: number): void {
    this.#multiply([1, 0, 0, 1, x, y]);
  }
  rotate(angle: number): void {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.#multiply([cos, sin, -sin, cos, 0, 0]);
  }
  scale(x: number, y: number): void {
    this.#multiply([x, 0, 0, y, 0, 0]);
  }

  beginPath(): void {
    this.#path = '';
  }
  moveTo(x: number, y: number): void {
    this.#path += `M${this.#at(x, y)}`;
  }
  lineTo(x: number, y: number): void {
    this.#path += `${this.#path ? 'L' : 'M'}${this.#at(x, y)}`;
  }
  closePath(): void {
    this.#path += 'Z';
  }
  bezierCurveTo(...[a, b, c, d, x, y]: [number, number, number, number, number, number]): void {
    this.#path += `C${this.#at(a, b)} ${this.#at(c, d)} ${this.#at(x, y)}`;
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.#path += this.#rectangle(x, y, width, height);
  }
  /** Circles come as two halves. */
  arc(x: number, y: number, radius: number, from: number, to: number, backwards = false): void {
    const turn = backwards ? 0 : 1;
    const point = (angle: number) => this.#at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    const isWhole = Math.abs(to - from) >= 2 * Math.PI - 1e-9;
    const stops = isWhole ? [from + Math.PI, from + 2 * Math.PI] : [to];
    const large = !isWhole && Math.abs(to - from) > Math.PI ? 1 : 0;
    this.#path += `${this.#path && !isWhole ? 'L' : 'M'}${point(from)}`;
    for (const stop of stops) this.#path += `A${short(radius)} ${short(radius)} 0 ${large} ${turn} ${point(stop)}`;
  }

  fill(): void {
    this.#mark(`<path d="${this.#path}" ${this.#fill()}`);
  }
  stroke(): void {
    this.#mark(`<path d="${this.#path}" ${this.#stroke()}`);
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.#mark(`<path d="${this.#rectangle(x, y, width, height)}" ${this.#fill()}`);
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#mark(`<path d="${this.#rectangle(x, y, width, height)}" ${this.#stroke()}`);
  }
  /** The picture begins empty. */
  clearRect(): void {}
  clip(): void {
    const id = `clip${this.#clips.length + 1}`;
    this.#clips.push(`<clipPath id="${id}"><path d="${this.#path}"/></clipPath>`);
    this.clipPath = id;
  }

  setLineDash(dash: readonly number[]): void {
    this.dash = [...dash];
  }
  getLineDash(): number[] {
    return [...this.dash];
  }

  measureText(text: string): { readonly width: number } {
    return { width: this.#measure(this.font, text) };
  }
  strokeText(): void {}
  fillText(text: string, x: number, y: number): void {
    const { matrix, font, textAlign, textBaseline } = this;
    const { size, family, weight } = parsedFont(font);
    const [a, b] = matrix;
    const turned = Math.atan2(b, a);
    const [left, top] = this.#place(x, y + size * (RAISED[textBaseline] ?? 0));
    const turn =
      Math.abs(turned) > 1e-6 ? ` transform="rotate(${short((turned * 180) / Math.PI)} ${short(left)} ${short(top)})"` : '';
    const face = `font-family="${escaped(family)}" font-size="${short(size)}"${weight ? ` font-weight="${weight}"` : ''}`;
    this.#mark(
      `<text x="${short(left)}" y="${short(top)}" text-anchor="${ANCHORS[textAlign] ?? 'start'}" ${face}${turn} ${this.#fill()}`,
      `${escaped(text)}</text>`,
    );
  }

  #multiply([a, b, c, d, e, f]: Matrix): void {
    const [A, B, C, D, E, F] = this.matrix;
    this.matrix = [A * a + C * b, B * a + D * b, A * c + C * d, B * c + D * d, A * e + C * f + E, B * e + D * f + F];
  }
  #place(x: number, y: number): [number, number] {
    const [a, b, c, d, e, f] = this.matrix;
    return [a * x + c * y + e, b * x + d * y + f];
  }
  #at(x: number, y: number): string {
    const [left, top] = this.#place(x, y);
    return `${short(left)} ${short(top)}`;
  }
  #rectangle(x: number, y: number, width: number, height: number): string {
    return `M${this.#at(x, y)}L${this.#at(x + width, y)}L${this.#at(x + width, y + height)}L${this.#at(x, y + height)}Z`;
  }

  #fill(): string {
    return `fill="${opaque(this.fillStyle)}"${this.#opacity('fill', this.fillStyle)}`;
  }
  #stroke(): string {
    const { strokeStyle, lineWidth, lineCap, lineJoin, dash } = this;
    const dashes = dash.length ? ` stroke-dasharray="${dash.map(short).join(' ')}"` : '';
    const ends = `${lineCap === 'butt' ? '' : ` stroke-linecap="${lineCap}"`}${lineJoin === 'miter' ? '' : ` stroke-linejoin="${lineJoin}"`}`;
    return `fill="none" stroke="${opaque(strokeStyle)}" stroke-width="${short(lineWidth)}"${dashes}${ends}${this.#opacity('stroke', strokeStyle)}`;
  }
  #opacity(of: 'fill' | 'stroke', colour: string): string {
    const opacity = alphaOf(colour) * this.globalAlpha;
    return opacity < 1 ? ` ${of}-opacity="${short(opacity)}"` : '';
  }
  #mark(open: string, inner = ''): void {
    const clip = this.clipPath ? ` clip-path="url(#${this.clipPath})"` : '';
    this.#marks.push(inner ? `${open}${clip}>${inner}` : `${open}${clip}/>`);
  }
}

/** How far below the given height a text's own line lies, in font sizes. */
const RAISED: Readonly<Record<string, number>> = { top: 0.8, hanging: 0.8, middle: 0.35, bottom: -0.2, ideographic: -0.2 };
const ANCHORS: Readonly<Record<string, string>> = { center: 'middle', right: 'end', end: 'end' };

const short = (value: number): string => String(Math.round(value * 100) / 100);

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

function parsedFont(font: string): { size: number; family: string; weight: string } {
  const [, before = '', size = '10', family = 'sans-serif'] = /^(.*?)([\d.]+)px(?:\/\S+)?\s+(.*)$/.exec(font) ?? [];
  const [weight = ''] = /\b(bold|[1-9]00)\b/.exec(before) ?? [];
  return { size: Number(size), family, weight };
}

const channels = (colour: string): string[] | null =>
  /^rgba?\(([^)]+)\)$/
    .exec(colour)?.[1]
    .split(/[\s,/]+/)
    .filter(Boolean) ?? null;

/** Programs that read SVG know hexadecimal colours best, with opacity apart. */
function opaque(colour: string): string {
  const parts = channels(colour);
  if (!parts) return colour;
  return `#${parts
    .slice(0, 3)
    .map((part) => Math.round(Number(part)).toString(16).padStart(2, '0'))
    .join('')}`;
}

function alphaOf(colour: string): number {
  const alpha = channels(colour)?.[3];
  if (alpha === undefined) return colour === 'transparent' ? 0 : 1;
  return alpha.endsWith('%') ? Number(alpha.slice(0, -1)) / 100 : Number(alpha);
}
