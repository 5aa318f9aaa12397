import type { ScorePoints } from '../score-contract.js';
import { CHOICE_VALUES } from './choices.js';
import { MOST_POINTS, POINTS } from './read-contract.js';
import type { Changes } from './what-if.js';

/** Readings and rules that are asked to have been otherwise, as somebody names them. */
export interface AskedChanges {
  choices: readonly { name: string; value: string }[];
  rules: readonly { item: string; name: string; value: number }[];
}

/** What cannot be asked, and why. */
export interface ChangeProblem {
  /** `rules.0.value` */
  path: string;
  message: string;
}

/** What of it cannot be. @param points of the contract that it is asked of */
export function changeProblems({ choices, rules }: AskedChanges, points: ScorePoints): ChangeProblem[] {
  const problems = [
    ...choices.flatMap((choice, index) => choiceProblem(choice, `choices.${index}`)),
    ...rules.flatMap((rule, index) => ruleProblem(rule, `rules.${index}`)),
  ];
  return problems.length > 0 ? problems : togetherProblems(rules, points);
}

/** Of what {@link changeProblems} has nothing to say about. */
export function namedChanges({ choices, rules }: AskedChanges): Pick<Changes, 'choices' | 'rules'> {
  const items: Record<string, Record<string, number>> = {};
  for (const { item, name, value } of rules) items[item] = { ...items[item], [name]: value };
  return { choices: Object.fromEntries(choices.map(({ name, value }) => [name, value])), rules: items };
}

/** A reading that is a list or a number stands as the contract says. */
function choiceProblem({ name, value }: AskedChanges['choices'][number], path: string): ChangeProblem[] {
  const values: Record<string, readonly unknown[]> = CHOICE_VALUES;
  const known = Object.hasOwn(values, name) ? values[name]! : [];
  const allowed = known.filter((one) => typeof one === 'string');
  if (allowed.length === 0) return [{ path: `${path}.name`, message: 'is no choice that can be asked' }];
  if (allowed.includes(value)) return [];
  return [{ path: `${path}.value`, message: `is one of ${allowed.join(', ')}` }];
}

function ruleProblem({ item, name, value }: AskedChanges['rules'][number], path: string): ChangeProblem[] {
  const items: Record<string, object> = POINTS;
  if (!Object.hasOwn(items, item))
    return [{ path: `${path}.item`, message: `is one of ${Object.keys(items).join(', ')}` }];
  const names = Object.keys(items[item]!);
  if (!names.includes(name)) return [{ path: `${path}.name`, message: `is one of ${names.join(', ')}` }];
  if (value >= 0 && value <= MOST_POINTS) return [];
  return [{ path: `${path}.value`, message: `is a number from 0 to ${MOST_POINTS}` }];
}

/** Each of the two sheets is of a hundred points, and an accident has at least one number of them. */
function togetherProblems(rules: AskedChanges['rules'], points: ScorePoints): ChangeProblem[] {
  const valueOf = (item: string, name: string): number => {
    const own = (points as unknown as Record<string, Record<string, number>>)[item];
    return rules.findLast((rule) => rule.item === item && rule.name === name)?.value ?? own?.[name] ?? 0;
  };
  const at = (is: (rule: AskedChanges['rules'][number]) => boolean) =>
    `rules.${rules.findLastIndex(is)}.value`;
  const tooMany = ['P', 'S'].flatMap((sheet) => {
    const items = Object.keys(POINTS).filter((item) => item.startsWith(sheet));
    const total = items.reduce((sum, item) => sum + valueOf(item, 'of'), 0);
    const path = at(({ item, name }) => name === 'of' && item.startsWith(sheet));
    const message = `the items of the sheet would come to ${total} points of ${MOST_POINTS}`;
    return total > MOST_POINTS ? [{ path, message }] : [];
  });
  const [least, most] = [valueOf('S3', 'least'), valueOf('S3', 'most')];
  if (least <= most) return tooMany;
  const path = at(({ item, name }) => item === 'S3' && name !== 'of');
  return [...tooMany, { path, message: `an accident would cost from ${least} to ${most} points` }];
}
