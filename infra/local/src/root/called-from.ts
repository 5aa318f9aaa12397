import { resolve } from 'node:path';

/** A path as whoever called `npm run` gave it: npm has left the folder in which it was called. */
export const calledFrom = (path: string): string => resolve(process.env.INIT_CWD ?? '.', path);
