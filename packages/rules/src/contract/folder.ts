/** The parts of a contract folder, in the order in which a reader meets them; each is one file. */
export const SECTIONS = [
  'contract',
  'equipment',
  'faults',
  'inspections',
  'scores',
  'payments',
  'documents',
  'escalation',
  'choices',
] as const;

export type Section = (typeof SECTIONS)[number];

export const fileOf = (section: Section): string =>
  section === 'equipment' ? 'equipment.csv' : `${section}.yaml`;

export const CONTRACT_FILES = SECTIONS.map(fileOf);

/** One value a section. */
export const bySection = <T>(valueOf: (section: Section) => T): Record<Section, T> =>
  Object.fromEntries(SECTIONS.map((section) => [section, valueOf(section)])) as Record<Section, T>;
