import { failureOf } from '../../../engine/contract/index.ts';
import type { Failure } from '../../../engine/contract/index.ts';
import type { SaveState } from '../../api.ts';
import { one } from './database.ts';
import { Line } from './line.ts';
import { notSaved, publicationOf, publish } from './publish.ts';
import type { Store } from './store.ts';

/** Milliseconds: from the last change to publishing, at most from the first one, and until a failed attempt is repeated. */
const PAUSE = 1500;
const LONGEST_WAIT = 10_000;
const RETRY = 10_000;

/** Publishes the work to the person's file soon after each pause, and again until it succeeds. */
export class Saver {
  private readonly store: Store;
  /** Long work is going on that would only bloat what is published. */
  private readonly isBusy: () => boolean;
  private callOff: () => void = () => {};
  private waitingSince: number | null = null;
  private failed: Failure | null = null;
  private readonly line = new Line();
  private closed = false;

  constructor(store: Store, isBusy: () => boolean) {
    this.store = store;
    this.isBusy = isBusy;
    if (this.state().status === 'pending') this.changed();
  }

  state(): SaveState {
    if (publicationOf(this.store.db).path === null) return { status: 'kept', failure: null };
    if (this.isSaved()) return { status: 'saved', failure: null };
    return this.failed ? { status: 'failed', failure: this.failed } : { status: 'pending', failure: null };
  }

  /** To be called after every change. */
  changed(): void {
    if (publicationOf(this.store.db).path === null || this.isSaved()) return;
    const now = this.store.around.clock.now();
    this.waitingSince ??= now;
    this.publishIn(Math.max(0, Math.min(PAUSE, this.waitingSince + LONGEST_WAIT - now)));
  }

  /** Publishes now what is not published yet; a failure stands in `state` afterwards. */
  async publishNow(): Promise<SaveState> {
    this.callOff();
    await this.line.run(() => this.attempt());
    return this.state();
  }

  /** Brings what is looked at into a file that is up to date otherwise; where that cannot be, nothing is lost. */
  async publishView(): Promise<void> {
    const text = 'SELECT p.view IS NOT b.view AS moved, b.path FROM project p, publication b';
    const { moved, path } = one<{ moved: number; path: string | null }>(this.store.db, text)!;
    if (moved === 1 && path !== null && this.isSaved()) await publish(this.store, path).catch(() => {});
  }

  async close(): Promise<void> {
    this.closed = true;
    this.callOff();
    await this.line.idle();
  }

  private isSaved(): boolean {
    const text = 'SELECT p.generation = b.generation AND b.published IS NOT NULL AS saved FROM project p, publication b';
    return one<{ saved: number }>(this.store.db, text)!.saved === 1;
  }

  private publishIn(ms: number): void {
    this.callOff();
    if (this.closed) return;
    this.callOff = this.store.around.clock.after(ms, () => void (this.isBusy() ? this.publishIn(PAUSE) : this.publishNow()));
  }

  private async attempt(): Promise<void> {
    const { path } = publicationOf(this.store.db);
    if (path === null || this.isSaved()) return;
    this.waitingSince = null;
    try {
      await publish(this.store, path);
      this.failed = null;
    } catch (thrown) {
      this.failed = failureOf(thrown) ?? failureOf(notSaved(path, thrown));
    }
    if (this.failed) this.publishIn(RETRY);
    else this.changed();
    this.store.around.onSaved?.(this.state());
  }
}
