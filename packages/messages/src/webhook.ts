import type { ESCALATION_RAISED, EscalationData } from './events.js';

/** What a webhook is sent: CloudEvents 1.0 in structured JSON. `id` names the event, on every retry the same. */
export interface EscalationNotice {
  specversion: '1.0';
  id: string;
  source: string;
  type: typeof ESCALATION_RAISED;
  time: string;
  data: EscalationData;
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
  notice: EscalationNotice;
}
