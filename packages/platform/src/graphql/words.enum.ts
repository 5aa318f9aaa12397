import { registerEnumType } from '@nestjs/graphql';

/**
 * A GraphQL enum of plain words: each value is its own name.
 * @param meanings what each value says to whoever reads the schema
 */
export function wordsEnum<Word extends string>(
  name: string,
  description: string,
  meanings: Record<Word, string>,
): Record<Word, Word> {
  const words = Object.keys(meanings) as Word[];
  const members = Object.fromEntries(words.map((word) => [word, word])) as Record<Word, Word>;
  const described = words.map((word) => [word, { description: meanings[word] }]);
  const valuesMap = Object.fromEntries(described) as Record<Word, { description: string }>;
  registerEnumType(members, { name, description, valuesMap });
  return members;
}
