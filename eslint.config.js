import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist/', 'out/', 'build/', 'coverage/', 'node_modules/', 'test/flows/screenshots/', 'engine/kernels/assembly/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs['flat/recommended'],
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      // TypeScript finds undefined names itself.
      'no-undef': 'off',
      // Typed arrays of known length are indexed all over the numeric code; `!` says so where the types cannot.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  // The hosts talk to a terminal.
  { files: ['main/hosts/**', 'test/**', '*.config.*'], rules: { 'no-console': 'off' } },
);
