import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/startServer.ts';

/** Files that cannot be read as data, each in its own way, by name. */
export function unreadableFiles(): string[] {
  return written({
    'empty.csv': '',
    'header-only.csv': 'school,pupil,score\n',
    'ragged.csv': 'a,b\n1,2\n3,4,5\n6,7,8,9\n',
    'binary.csv': Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256)),
    'damaged.xlsx': Buffer.from('PK\u0003\u0004 this was a workbook once'),
  });
}

/** 24 rows on which many a model cannot be fitted: `one` has one value, `still` is constant, `g` has 6 groups of 4. */
export function stubbornData(): string {
  const rows = Array.from({ length: 24 }, (_, i) => {
    const x = [1, 2, 3, 4, 5].map((k) => ((i * (7 + 2 * k) + k * k * i * i) % 13) - 6);
    return [((i * 37) % 11) / 3, ...x, 'k', 5, `g${i % 6}`].join(',');
  });
  return written({ 'stubborn.csv': `y,x1,x2,x3,x4,x5,one,still,g\n${rows.join('\n')}\n` })[0]!;
}

function written(files: Readonly<Record<string, string | Buffer>>): string[] {
  const folder = temporaryFolder();
  return Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  });
}
