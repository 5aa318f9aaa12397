import type { Span } from './month.js';

/** The common part; empty where there is none. */
export function clip(span: Span, other: Span): Span {
  const from = Math.max(span.from, other.from);
  return { from, to: Math.max(from, Math.min(span.to, other.to)) };
}

/** What is left of the span when the gaps, in any order, are taken out; the parts in time order, none empty. */
export function without(span: Span, gaps: readonly Span[]): Span[] {
  const left: Span[] = [];
  let from = span.from;
  for (const gap of gaps.toSorted((a, b) => a.from - b.from)) {
    left.push({ from, to: Math.min(gap.from, span.to) });
    from = Math.max(from, gap.to);
  }
  left.push({ from, to: span.to });
  return left.filter((part) => part.from < part.to);
}
