import { writePrivateJson } from '../root/private-file.js';

/** What `.local/stack.json` tells other programs of a running stack. */
export interface StackFile {
  /** the gateway's GraphQL endpoint */
  graphql: string;
  /** the gateway's readiness */
  health: string;
  temporal: string;
  temporalUi?: string;
  postgres: string;
  kafka: string;
  processes: { name: string; pid: number; log: string }[];
  accounts: { username: string; password: string; role: string }[];
}

export const writeStackFile = (file: string, stack: StackFile): void => writePrivateJson(file, stack);
