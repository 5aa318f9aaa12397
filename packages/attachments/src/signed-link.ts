import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Role, SessionOf } from '@zhishou/platform/auth/caller';
import { unauthenticated } from '@zhishou/platform/errors';

/** What one address lets one sign-in do with one attachment, until when. */
export interface Link extends SessionOf {
  use: 'upload' | 'download';
  attachmentId: string;
  role: Role;
  /** ms */
  expiresAt: number;
}

type Claims = [
  use: Link['use'],
  attachmentId: string,
  personId: string,
  role: Role,
  expiresAt: number,
  sessionId: string,
  sessionEpoch: number,
];

const PURPOSE = 'zhishou attachment address 2\n';

/** Writes and reads the addresses under which bytes travel; whoever holds one acts as the person it names. */
export class SignedLinks {
  constructor(
    /** whose files they lead to */
    private readonly service: string,
    private readonly secret: string,
  ) {}

  /** The address, to be resolved against the gateway's own. */
  path(link: Link): string {
    const { use, attachmentId, personId, role, expiresAt, sessionId, sessionEpoch } = link;
    const claims: Claims = [use, attachmentId, personId, role, expiresAt, sessionId, sessionEpoch];
    const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `/attachments/${this.service}/${text}.${this.sign(text).toString('base64url')}`;
  }

  /** @throws UserError UNAUTHENTICATED when this token does not allow this use, or no longer */
  open(token: string, use: Link['use']): Link {
    const [text = '', signature = ''] = token.split('.');
    const given = Buffer.from(signature, 'base64url');
    const right = this.sign(text);
    const genuine = given.length === right.length && timingSafeEqual(given, right);
    if (!genuine) throw unauthenticated('This address is not valid');
    const claims = JSON.parse(Buffer.from(text, 'base64url').toString()) as Claims;
    const [allowed, attachmentId, personId, role, expiresAt, sessionId, sessionEpoch] = claims;
    if (allowed !== use) throw unauthenticated('This address is not valid');
    if (expiresAt <= Date.now()) throw unauthenticated('This address has expired; ask for a new one');
    return { use, attachmentId, personId, role, expiresAt, sessionId, sessionEpoch };
  }

  private sign(text: string): Buffer {
    return createHmac('sha256', this.secret)
      .update(PURPOSE + text)
      .digest();
  }
}
