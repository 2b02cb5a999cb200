/**
 * Johnson and Neyman's bounds as a table and in words.
 */
import type { Block } from '../../../contract/index.ts';
import { simpleSlopeWords as words } from '../../../text/means.ts';
import { plain } from '../../../text/words.ts';
import { formatNumber } from '../../../report/index.ts';
import { table } from '../table.ts';
import type { Tested } from '../tests/testMethod.ts';
import type { ModeratedSlope, Moderation, Region, Sign } from './moderation.ts';

export function moderationBlocks(found: Moderation, asked: ModeratedSlope, tested: Tested): Block[] {
  return [
    table({
      id: 'johnson-neyman',
      title: words.regions,
      columns: [
        { id: 'sign', title: words.slope, format: 'text' },
        { id: 'from', title: words.from, format: 'estimate', over: asked.moderator },
        { id: 'to', title: words.to, format: 'estimate', over: asked.moderator },
        { id: 'share', title: words.share, format: 'share' },
      ],
      rows: found.regions.map(({ from, to, sign, share }, i) => ({
        id: String(i),
        label: words[sign],
        cells: { from, to, share },
      })),
      notes: [words.method, ...notesOf(found, asked), words.rows, ...tested.notes],
    }),
    { kind: 'text', id: 'johnson-neyman-words', title: words.inWords, paragraphs: paragraphsOf(found, asked) },
  ];
}

function notesOf(found: Moderation, { of, moderator, controlFalseDiscoveries }: ModeratedSlope): string[] {
  const notes = found.isConstant ? [words.constant(plain(of), plain(moderator))] : [];
  if (!found.isConstant && found.regions.length === 1) notes.push(words.noBound);
  if (found.outside.length) notes.push(words.outside(found.outside.map(shown)));
  if (controlFalseDiscoveries) notes.push(found.level > 0 ? words.fdrLevel(found.level) : words.fdrNothing);
  return notes;
}

function paragraphsOf({ regions }: Moderation, { of, moderator }: ModeratedSlope): string[] {
  const [x, z] = [plain(of), plain(moderator)];
  if (regions.length === 1) {
    const [{ sign }] = regions;
    return [sign === 'none' || sign === 'unknown' ? words.nowhere(x, z) : words.everywhere(x, z, spokenSign(sign))];
  }
  return regions.map((region, i) =>
    words.region(x, z, whereOf(region, i, regions.length), spokenSign(region.sign), `${Math.round(100 * region.share)} %`),
  );
}

function whereOf({ from, to }: Region, i: number, count: number): string {
  if (i === 0) return words.below(shown(to));
  return i === count - 1 ? words.above(shown(from)) : words.between(shown(from), shown(to));
}

function spokenSign(sign: Sign): string {
  return sign === 'positive' || sign === 'negative' ? words.distinguished(words[sign]) : words.undistinguished;
}

function shown(value: number): string {
  return formatNumber(value, 'estimate');
}
