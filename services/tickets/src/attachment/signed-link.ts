import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Role } from '@zhishou/platform/auth/caller';
import { unauthenticated } from '@zhishou/platform/errors';

/** What one address lets one person do with one attachment, until when. */
export interface Link {
  use: 'upload' | 'download';
  attachmentId: string;
  personId: string;
  role: Role;
  /** ms */
  expiresAt: number;
}

type Claims = [use: Link['use'], attachmentId: string, personId: string, role: Role, expiresAt: number];

const PURPOSE = 'zhishou attachment address 1\n';

/** Writes and reads the addresses under which bytes travel; whoever holds one acts as the person it names. */
export class SignedLinks {
  constructor(private readonly secret: string) {}

  /** The address, to be resolved against the gateway's own. */
  path({ use, attachmentId, personId, role, expiresAt }: Link): string {
    const claims: Claims = [use, attachmentId, personId, role, expiresAt];
    const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `/attachments/${text}.${this.sign(text).toString('base64url')}`;
  }

  /** @throws UserError UNAUTHENTICATED when this token does not allow this use, or no longer */
  open(token: string, use: Link['use']): Link {
    const [text = '', signature = ''] = token.split('.');
    const given = Buffer.from(signature, 'base64url');
    const right = this.sign(text);
    const genuine = given.length === right.length && timingSafeEqual(given, right);
    if (!genuine) throw unauthenticated('This address is not valid');
    const claims = JSON.parse(Buffer.from(text, 'base64url').toString()) as Claims;
    const [allowed, attachmentId, personId, role, expiresAt] = claims;
    if (allowed !== use) throw unauthenticated('This address is not valid');
    if (expiresAt <= Date.now()) throw unauthenticated('This address has expired; ask for a new one');
    return { use, attachmentId, personId, role, expiresAt };
  }

  private sign(text: string): Buffer {
    return createHmac('sha256', this.secret)
      .update(PURPOSE + text)
      .digest();
  }
}
