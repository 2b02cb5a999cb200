import type { Failure } from '../../engine/contract/index.ts';
import type { EventName, Events, ToWindow } from '../api.ts';

export type Send = (frame: ToWindow) => void;

/**
 * Tells every window what happened. Changes of the project are gathered while one call is at work and told once, before its answer;
 * trouble waits until there is a window to hear of it.
 */
export class Announcer {
  readonly #windows = new Set<Send>();
  readonly #onChanged: () => void;
  #unheard: Failure[] = [];
  #changed = false;

  /** `onChanged` tells the state of the project to everybody. */
  constructor(onChanged: () => void) {
    this.#onChanged = onChanged;
  }

  add(send: Send): () => void {
    this.#windows.add(send);
    for (const trouble of this.#unheard.splice(0)) this.tell('app.trouble', trouble);
    return () => void this.#windows.delete(send);
  }

  tell<K extends EventName>(name: K, event: Events[K]): void {
    for (const send of this.#windows) send({ kind: 'event', name, event });
  }

  trouble(failure: Failure): void {
    if (this.#windows.size === 0) this.#unheard.push(failure);
    else this.tell('app.trouble', failure);
  }

  projectChanged(): void {
    if (this.#changed) return;
    this.#changed = true;
    setImmediate(() => this.flush());
  }

  flush(): void {
    if (!this.#changed) return;
    this.#changed = false;
    this.#onChanged();
  }
}
