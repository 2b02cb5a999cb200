import type { AppClient } from '../../main/api.ts';

/** Writes a picture where the person says, as `saveText` does with texts; its name, or null when the person cancelled. */
export async function saveImage(client: AppClient, suggestedName: string, image: Blob): Promise<string | null> {
  if (client.host === 'browser') return download(suggestedName, image);
  const chosen = await client.call('files.choose', { purpose: 'save', suggestedName });
  if (!chosen) return null;
  await client.call('export.image', { path: chosen.path, base64: await base64Of(image) });
  return chosen.path.split(/[\\/]/).at(-1) ?? suggestedName;
}

async function base64Of(image: Blob): Promise<string> {
  const bytes = new Uint8Array(await image.arrayBuffer());
  let text = '';
  for (let from = 0; from < bytes.length; from += PART) text += String.fromCharCode(...bytes.subarray(from, from + PART));
  return btoa(text);
}

/** Bytes that go into one call. */
const PART = 8192;

function download(name: string, image: Blob): string {
  const url = URL.createObjectURL(image);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return name;
}
