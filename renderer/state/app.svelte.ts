import type { AppClient, AppInfo, Connection } from '../../main/api.ts';
import { app } from '../app.ts';
import { attempt, showFailure } from './failures.ts';

/** What the program knows beside the project: version, samples, recent files, whether main answers. */
class AppState {
  info = $state.raw<AppInfo | null>(null);
  connection = $state<Connection>('live');
  /** Main has said whether a project is open. */
  ready = $state(false);

  readonly samples = $derived(this.info?.samples ?? []);
  readonly recent = $derived(this.info?.recent ?? []);

  listen(client: AppClient): void {
    client.onConnection((state) => (this.connection = state));
    client.on('app.trouble', showFailure);
  }

  /** Asks anew; recent files change as files are opened. */
  async refresh(): Promise<AppInfo | null> {
    const info = await attempt(() => app().call('app.info', {}));
    if (info) this.info = info;
    return info;
  }
}

export const appState = new AppState();
