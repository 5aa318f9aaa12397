import type { GraphqlAnswer } from '@zhishou/testkit/running-service';
import { Secret, TOTP } from 'otpauth';
import { PASSWORD } from './running-directory.js';
import type { RunningDirectory } from './running-directory.js';

const LOGIN = `mutation ($input: LoginInput!) {
  login(input: $input) { token refreshToken mustEnrol deviceToken person { id username } }
}`;
export const START = 'mutation ($code: String) { startTotpEnrolment(input: {code: $code}) { uri secret } }';
export const CONFIRM = `mutation ($code: String!) {
  confirmTotp(input: {code: $code}) { recoveryCodes session { token mustEnrol person { username } } }
}`;
export const REMOVE = 'mutation ($code: String!) { removeTotp(input: {code: $code}) }';
export const RESET = 'mutation ($id: ID!) { resetTotp(input: {personId: $id}) { username } }';
export const ME = '{ me { username } }';

export interface Enrolled {
  as: string;
  secret: string;
  recoveryCodes: string[];
}

/** What the app shows, so many steps later. */
export const codeAt = (secret: string, late = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + late * 30_000 });

/** The authorization header of who has just signed in. */
export const bearer = (answer: GraphqlAnswer): string =>
  `Bearer ${(answer.data!.login as { token: string }).token}`;

export const demandOf = (answer: GraphqlAnswer): unknown => answer.errors?.[0]?.extensions.secondFactor;

/** Everything the directory logs from now on, at every level, instead of writing it. */
export function logOf(directory: RunningDirectory): string[] {
  const lines: string[] = [];
  const { logger } = directory;
  logger.level = 'trace';
  const where = Object.getOwnPropertySymbols(logger).find(
    ({ description }) => description === 'pino.stream',
  )!;
  const written = logger as unknown as Record<symbol, { write: (line: string) => void }>;
  written[where]!.write = (line) => void lines.push(line);
  return lines;
}

/** A directory's people with their devices. */
export class Devices {
  constructor(readonly directory: RunningDirectory) {}

  login(username: string, code?: string, from?: string, password = PASSWORD): Promise<GraphqlAnswer> {
    return this.directory.query(LOGIN, undefined, { input: { username, password, code } }, from);
  }

  rows<T extends object>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.directory.dataSource.query<T[]>(sql, parameters);
  }

  entries(action: string): Promise<{ aggregate_id: string; after: Record<string, unknown> }[]> {
    return this.rows('SELECT aggregate_id, after FROM audit_entry WHERE action = $1 ORDER BY seq', [action]);
  }

  async idOf(username: string): Promise<string> {
    const [person] = await this.rows<{ id: string }>('SELECT id FROM person WHERE username = $1', [username]);
    return person!.id;
  }

  /** As if time had passed since the last codes. */
  async later(): Promise<void> {
    await this.rows('UPDATE totp SET last_step = NULL');
    await this.rows('DELETE FROM failed_attempt');
  }

  async start(as: string, code?: string): Promise<string> {
    const { data } = await this.directory.query(START, as, { code });
    return (data!.startTotpEnrolment as { secret: string }).secret;
  }

  /** Signs somebody in by password alone and gives them a second factor, a step's code used. */
  async enrol(username: string): Promise<Enrolled> {
    return this.enrolAs(bearer(await this.login(username)));
  }

  async enrolAs(as: string): Promise<Enrolled> {
    const secret = await this.start(as);
    const { data } = await this.directory.query(CONFIRM, as, { code: codeAt(secret) });
    const confirmed = data?.confirmTotp as { recoveryCodes: string[]; session: { token: string } };
    return { as: `Bearer ${confirmed.session.token}`, secret, recoveryCodes: confirmed.recoveryCodes };
  }
}
