/** One program the launcher runs: a server or a process of ours. */
export interface Part {
  name: string;
  kind: 'server' | 'process';
  command: readonly [string, ...string[]];
  env: Record<string, string>;
  log: string;
  /** a part of the command line by which a leftover of a killed launcher is recognised */
  marker: string;
  /** the user to run as, where it must not be root */
  user?: { uid: number; gid: number };
  stopSignal: 'SIGTERM' | 'SIGINT';
  /** Rejects, saying why, while the part cannot do its work; resolves with what it has to do without. */
  health: () => Promise<string[] | void>;
}

export type PartState = 'running' | 'restarting' | 'stopped';

/** What `npm run status` shows of one part. */
export interface PartStatus {
  name: string;
  kind: Part['kind'] | 'given';
  pid?: number;
  state: PartState | 'given';
  restarts: number;
  /** milliseconds since its last start */
  uptime?: number;
  lastExit?: string;
  /** undefined when healthy, else what is wrong */
  problem?: string;
  /** what it has to do without, though it works */
  without?: string[];
  log?: string;
}
