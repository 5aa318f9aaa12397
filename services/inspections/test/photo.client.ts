import { createHash } from 'node:crypto';
import type { Who } from '@zhishou/testkit/people';
import type { Refusal } from '@zhishou/testkit/service-world';
import { sendFile, type UploadView } from '@zhishou/testkit/upload';
import { PNG } from '@zhishou/testkit/visit-record';
import type { InspectionsWorld } from './inspections.world.js';

type Upload = 'requestVisitUpload' | 'requestFindingUpload' | 'requestReferenceUpload';

/** A picture whose bytes no other has. */
export const photo = (name: string): Buffer => Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.from(name)]);

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const source = (upload: Upload): string => {
  const type = `R${upload.slice(1)}Input`;
  return `mutation ($input: ${type}!) { ${upload}(input: $input) {
    attachmentId url method headers { name value } expiresAt } }`;
};

/** Sends files as a phone does. */
export class PhotoClient {
  constructor(private readonly world: InspectionsWorld) {}

  async request(who: Who, upload: Upload, input: object): Promise<UploadView> {
    const asked = { fileName: '现场', ...input };
    return (await this.world.ask<Record<string, UploadView>>(who, source(upload), { input: asked }))[upload]!;
  }

  refusedRequest(who: Who, upload: Upload, input: object): Promise<Refusal> {
    return this.world.refusal(who, source(upload), { input: { fileName: '现场', ...input } });
  }

  /** @returns the id of the attachment */
  async send(who: Who, upload: Upload, input: object, bytes: Uint8Array): Promise<string> {
    const asked = await this.request(who, upload, input);
    const answer = await sendFile(this.world.service.url, asked, bytes);
    if (answer.status !== 201) throw new Error(`was not taken: ${await answer.text()}`);
    return asked.attachmentId;
  }

  async bytesAt(url: string): Promise<Buffer> {
    const answer = await fetch(new URL(url, this.world.service.url));
    if (answer.status !== 200) throw new Error(`was not given: ${await answer.text()}`);
    return Buffer.from(await answer.arrayBuffer());
  }
}
