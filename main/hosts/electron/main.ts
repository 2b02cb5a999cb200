import { join } from 'node:path';
import { app, session } from 'electron';
import { createApp } from '../../createApp.ts';
import { goOnAfterBugs } from '../goOnAfterBugs.ts';
import { ReceivedFiles } from '../receivedFiles.ts';
import { answerWindows } from './conversation.ts';
import { chooseFile } from './dialogs.ts';
import { dataFolderOf, fileToOpen } from './launch.ts';
import { setMenu } from './menu.ts';
import { registerScheme, servePages } from './protocol.ts';
import { quitAfter } from './quit.ts';
import { denyPermissions, lockPages } from './security.ts';
import { openWindow, raiseWindow } from './windows.ts';
import { spawnElectronWorker } from './worker.ts';

/** The product: the app in a window of its own. One process at a time holds the data folder. */
async function boot(): Promise<void> {
  const dataFolder = dataFolderOf(process.argv);
  app.setPath('userData', dataFolder);
  if (!app.requestSingleInstanceLock()) return app.quit();

  registerScheme();
  lockPages(app);
  await app.whenReady();
  denyPermissions(session.defaultSession);
  setMenu();
  servePages(join(import.meta.dirname, '../renderer'));

  const received = new ReceivedFiles(join(dataFolder, 'received'));
  await received.clear();
  const resources = join(app.getAppPath(), 'resources');
  const terrace = createApp({ dataFolder, resources, version: app.getVersion(), spawnWorker: spawnElectronWorker, chooseFile });
  goOnAfterBugs(terrace);
  answerWindows(terrace, received);
  quitAfter(async () => {
    await terrace.close();
    await received.clear();
  });

  const open = (path: string | null) => path && void terrace.openFile(path);
  open(fileToOpen(process.argv));
  app.on('open-file', (_event, path) => open(path));
  app.on('second-instance', (_event, argv) => {
    raiseWindow();
    open(fileToOpen(argv));
  });
  openWindow(dataFolder);
}

void boot();
