import { randomUUID } from 'node:crypto';
import { registerProgram, signInProgram } from './program.builder.js';
import { nobody, signIn, User } from './zhishou.builder.js';

const ROLES = {
  reporter: 'BUREAU_REPORTER',
  supervisor: 'BUREAU_SUPERVISOR',
  admin: 'BUREAU_ADMIN',
  dispatcher: 'PROVIDER_DISPATCHER',
  engineer: 'PROVIDER_ENGINEER',
  auditor: 'AUDITOR',
  bot: 'BOT',
  /** shares the supervisor's work: one person's mutations are counted */
  deputy: 'BUREAU_SUPERVISOR',
  /** has not signed the NDA */
  newcomer: 'PROVIDER_ENGINEER',
  /** about to sign it */
  joiner: 'PROVIDER_ENGINEER',
  /** about to change their password */
  changer: 'AUDITOR',
  /** about to leave */
  quitter: 'PROVIDER_ENGINEER',
  /** has left, the NDA revoked */
  returner: 'PROVIDER_ENGINEER',
} as const;

const SIGNED = ['dispatcher', 'engineer', 'quitter', 'returner'];

const CHANGING = ['joiner', 'changer', 'quitter', 'returner'];

export type Post = keyof typeof ROLES | 'program' | 'nobody';

/** Those whose rights stay what they are. */
export const CALLERS = [...Object.keys(ROLES), 'program', 'nobody'].filter(
  (post) => post !== 'deputy' && !CHANGING.includes(post),
) as Post[];

/** People of one's own, one of every kind, so that whatever they change is known from what others change meanwhile. */
export interface Office {
  people: Record<Post, User>;
  /** of all but the program */
  usernames: Record<string, string>;
  password: string;
  /** good for one more sign-in of the auditor */
  refreshToken: string;
}

interface Session {
  token: string;
  refreshToken: string;
  person: { id: string };
}

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { token refreshToken person { id } } }';
const CREATE = 'mutation ($input: CreatePersonInput!) { createPerson(input: $input) { id } }';
const SIGN = 'mutation ($input: SignNdaInput!) { signNda(input: $input) { ndaSigned } }';
const REVOKE = 'mutation ($input: RevokeNdaInput!) { revokeNda(input: $input) { ndaSigned } }';

export async function openOffice(): Promise<Office> {
  const admin = await signIn('admin');
  const password = randomUUID();
  const login = async (username: string): Promise<Session> =>
    (await nobody.ask<{ login: Session }>(LOGIN, { input: { username, password } })).login;
  const hire = async (post: string, role: string) => {
    const username = `${post}-${password.slice(0, 8)}`;
    await admin.ask(CREATE, { input: { username, displayName: `试用 ${post}`, role, password } });
    const first = await login(username);
    if (!SIGNED.includes(post)) return { post, username, session: first };
    await new User(first.person.id, first.token).ask(SIGN, { input: { accept: true } });
    // the new token says that the NDA is signed
    return { post, username, session: await login(username) };
  };
  const hired = await Promise.all(Object.entries(ROLES).map(([post, role]) => hire(post, role)));
  const program = await signInProgram(
    await registerProgram(admin, { name: '试用程序', role: 'BOT', scopes: ['escalations:acknowledge'] }),
  );
  const users = hired.map(({ post, session }) => [post, new User(session.person.id, session.token)] as const);
  const returner = hired.find(({ post }) => post === 'returner')!.session.person;
  await admin.ask(REVOKE, { input: { personId: returner.id, reason: '离场' } });
  return {
    people: { ...Object.fromEntries(users), program, nobody } as Record<Post, User>,
    usernames: Object.fromEntries(hired.map(({ post, username }) => [post, username])),
    password,
    refreshToken: hired.find(({ post }) => post === 'auditor')!.session.refreshToken,
  };
}
