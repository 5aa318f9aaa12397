/** Of an event's instant, ISO 8601, in ms; null stays null. */
export const instant = (text: string | null): number | null => (text === null ? null : Date.parse(text));
