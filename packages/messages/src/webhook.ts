import type { AuditHead, HEAD_GIVEN } from './head-events.js';
import type { ESCALATION_RAISED, EscalationData } from './events.js';

/** What a webhook is sent: CloudEvents 1.0 in structured JSON. `id` names the event, on every retry the same. */
export type Notice = EscalationNotice | HeadNotice;

interface CloudEvent {
  specversion: '1.0';
  id: string;
  source: string;
  time: string;
}

export interface EscalationNotice extends CloudEvent {
  type: typeof ESCALATION_RAISED;
  data: EscalationData;
}

export interface HeadNotice extends CloudEvent {
  type: typeof HEAD_GIVEN;
  data: AuditHead;
}

export const NOTICE_MEDIA_TYPE = 'application/cloudevents+json';

/** Unix time of this try, in whole seconds. */
export const TIMESTAMP_HEADER = 'x-zhishou-timestamp';

/** `v1=<hex HMAC-SHA256 of timestamp + "." + body>` */
export const SIGNATURE_HEADER = 'x-zhishou-signature';

export const DELIVERY_DIED = 'delivery.died';

/** On the dead-letter topic: a notice that no try could deliver. */
export interface DeadDeliveryData {
  /** the webhook as logs name it, without what may be secret in its address */
  webhook: string;
  tries: number;
  /** what the last try met, e.g. `HTTP 503` or `ECONNREFUSED` */
  problem: string;
  notice: Notice;
}
