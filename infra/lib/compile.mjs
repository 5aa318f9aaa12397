import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join, relative } from 'node:path';
import { version as swcVersion, transformFile } from '@swc/core';

/** How every source of ours is compiled, for programs and for tests. */
export const OPTIONS = {
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'es6' },
  sourceMaps: true,
  swcrc: false,
};
const STAMP = createHash('sha256')
  .update(JSON.stringify(OPTIONS))
  .update(swcVersion)
  .digest('hex')
  .slice(0, 16);

/** Compiles the changed sources of one workspace and removes what has lost its source; answers how many it compiled. */
export async function compileFolder(folder) {
  const source = join(folder, 'src');
  const target = join(folder, 'dist');
  const stampFile = join(target, '.compiled-by');
  const sameCompiler = (await readFile(stampFile, 'utf8').catch(() => '')) === STAMP;
  const sources = (await filesUnder(source)).filter(isCompiled);
  const compiled = await Promise.all(
    sources.map((file) => compileFile(file, join(target, outputOf(relative(source, file))), sameCompiler)),
  );
  await removeOrphans(target, new Set(sources.map((file) => join(target, outputOf(relative(source, file))))));
  if (!sameCompiler && sources.length > 0) await writeFile(stampFile, STAMP);
  return compiled.filter(Boolean).length;
}

const isCompiled = (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('.d.ts');
const outputOf = (file) => file.replace(/\.ts$/, '.js');

async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

// The output carries the source's own modification time: equal means unchanged, whichever way a checkout moved it.
async function compileFile(source, target, sameCompiler) {
  const { mtime } = await stat(source);
  const built = await stat(target).catch(() => undefined);
  if (sameCompiler && built && Math.abs(built.mtimeMs - mtime.getTime()) < 1) return false;
  const { code, map } = await transformFile(source, OPTIONS);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(`${target}.map`, map);
  await writeFile(
    `${target}.new`,
    `${code}\n//# sourceMappingURL=${target.slice(dirname(target).length + 1)}.map\n`,
  );
  await utimes(`${target}.new`, mtime, mtime);
  await rename(`${target}.new`, target);
  return true;
}

async function removeOrphans(target, wanted) {
  const outputs = (await filesUnder(target)).filter(
    (file) => /\.js(\.map)?$/.test(file) && !file.endsWith('.bundle.js'),
  );
  const orphans = outputs.filter((file) => !wanted.has(file.replace(/\.map$/, '')));
  await Promise.all(orphans.map((file) => rm(file)));
}
