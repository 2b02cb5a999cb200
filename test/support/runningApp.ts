import type { App } from '../../main/createApp.ts';
import { createApp } from '../../main/createApp.ts';
import { nodeSurroundings } from '../../main/hosts/nodeSurroundings.ts';
import type { AppSurroundings } from '../../main/createApp.ts';
import type { EventName, Events } from '../../main/api.ts';
import { createConversation } from '../../renderer/transport/conversation.ts';
import type { Conversation } from '../../renderer/transport/conversation.ts';

/** The real app with real workers in this process, and a window attached to it. */
export interface RunningApp extends Pick<Conversation, 'call' | 'on'> {
  readonly app: App;
  /** Every event so far, with its name. */
  readonly events: readonly { readonly name: EventName; readonly event: unknown }[];
  /** The next event of this name that `suits`. */
  next<K extends EventName>(name: K, suits?: (event: Events[K]) => boolean): Promise<Events[K]>;
  close(): Promise<void>;
}

/** Frames are copied as JSON, as they are on the way to a real window. */
export function runApp(dataFolder: string, changes: Partial<AppSurroundings> = {}): RunningApp {
  const app = createApp({ ...nodeSurroundings(dataFolder), ...changes });
  const events: { name: EventName; event: unknown }[] = [];
  const conversation: Conversation = createConversation((frame) => {
    window.hear(JSON.parse(JSON.stringify(frame)));
    return true;
  });
  const window = app.attach((frame) => {
    const copy = JSON.parse(JSON.stringify(frame)) as typeof frame;
    if (copy.kind === 'event') events.push(copy);
    conversation.hear(copy);
  });

  function next<K extends EventName>(name: K, suits: (event: Events[K]) => boolean = () => true): Promise<Events[K]> {
    return new Promise((resolve) => {
      const leave = conversation.on(name, (event) => {
        if (!suits(event)) return;
        leave();
        resolve(event);
      });
    });
  }

  return { app, call: conversation.call, on: conversation.on, events, next, close: () => app.close() };
}
