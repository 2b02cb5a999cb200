import { createApp } from '../../createApp.ts';
import { ownFolder } from '../../services/leftovers.ts';
import { builtWindow } from '../builtWindow.ts';
import { hasDisplay, openAddress } from '../openAddress.ts';
import { goOnAfterBugs } from '../goOnAfterBugs.ts';
import { nodeSurroundings } from '../nodeSurroundings.ts';
import type { StartOptions } from '../options.ts';
import { ReceivedFiles } from '../receivedFiles.ts';
import { startBrowserHost } from './server.ts';

/** The program in the person's own browser, until the process is asked to end. */
export async function runBrowser(options: StartOptions): Promise<void> {
  const pages = await builtWindow();
  const received = new ReceivedFiles(ownFolder(options.dataFolder, 'received'));
  const app = createApp(nodeSurroundings(options.dataFolder));
  goOnAfterBugs(app);
  const host = await startBrowserHost({ app, pages, received, port: options.port }).catch(async (thrown: unknown) => {
    await app.close();
    throw thrown;
  });
  if (options.file) await app.openFile(options.file);

  const address = host.invite();
  console.log(`Terrace: ${address}`);
  if (options.openWindow && hasDisplay(process.platform, process.env)) await openAddress(address, process.platform);

  endWith(async () => {
    await host.close();
    await app.close();
    await received.clear();
  });
}

/** Ends the process once `close` has run: after SIGINT or SIGTERM, not twice. */
function endWith(close: () => Promise<void>): void {
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      void close().then(
        () => process.exit(0),
        (thrown) => {
          console.error(thrown);
          process.exit(1);
        },
      );
    });
  }
}
