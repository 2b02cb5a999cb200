import type { Reporter, TestModule } from 'vitest/node';

/** Closes a run with `N passed, N failed` (`, N skipped`), which scripts around the tests read. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) count.failed += 1;
      for (const test of module.children.allTests()) count[stateOf(test.result().state)] += 1;
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    process.stdout.write(`${count.passed} passed, ${count.failed} failed${skipped}\n`);
  }
}

function stateOf(state: 'pending' | 'passed' | 'failed' | 'skipped'): 'passed' | 'failed' | 'skipped' {
  return state === 'pending' ? 'failed' : state;
}
