import fs from 'node:fs';
import { createProject, openProject, systemClock } from '../../../../main/services/project/index.ts';
import { doNth } from './nthChange.ts';

/**
 * A program that changes a project as fast as it can and says so after each change is acknowledged; made to be killed.
 * Arguments: data folder, project file, staging file; with a staging file it begins a project, otherwise it just opens and waits.
 */
const [dataFolder, file, staging] = process.argv.slice(2);
let ids = 0;
const around = { dataFolder, clock: systemClock, newId: () => `${process.pid}-${Date.now()}-${++ids}` };

if (staging) {
  const project = await createProject(around);
  const { tableId } = await project.adoptStaging(staging);
  await project.saveAs(file, true);
  for (let n = 0; ; n++) {
    await doNth(project, tableId, n);
    fs.writeSync(1, `${n}\n`);
    if (n % 5 === 0) void project.publishNow();
  }
} else {
  await openProject(file, around);
  fs.writeSync(1, 'open\n');
  setInterval(() => {}, 1000);
}
