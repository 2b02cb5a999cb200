import type { AppClient } from '../main/api.ts';

let client: AppClient | null = null;

/** The conversation with main. Set once before anything is mounted; tests put a fake there. */
export function setApp(next: AppClient): void {
  client = next;
}

export function app(): AppClient {
  if (!client) throw new Error('The window was mounted before it was connected to main.');
  return client;
}
