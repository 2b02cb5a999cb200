import { MediaQuery } from 'svelte/reactivity';

/** Whether the system asks for dark colours; what is painted on a canvas does not change by itself. */
export const darkness = new MediaQuery('(prefers-color-scheme: dark)');
