import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StackRoot } from '../root/stack-root.js';
import { postgresHome } from '../tools/postgres-binaries.js';
import { canReach, unprivilegedUser, type UnprivilegedUser } from './unprivileged-user.js';

/** Where PostgreSQL's programs and data are, and who runs them. */
export interface PostgresFolders {
  programs: string;
  data: string;
  user?: UnprivilegedUser;
}

/**
 * Data lies in the stack's own folder. As root in a clone that the unprivileged user cannot enter (under /root, say),
 * data and a copy of the programs lie in /var/tmp instead, in a folder named after the stack's.
 */
export function postgresFolders(root: StackRoot): PostgresFolders {
  const user = unprivilegedUser();
  const home = postgresHome();
  const data = join(root.data, 'postgres');
  ownedFolder(data, user);
  if (!user || (canReach(user, join(home, 'bin/postgres')) && canReach(user, data)))
    return { programs: home, data, user };
  const elsewhere = outsideFolder(root);
  ownedFolder(elsewhere, user);
  const programs = join(elsewhere, 'programs');
  // Links stay relative: absolute ones would lead back to where the user cannot go.
  if (!existsSync(programs)) cpSync(home, programs, { recursive: true, verbatimSymlinks: true });
  ownedFolder(join(elsewhere, 'data'), user);
  return { programs, data: join(elsewhere, 'data'), user };
}

/** The folder in /var/tmp that stands in for the stack's own. */
export const outsideFolder = (root: StackRoot): string =>
  `/var/tmp/zhishou-${createHash('sha256').update(root.folder).digest('hex').slice(0, 12)}`;

function ownedFolder(folder: string, user: UnprivilegedUser | undefined): void {
  mkdirSync(folder, { recursive: true });
  if (user) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
}
