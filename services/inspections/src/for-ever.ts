/** Later than whatever is on record. */
export const FOR_EVER = new Date('9999-12-31');
