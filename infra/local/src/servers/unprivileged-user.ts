import { spawnSync } from 'node:child_process';

/** The user PostgreSQL runs as where we are root, which it refuses to be. */
export interface UnprivilegedUser {
  uid: number;
  gid: number;
}

/** User `postgres`, else `nobody`; undefined where we are not root and PostgreSQL runs as ourselves. */
export function unprivilegedUser(): UnprivilegedUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const name = ['postgres', 'nobody'].find((candidate) => idOf('-u', candidate) !== undefined);
  if (!name) return undefined;
  return { uid: idOf('-u', name)!, gid: idOf('-g', name)! };
}

function idOf(which: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [which, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}

/** Whether `user` can reach `path` through every folder above it. */
export const canReach = (user: UnprivilegedUser, path: string): boolean =>
  spawnSync('test', ['-x', path], user).status === 0;
