import type { AppClient } from '../../main/api.ts';

/**
 * Writes a text file where the person says: by the native dialog where there is one, else as a download of the browser.
 * Returns the name it got, or null when the person cancelled.
 */
export async function saveText(client: AppClient, suggestedName: string, text: string): Promise<string | null> {
  if (client.host === 'browser') return download(suggestedName, text);
  const chosen = await client.call('files.choose', { purpose: 'save', suggestedName });
  if (!chosen) return null;
  await client.call('export.text', { path: chosen.path, text });
  return chosen.path.split(/[\\/]/).at(-1) ?? suggestedName;
}

function download(name: string, text: string): string {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return name;
}
