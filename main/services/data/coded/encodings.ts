const codepages: Readonly<Record<string, string>> = {
  '2': 'windows-1252',
  '3': 'windows-1252',
  '0': 'windows-1252',
  '1200': 'utf-16le',
  '28591': 'windows-1252',
  '65001': 'utf-8',
  '932': 'shift_jis',
  '936': 'gbk',
  '949': 'euc-kr',
  '950': 'big5',
  ascii: 'windows-1252',
  'us-ascii': 'windows-1252',
};

/** What `TextDecoder` calls an encoding that a file names or numbers; Western European where it is not known. */
export function encodingOfCodepage(name: string): string {
  const plain = name.toLowerCase().replace(/^cp(?=\d)/, '');
  const candidates = [codepages[plain], plain, /^(125\d|874)$/.test(plain) ? `windows-${plain}` : null];
  return candidates.find((candidate) => candidate && isKnown(candidate)) ?? 'windows-1252';
}

function isKnown(encoding: string): boolean {
  try {
    new TextDecoder(encoding).decode();
    return true;
  } catch {
    return false;
  }
}

export function decoderFor(encoding: string): (bytes: Uint8Array) => string {
  const decoder = new TextDecoder(encoding);
  return (bytes) => decoder.decode(bytes);
}
