import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { badInput } from '@zhishou/platform/errors';
import { MaxLength, ValidateBy } from 'class-validator';

const LEAST_LENGTH = 12;
/** What is longer is judged by its beginning: a long password must not cost seconds. */
const JUDGED_LENGTH = 32;
/** Ways of reading `4` as `a` that are tried: the process does nothing else meanwhile. */
const SUBSTITUTIONS = 8;
/** zxcvbn's scale from 0 to 4; below 3 it takes less than 10^8 guesses */
const LEAST_SCORE = 3;
/** Words that everybody here would try, beside the person's own names. */
const OUR_WORDS = ['zhishou', '值守', 'shaoguan', '韶关', 'mima', '密码', 'guanliyuan', '管理员'];

export const PASSWORD_HINT =
  'A phrase, taken as it is: at least 12 characters, where a Chinese one counts as two, and at most 200; no common ' +
  'password, name or pattern';

const TOO_SHORT = 'at least 12 characters (a Chinese one counts as two)';

const estimator = new ZxcvbnFactory({
  dictionary,
  graphs: adjacencyGraphs,
  maxLength: JUDGED_LENGTH,
  l33tMaxSubstitutions: SUBSTITUTIONS,
});

/** Whose password it is to be: their names are the first thing to be guessed. */
export interface PasswordOwner {
  username: string;
  displayName: string;
}

/** Why this may not become a password; undefined when it may. */
export function passwordProblem(
  password: string,
  { username, displayName }: PasswordOwner,
): string | undefined {
  const text = password.normalize('NFKC');
  if (lengthOf(text) < LEAST_LENGTH) return TOO_SHORT;
  const names = [username, ...username.split(/[._-]/), displayName, ...displayName.split(/\s+/)];
  const { score } = estimator.check(text.slice(0, JUDGED_LENGTH), [...OUR_WORDS, ...names.filter(Boolean)]);
  return score < LEAST_SCORE
    ? 'is too easy to guess: a common password, a name or a pattern; take several words'
    : undefined;
}

/** @throws UserError BAD_USER_INPUT on `path`, never with the password in it */
export function assertPassword(password: string, owner: PasswordOwner, path: string): void {
  const message = passwordProblem(password, owner);
  if (message !== undefined) throw badInput([{ path, message }]);
}

/**
 * What can be said of a new password without knowing whose it is to be; the rest is {@link assertPassword}. Taken as it
 * is: blanks at its ends belong to it.
 */
export function NewPassword(): PropertyDecorator {
  const isLong = (value: unknown) =>
    typeof value === 'string' && lengthOf(value.normalize('NFKC')) >= LEAST_LENGTH;
  const validator = { validate: isLong, defaultMessage: () => TOO_SHORT };
  return (target, property) => {
    ValidateBy({ name: 'newPassword', validator })(target, property);
    MaxLength(200, { message: 'at most 200 characters' })(target, property);
  };
}

const lengthOf = (text: string): number => [...text].length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);
