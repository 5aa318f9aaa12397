import type { ByteRange } from '../store/attachment.store.js';

/**
 * Reads a Range header for one span of bytes; anything else is answered with the whole, as RFC 9110 allows. `NONE` when
 * the span lies beyond the end.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'NONE' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < first) return undefined;
  return first < size && (from !== '' || Number(to) > 0) ? { first, last } : 'NONE';
}
