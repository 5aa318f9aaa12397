import { existsSync, readFileSync } from 'node:fs';

/*
 * Loaded before a process's own modules (`node --import …/wrong-clock.js?file=…`): gives it the clock of a machine that
 * is off by the milliseconds its file holds when the process starts. Without the file the clock is right.
 */
const file = new URL(import.meta.url).searchParams.get('file') ?? '';
const offset = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;

if (offset !== 0) {
  const now = (): number => rightClock.now() + offset;
  const rightClock = Date;
  globalThis.Date = new Proxy(rightClock, {
    construct: (target, given: unknown[], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
    apply: () => new Date().toString(),
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
}
