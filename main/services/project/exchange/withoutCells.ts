import type { Block, FitResult, Notice, Report } from '../../../../engine/contract/index.ts';
import { exchangeWords as words } from '../../../../engine/text/exchange.ts';
import { tellsCells } from './cellWords.ts';
import type { CellWords } from './cellWords.ts';

/** Rows below which the random projection of a fit's columns could be turned back into them. */
const FEW_ROWS = 200;

/**
 * A fit without what speaks of single rows or groups: the effects of the groups, and notices that name one. Estimates, tests and the categories of
 * predictors stay.
 */
export function fitWithoutCells(fit: FitResult, cells: CellWords): FitResult {
  const conditionalModes = fit.conditionalModes.map((modes) => ({ ...modes, levels: [], values: [], sd: [] }));
  const { fixedSketch, ...rest } = fit;
  const sketch = fixedSketch && fit.nobs >= FEW_ROWS ? { fixedSketch } : {};
  return { ...rest, ...sketch, conditionalModes, notices: noticesWithoutCells(fit.notices, cells) };
}

export function noticesWithoutCells(notices: readonly Notice[], cells: CellWords): Notice[] {
  return notices
    .filter(({ message, remedy }) => !tellsCells([message, remedy], cells))
    .map((notice) => (tellsCells(notice.details, cells) ? { ...notice, details: {} } : notice));
}

/** A report whose blocks that show single rows or groups are replaced by words that say so. */
export function reportWithoutCells(report: Report, cells: CellWords): Report {
  return { ...report, blocks: report.blocks.map((block) => blockWithoutCells(block, cells)) };
}

function blockWithoutCells(block: Block, cells: CellWords): Block {
  switch (block.kind) {
    case 'group':
      return { ...block, blocks: block.blocks.map((inner) => blockWithoutCells(inner, cells)) };
    case 'plot':
      return showsRows(block) || tellsCells(block, cells) ? leftOut(block) : block;
    case 'notice':
      return noticesWithoutCells([block.notice], cells).length === 0
        ? leftOut({ ...block, title: '' })
        : { ...block, notice: noticesWithoutCells([block.notice], cells)[0] };
    case 'table':
    case 'text':
    case 'syntax':
      return tellsCells(block, cells) ? leftOut(block) : block;
  }
}

/** Points stand for rows or groups wherever there are such. */
const showsRows = ({ plot }: Extract<Block, { kind: 'plot' }>): boolean =>
  plot.layers.some((layer) => layer.kind === 'points' || (layer.kind === 'line' && layer.faint));

const leftOut = ({ id, title }: { id: string; title: string }): Block => ({
  kind: 'text',
  id,
  title,
  paragraphs: [words.leftOut],
});
