/** What programs read. @returns the bytes of an indented JSON text in UTF-8 */
export const jsonFile = (value: unknown): Promise<Uint8Array> =>
  Promise.resolve(new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`));
