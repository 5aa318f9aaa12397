import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Part } from './part.js';

/** What a part sees of the launcher's own environment; everything else it is given by name. */
const INHERITED = ['PATH', 'HOME', 'USER', 'LANG', 'TZ', 'TMPDIR', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'];

/** Starts a part in a session of its own, so that Ctrl-C in the terminal reaches the launcher alone; output goes to its log. */
export function spawnPart(part: Part): ChildProcess {
  const inherited = INHERITED.flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  );
  const [file, ...args] = [...dyingWithLauncher(part.stopSignal), ...part.command] as [string, ...string[]];
  const log = openSync(part.log, 'a', 0o600);
  // what a part writes is for nobody else of the machine
  const umask = process.umask(0o077);
  try {
    return spawn(file, args, {
      env: { ...(Object.fromEntries(inherited) as Record<string, string>), ...part.env },
      stdio: ['ignore', log, log],
      detached: true,
      uid: part.user?.uid,
      gid: part.user?.gid,
    });
  } finally {
    process.umask(umask);
    closeSync(log);
  }
}

let canDieWithLauncher: boolean | undefined;

/** Linux tells a child that its parent died, however it died; elsewhere the next start cleans up. */
function dyingWithLauncher(signal: string): string[] {
  canDieWithLauncher ??= spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0;
  return canDieWithLauncher ? ['setpriv', '--pdeathsig', signal.replace('SIG', ''), '--'] : [];
}
