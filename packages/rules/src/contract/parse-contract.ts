import { type Day, isDay } from '../month.js';
import { schemaCheck } from './check-schema.js';
import type { Contract } from './contract.types.js';
import type { ContractProblem } from './contract-problem.js';
import { crossCheck } from './cross-check.js';
import { bySection, CONTRACT_FILES, fileOf, type Section, SECTIONS } from './folder.js';
import { type Located, problemAt } from './located.js';
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

export interface ContractInput {
  texts: ContractText[];
  /** the published JSON Schema, contracts/schema/contract.schema.json */
  schema: ContractSchema;
  /** names a content: equal for equal content, whatever the order of its fields */
  versionOf: (content: unknown) => string;
  /** another signing day: it moves every period that is counted from the signing */
  signedOn?: Day;
}

export type ParsedContract = { contract: Contract } | { problems: ContractProblem[] };

/** Reads a contract folder given as texts: the resolved contract, or every problem at once, by file, line and field. */
export function parseContract({ texts, schema, versionOf, signedOn }: ContractInput): ParsedContract {
  const files = bySection((section) => readSection(section, texts));
  const checkSchema = schemaCheck(schema);
  const shape = bySection((section) => {
    const unreadable = files[section].problems;
    return unreadable.length > 0 ? unreadable : checkSchema(section, files[section]);
  });
  const sound = new Set(SECTIONS.filter((section) => shape[section].length === 0));
  const source = signOn(bySection((section) => files[section].data) as unknown as ContractSource, signedOn);
  const problems = inOrder([
    ...unknownFiles(texts),
    ...Object.values(shape).flat(),
    ...wrongSigningDay(files.contract, signedOn),
    ...crossCheck(source, files, sound),
  ]);
  return problems.length > 0 ? { problems } : { contract: resolveContract(source, versionOf(source)) };
}

/** File by file, from top to bottom; files that do not belong there come first. */
const inOrder = (problems: ContractProblem[]): ContractProblem[] =>
  problems.sort((a, b) => CONTRACT_FILES.indexOf(a.file) - CONTRACT_FILES.indexOf(b.file) || a.line - b.line);

const signOn = (source: ContractSource, signedOn: Day | undefined): ContractSource =>
  signedOn && isDay(signedOn) ? { ...source, contract: { ...source.contract, signedOn } } : source;

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

const wrongSigningDay = (contract: Located, signedOn: Day | undefined): ContractProblem[] =>
  signedOn === undefined || isDay(signedOn)
    ? []
    : [problemAt(contract, ['signedOn'], 'a day, as 2026-06-28', `${signedOn}, given in its place`)];
