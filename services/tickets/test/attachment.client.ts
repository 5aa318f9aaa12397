import type { Who } from '@zhishou/testkit/people';
import type { Refusal } from '@zhishou/testkit/service-world';
import { sendFile, type UploadView } from '@zhishou/testkit/upload';
import type { TicketsWorld } from './tickets.world.js';

export interface AttachmentView {
  id: string;
  fileName: string;
  kind: string;
  contentType: string;
  size: number;
  sha256: string;
  sentSha256: string;
  takenAt: string | null;
  position: { latitude: number; longitude: number } | null;
  uploadedBy: { id: string };
  uploadedAt: string;
  url: string;
}

const REQUEST = `mutation ($input: RequestUploadInput!) {
  requestUpload(input: $input) { attachmentId url method headers { name value } expiresAt } }`;

const ATTACHMENTS = `query ($id: ID) { ticket(id: $id) { attachments {
  id fileName kind contentType size sha256 sentSha256 takenAt position { latitude longitude }
  uploadedBy { id } uploadedAt url } } }`;

/** Sends and fetches files of tickets as a phone does. */
export class AttachmentClient {
  constructor(private readonly world: TicketsWorld) {}

  async request(who: Who, ticketId: string, more: object = {}): Promise<UploadView> {
    const input = { ticketId, fileName: 'photo.jpg', ...more };
    const data = await this.world.ask<{ requestUpload: UploadView }>(who, REQUEST, { input });
    return data.requestUpload;
  }

  refusedRequest(who: Who, ticketId: string, more: object = {}): Promise<Refusal> {
    return this.world.refusal(who, REQUEST, { input: { ticketId, fileName: 'photo.jpg', ...more } });
  }

  /** The service's address that a relative one stands for. */
  address(url: string): URL {
    return new URL(url, this.world.service.url);
  }

  put(upload: UploadView, bytes: Uint8Array): Promise<Response> {
    return sendFile(this.world.service.url, upload, bytes);
  }

  /** Attaches a file and answers it as the supervisor sees it. */
  async attach(who: Who, ticketId: string, bytes: Uint8Array, more: object = {}): Promise<AttachmentView> {
    const upload = await this.request(who, ticketId, more);
    const answer = await this.put(upload, bytes);
    if (answer.status !== 201) throw new Error(`was not taken: ${await answer.text()}`);
    const found = (await this.of(ticketId)).find(({ id }) => id === upload.attachmentId);
    if (!found) throw new Error('was taken and is not there');
    return found;
  }

  /** Sends what must be refused; answers how. */
  async refused(upload: UploadView, bytes: Uint8Array): Promise<{ status: number } & Refusal> {
    const answer = await this.put(upload, bytes);
    return { status: answer.status, ...((await answer.json()) as Refusal) };
  }

  async of(ticketId: string, who: Who = 'supervisor'): Promise<AttachmentView[]> {
    const data = await this.world.ask<{ ticket: { attachments: AttachmentView[] } | null }>(
      who,
      ATTACHMENTS,
      {
        id: ticketId,
      },
    );
    return data.ticket?.attachments ?? [];
  }

  get(url: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.address(url), { headers });
  }

  async bytesOf({ url }: { url: string }): Promise<Buffer> {
    const answer = await this.get(url);
    if (answer.status !== 200) throw new Error(`was not given: ${await answer.text()}`);
    return Buffer.from(await answer.arrayBuffer());
  }
}
