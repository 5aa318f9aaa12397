import { createHash } from 'node:crypto';
import { sendFile, type UploadView } from '@zhishou/testkit/upload';
import { PNG } from '@zhishou/testkit/visit-record';
import type { Input } from './bad-input.builder.js';
import { inputTypeOf } from './mutations.builder.js';
import { stack, type User } from './zhishou.builder.js';

const PHOTO = Buffer.from(PNG, 'base64');
export const PHOTO_HASH = createHash('sha256').update(PHOTO).digest('hex');

/** Everything goes to the address of the gateway, as a phone has it. @returns the id of the attachment */
export async function uploadPhoto(user: User, mutation: string, about: Input): Promise<string> {
  const source = `mutation ($input: ${String(inputTypeOf(mutation))}) { ${mutation}(input: $input) {
    attachmentId url method headers { name value } expiresAt } }`;
  const input = { ...about, fileName: '现场.png' };
  const upload = (await user.ask<Record<string, UploadView>>(source, { input }))[mutation]!;
  const answer = await sendFile(stack.graphql, upload, PHOTO);
  if (answer.status !== 201) throw new Error(`was not taken: ${await answer.text()}`);
  return upload.attachmentId;
}
