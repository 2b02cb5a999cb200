import './styles/base.css';
import { mount } from 'svelte';
import { setApp } from './app.ts';
import { appState } from './state/app.svelte.ts';
import { jobs } from './state/jobs.svelte.ts';
import { preferences } from './state/preferences.svelte.ts';
import { project } from './state/project.svelte.ts';
import { connect } from './transport/index.ts';
import App from './views/App.svelte';

const client = connect();
setApp(client);
for (const listener of [appState, jobs, project]) listener.listen(client);
preferences.apply();

mount(App, { target: document.getElementById('app')! });
client.onConnection((state) => state === 'live' && void restore());
await restore();
appState.ready = true;

/** Shows what main has open: at the start, and when it answers again. */
async function restore(): Promise<void> {
  const info = await appState.refresh();
  if (info) project.adopt(info.project);
}
