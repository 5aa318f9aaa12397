import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../db/data-source.js';
import { inTransaction } from '../../db/transaction.js';
import { publicHeadKey, readPublicKey } from '../head.js';
import { fileHeadStore } from '../head-store.js';
import { auditFile, type Evidence, FACTS, HEADS, SHEET } from './check-evidence.js';
import { auditLines, factLines, withLineEnds } from './evidence-lines.js';

const KEYS = 'public-keys.txt';

export interface Exported {
  /** of a role that may read all their schemas */
  url: string;
  services: string[];
  /** where heads are kept; none: what is exported proves itself only */
  headsFile?: string;
  keys: KeyObject[];
}

/**
 * Writes every audit chain, the facts and the heads into a new folder, as they stand at one instant.
 * @throws Error EEXIST where the folder is there
 */
export async function exportEvidence(
  folder: string,
  { url, services, headsFile, keys }: Exported,
): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  const write = (file: string, lines: AsyncIterable<string>): Promise<void> =>
    pipeline(Readable.from(withLineEnds(lines)), createWriteStream(join(folder, file), { mode: 0o600 }));
  const dataSource = await new DataSource(
    dataSourceOptions({ schema: 'directory', entities: [], url }),
  ).initialize();
  try {
    // heads first: none names an entry that the snapshot does not see
    if (headsFile) await copyFile(headsFile, join(folder, HEADS));
    if (keys.length > 0)
      await writeFile(join(folder, KEYS), keys.map((key) => `${publicHeadKey(key)}\n`).join(''));
    await inTransaction(
      dataSource,
      async (manager) => {
        for (const service of services) await write(auditFile(service), auditLines(manager, `"${service}"`));
        if (services.includes('scoring')) await write(FACTS, factLines(manager, 'scoring'));
      },
      'REPEATABLE READ',
    );
  } finally {
    await dataSource.destroy();
  }
}

/** What the auditor holds of the heads, apart from what he was handed. */
export interface HeldHeads {
  headsFile?: string;
  keys: KeyObject[];
}

/** Evidence in a folder, of an export or of a month's archive. Heads and keys held elsewhere go before those in it. */
export async function readEvidence(folder: string, { headsFile, keys }: HeldHeads): Promise<Evidence> {
  const files = (await readdir(folder)).sort();
  const text = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
  const own = files.includes(KEYS) ? (await text(KEYS)).split('\n').filter(Boolean).map(readPublicKey) : [];
  const known = keys.length > 0 ? keys : own;
  return {
    files,
    lines: (file) => createInterface({ input: createReadStream(join(folder, file)), crlfDelay: Infinity }),
    ...(files.includes(SHEET) && { sheet: await text(SHEET) }),
    // without a key a head says nothing
    heads: known.length > 0 ? await fileHeadStore(headsFile ?? join(folder, HEADS)).all() : [],
    keys: known,
  };
}
