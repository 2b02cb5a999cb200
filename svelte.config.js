import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** `css: external`: styles go to one file, because the content security policy allows no inline style. */
export default {
  preprocess: vitePreprocess({ script: false, style: false }),
  compilerOptions: { runes: true, css: 'external' },
};
