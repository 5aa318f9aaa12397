import { join, resolve } from 'node:path';
import { privateFolder } from './private-file.js';

/** Where one stack keeps everything: `.local` for `npm start`, folders under `.local/test` for tests. */
export interface StackRoot {
  folder: string;
  data: string;
  logs: string;
  stackFile: string;
  launcherFile: string;
  childrenFile: string;
  portsFile: string;
  secretsFile: string;
}

/** Names (and makes) the folders of the stack at `folder`, which nobody else of the machine may read. */
export function stackRoot(folder: string): StackRoot {
  const at = resolve(folder);
  const root = {
    folder: at,
    data: join(at, 'data'),
    logs: join(at, 'logs'),
    stackFile: join(at, 'stack.json'),
    launcherFile: join(at, 'launcher.json'),
    childrenFile: join(at, 'children.json'),
    portsFile: join(at, 'ports.json'),
    secretsFile: join(at, 'secrets.json'),
  };
  // PostgreSQL's own user, where the launcher is root, must get through to its data; nobody can list what is there
  privateFolder(at, 0o711);
  privateFolder(root.data, 0o711);
  privateFolder(root.logs);
  return root;
}

/** The log file of one part. */
export const logFile = (root: StackRoot, part: string): string => join(root.logs, `${part}.log`);

/** The signed heads of the audit chains: gone when the data they are about are, and never in the database. */
export const auditHeadsFile = (root: Pick<StackRoot, 'data'>): string => join(root.data, 'audit-heads.jsonl');

/** Where the services keep files, unless the environment names another store. */
export const attachmentsOf = ({ data }: Pick<StackRoot, 'data'>): string => join(data, 'attachments');
