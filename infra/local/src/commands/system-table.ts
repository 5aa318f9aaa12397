import type { RunningSystem } from '../system/start-system.js';
import { textTable } from './text-table.js';

/** Where everything is and whom to sign in as, for the person who started the system. */
export function systemTable({ file, webhookSecrets }: RunningSystem): string {
  return textTable([
    ['GraphQL', file.graphql],
    ['GraphiQL', `${file.graphql} (in a browser)`],
    ...(file.temporalUi ? [['Temporal UI', file.temporalUi]] : []),
    ...Object.entries(webhookSecrets).map(([url, secret]) => ['webhook', `${url}  secret ${secret}`]),
    ...file.accounts.map(({ username, password, role }) => [
      'account',
      `${username.padEnd(10)}  ${password}  ${role}`,
    ]),
  ]);
}
