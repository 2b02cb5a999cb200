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
const info = await appState.refresh();
project.adopt(info?.project ?? null);
appState.ready = true;
