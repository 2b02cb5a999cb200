import type { ColumnPreview, Failure, FilterPreview, StepWork } from '../../engine/contract/index.ts';
import { app } from '../app.ts';
import { failureFrom, wasCancelled } from '../state/failures.ts';

/** Milliseconds without a change before a step is tried. */
const PAUSE = 250;

/** What the step in a form would come to, looked up as it is filled in. */
export class StepTrial {
  result = $state.raw<ColumnPreview | FilterPreview | null>(null);
  failure = $state.raw<Failure | null>(null);
  waiting = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  look(tableId: string, work: StepWork, id: string | null): void {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    this.waiting = true;
    this.#timer = setTimeout(() => void this.#ask(turn, tableId, work, id), PAUSE);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#turn++;
    [this.result, this.failure, this.waiting] = [null, null, false];
  }

  async #ask(turn: number, tableId: string, work: StepWork, id: string | null): Promise<void> {
    try {
      const result = await app().call('steps.preview', { job: crypto.randomUUID(), tableId, work, id });
      if (turn === this.#turn) [this.result, this.failure] = [result, null];
    } catch (thrown) {
      const failure = failureFrom(thrown);
      if (turn === this.#turn && !wasCancelled(failure)) [this.result, this.failure] = [null, failure];
    }
    if (turn === this.#turn) this.waiting = false;
  }
}
