import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What tells one process from a later one with the same pid. */
export interface ProcessIdentity {
  /** when it started, in the system's own words; equal only for the same process */
  started: string;
  command: string;
}

const FIRST_FIELD_AFTER_NAME = 3;
const START_TIME_FIELD = 22;

/** The running process `pid`, or undefined where there is none (or only its ended remains). */
export function identify(pid: number): ProcessIdentity | undefined {
  try {
    return process.platform === 'linux' ? identifyFromProc(pid) : identifyWithPs(pid);
  } catch {
    return undefined;
  }
}

function identifyFromProc(pid: number): ProcessIdentity | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z') return undefined;
  const ticks = fields[START_TIME_FIELD - FIRST_FIELD_AFTER_NAME];
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  return { started: `${boot}/${ticks}`, command };
}

function identifyWithPs(pid: number): ProcessIdentity | undefined {
  const line = execFileSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], { encoding: 'utf8' });
  const [, state, started, command] = /^(\S+)\s+(\w+ \w+ +\d+ [\d:]+ \d+)\s+(.*)$/.exec(line.trim()) ?? [];
  return started && command && !state?.startsWith('Z') ? { started, command } : undefined;
}
