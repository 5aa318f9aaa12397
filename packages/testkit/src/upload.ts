/** Where and how one file is to be sent, as a service answers it. */
export interface UploadView {
  attachmentId: string;
  url: string;
  method: string;
  headers: { name: string; value: string }[];
  expiresAt: string;
}

/** Sends a file as a phone does. @param base the service's address, which that of the upload is relative to */
export function sendFile(base: string, upload: UploadView, bytes: Uint8Array): Promise<Response> {
  const headers = Object.fromEntries(upload.headers.map(({ name, value }) => [name, value]));
  const { url, method } = upload;
  return fetch(new URL(url, base), { method, headers, body: bytes as Uint8Array<ArrayBuffer> });
}
