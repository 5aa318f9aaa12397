import { SignedLinks } from '@zhishou/platform/link/signed-link';

/** Addresses under which files travel; a service's documents have addresses of their own. */
export class AttachmentLinks extends SignedLinks {
  /** @param service by which the gateway finds it: `/attachments/<service>/<token>` */
  constructor(service: string, secret: string) {
    super(`/attachments/${service}`, 'zhishou attachment address 2', secret);
  }
}
