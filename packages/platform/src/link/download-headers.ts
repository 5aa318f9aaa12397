/** RFC 6266: saves under this name, in any script, and never opens in place. */
export function contentDisposition(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** What is handed out must never run in the reader's browser, nor stay in a cache after the right to see it has gone. */
export const downloadHeaders = (contentType: string, fileName: string): Record<string, string> => ({
  'content-type': contentType,
  'content-disposition': contentDisposition(fileName),
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-store',
});
