/** How a table of models shares its place: the names first, then as many whole models as there is room for. */
export interface ColumnWidths {
  /** Pixels of the column of names. */
  readonly first: number;
  /** Pixels of every model's column. */
  readonly model: number;
  /** Models in sight at once. */
  readonly inSight: number;
}

/** Pixels that the names give up last, and that a model's column never grows beyond. */
const FEWEST_FOR_NAMES = 140;
const MOST_FOR_MODEL = 180;

/**
 * Widths in whole pixels. Where some models are out of sight, those in sight end exactly where the frame does, so that no number is
 * ever cut in half; where all are in sight the rest of the frame stays empty, and a further model moves none of them.
 *
 * frame   pixels in all
 * names   pixels that the names would fill
 * model   pixels that the widest model needs
 */
export function columnWidths(frame: number, names: number, model: number, models: number): ColumnWidths {
  const fewest = Math.min(names, FEWEST_FOR_NAMES);
  const inSight = Math.max(1, Math.min(models, Math.floor((frame - fewest) / model)));
  const first = Math.max(fewest, Math.min(names, frame - inSight * model));
  const width = Math.max(model, Math.min(MOST_FOR_MODEL, Math.floor((frame - first) / inSight)));
  const rest = inSight < models ? frame - inSight * width : first;
  return { first: Math.max(fewest, rest), model: width, inSight };
}
