const PATTERN = /^P(?!$)(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/;
const UNITS_MS = [86_400_000, 3_600_000, 60_000, 1000];

/**
 * Milliseconds of an ISO 8601 duration of days, hours, minutes and whole seconds (`PT1H30M`, `P3D`); null for what
 * is none, for nothing at all and for months or years, which have no fixed length.
 */
export function durationMs(text: string): number | null {
  const parts = PATTERN.exec(text)?.slice(1);
  if (!parts) return null;
  const ms = parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (UNITS_MS[index] ?? 0), 0);
  return ms > 0 ? ms : null;
}
