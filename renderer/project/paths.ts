/** Paths as main hands them over, of either kind of system. */

export const shortName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.length - shortName(path).length - 1));

export function joinPath(directory: string, name: string): string {
  const separator = directory.includes('\\') ? '\\' : '/';
  return directory.endsWith(separator) ? directory + name : directory + separator + name;
}

/** The name with the project's own ending, typed or not. */
export const projectName = (name: string): string => (/\.terrace$/i.test(name) ? name : `${name.trim()}.terrace`);

/** The name with that ending, typed or not. */
export const withEnding = (name: string, ending: string): string =>
  name.toLowerCase().endsWith(`.${ending}`) ? name : `${name.trim()}.${ending}`;
