import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLParseError,
} from 'yaml';
import type { FieldPath } from './contract-problem.js';
import type { Located } from './located.js';

interface Step {
  /** where it is written: the key of a map, the entry of a list */
  mark: unknown;
  value: unknown;
}

function stepInto(node: unknown, key: string | number): Step | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
    return pair && { mark: pair.key, value: pair.value };
  }
  const entry = isSeq(node) ? node.items[Number(key)] : undefined;
  return entry === undefined ? undefined : { mark: entry, value: entry };
}

/** The offset of the key, or of the nearest part around it that exists. */
function offsetOf(root: Node | null, path: FieldPath): number {
  let offset = root?.range?.[0] ?? 0;
  let value: unknown = root;
  for (const key of path) {
    const step = stepInto(value, key);
    if (!step) break;
    if (isNode(step.mark)) offset = step.mark.range?.[0] ?? offset;
    value = step.value;
  }
  return offset;
}

/** After one error of syntax all that follows is noise; keys used twice stand for themselves. */
function telling(errors: YAMLParseError[]): YAMLParseError[] {
  const syntax = errors.find((error) => error.code !== 'DUPLICATE_KEY');
  return syntax ? [syntax] : errors;
}

/** Reads a YAML file and keeps the place of everything in it. */
export function readYaml(file: string, text: string): Located {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  const problems = telling(document.errors).map((error) => ({
    file,
    line: lineAt(error.pos[0]),
    field: '',
    expected: 'YAML that can be read',
    found: (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, ''),
  }));
  return {
    file,
    data: problems.length > 0 ? undefined : (document.toJS() as unknown),
    lineOf: (path) => lineAt(offsetOf(document.contents, path)),
    problems,
  };
}
