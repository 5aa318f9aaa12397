import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Role, SessionOf } from '../auth/caller.js';
import { unauthenticated } from '../errors.js';

/** Whose an address is: a sign-in, in the role it had. */
export interface LinkHolder extends SessionOf {
  role: Role;
}

/** What one address lets one sign-in do with one thing, until when. */
export interface Link extends LinkHolder {
  use: 'upload' | 'download';
  /** id of the thing, or what else the service knows it by */
  about: string;
  /** ms */
  expiresAt: number;
}

type Claims = [
  use: Link['use'],
  about: string,
  personId: string,
  role: Role,
  expiresAt: number,
  sessionId: string,
  sessionEpoch: number,
];

const DOWNLOAD_MS = 10 * 60_000;

/** Writes and reads the addresses under which bytes travel; whoever holds one acts as the person it names. */
export class SignedLinks {
  constructor(
    /** what stands before the token, as the gateway knows it: `/attachments/tickets` */
    private readonly prefix: string,
    /** of no other kind of address, so that none is taken for another: a secret may sign several */
    private readonly purpose: string,
    private readonly secret: string,
  ) {}

  /** The address, to be resolved against the gateway's own. */
  path(link: Link): string {
    const { use, about, personId, role, expiresAt, sessionId, sessionEpoch } = link;
    const claims: Claims = [use, about, personId, role, expiresAt, sessionId, sessionEpoch];
    const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `${this.prefix}/${text}.${this.sign(text).toString('base64url')}`;
  }

  /** Where this sign-in finds the bytes for the next ten minutes; `expiresAt` in ms. */
  download(holder: LinkHolder, about: string): { url: string; expiresAt: number } {
    const { personId, role, sessionId, sessionEpoch } = holder;
    const expiresAt = Date.now() + DOWNLOAD_MS;
    const link: Link = { use: 'download', about, personId, role, sessionId, sessionEpoch, expiresAt };
    return { url: this.path(link), expiresAt };
  }

  /** @throws UserError UNAUTHENTICATED when this token does not allow this use, or no longer */
  open(token: string, use: Link['use']): Link {
    const [text = '', signature = ''] = token.split('.');
    const given = Buffer.from(signature, 'base64url');
    const right = this.sign(text);
    const genuine = given.length === right.length && timingSafeEqual(given, right);
    if (!genuine) throw unauthenticated('This address is not valid');
    const claims = JSON.parse(Buffer.from(text, 'base64url').toString()) as Claims;
    const [allowed, about, personId, role, expiresAt, sessionId, sessionEpoch] = claims;
    if (allowed !== use) throw unauthenticated('This address is not valid');
    if (expiresAt <= Date.now()) throw unauthenticated('This address has expired; ask for a new one');
    return { use, about, personId, role, expiresAt, sessionId, sessionEpoch };
  }

  private sign(text: string): Buffer {
    return createHmac('sha256', this.secret).update(`${this.purpose}\n${text}`).digest();
  }
}
