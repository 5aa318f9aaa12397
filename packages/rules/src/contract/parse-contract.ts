import { type Day, isDay } from '../month.js';
import { compileSchema } from './check-schema.js';
import type { Contract } from './contract.types.js';
import type { ContractProblem } from './contract-problem.js';
import { crossCheck } from './cross-check.js';
import { fingerprint } from './fingerprint.js';
import { bySection, CONTRACT_FILES, fileOf, type Section, SECTIONS } from './folder.js';
import type { Located } from './located.js';
import { readEquipment } from './read-equipment.js';
import { readYaml } from './read-yaml.js';
import { resolveContract } from './resolve-contract.js';
import type { ContractSchema } from './schema-problem.js';
import type { ContractSource } from './source.types.js';

export interface ContractText {
  /** its name in the folder, as `faults.yaml` */
  file: string;
  text: string;
}

export type ParsedContract = { contract: Contract } | { problems: ContractProblem[] };

/**
 * Reads a contract folder given as texts, against the published JSON Schema: the resolved contract, or every problem
 * at once, by file, line and field.
 * @param signedOn another signing day: it moves every period that is counted from the signing
 */
export function parseContract(
  texts: ContractText[],
  schema: ContractSchema,
  { signedOn }: { signedOn?: Day } = {},
): ParsedContract {
  const files = bySection((section) => readSection(section, texts));
  const checkSchema = compileSchema(schema);
  const problems = [
    ...unknownFiles(texts),
    ...SECTIONS.flatMap((section) => {
      const read = files[section].problems;
      return read.length > 0 ? read : checkSchema(section, files[section]);
    }),
  ];
  if (problems.length > 0) return { problems };

  const written = bySection((section) => files[section].data) as unknown as ContractSource;
  const source = signedOn ? { ...written, contract: { ...written.contract, signedOn } } : written;
  const wrong = isDay(source.contract.signedOn)
    ? crossCheck(source, files)
    : [wrongSigningDay(source.contract.signedOn)];
  return wrong.length > 0 ? { problems: wrong } : { contract: resolveContract(source, fingerprint(source)) };
}

function readSection(section: Section, texts: ContractText[]): Located {
  const file = fileOf(section);
  const text = texts.find((candidate) => candidate.file === file)?.text;
  if (text === undefined) {
    const problem = { file, line: 1, field: '', expected: 'this file in the folder', found: 'none' };
    return { file, data: undefined, lineOf: () => 1, problems: [problem] };
  }
  return section === 'equipment' ? readEquipment(file, text) : readYaml(file, text);
}

const unknownFiles = (texts: ContractText[]): ContractProblem[] =>
  texts
    .filter(({ file }) => !CONTRACT_FILES.includes(file))
    .map(({ file }) => ({
      file,
      line: 1,
      field: '',
      expected: `one of ${CONTRACT_FILES.join(', ')}`,
      found: file,
    }));

const wrongSigningDay = (found: string): ContractProblem => ({
  file: fileOf('contract'),
  line: 1,
  field: 'signedOn',
  expected: 'a day, as 2026-06-28',
  found,
});
