import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** The JSON in `file`, or undefined where there is no such file. */
export function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Replaces `file` whole, readable by its owner only (mode 0600). */
export function writePrivateJson(file: string, value: unknown): void {
  const next = `${file}.${process.pid}.new`;
  writeFileSync(next, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(next, file);
}

/** Makes `folder` where it is not there; nobody but its owner may read it. */
export function privateFolder(folder: string, mode = 0o700): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, mode);
}
