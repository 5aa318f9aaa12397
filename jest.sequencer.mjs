import TestSequencer from '@jest/test-sequencer';

/**
 * Files of tests that take long, the longest first: begun last, one of them would run on alone. A fresh clone knows no
 * times of its own; the list follows the slowest files that `npm test` prints.
 */
const LONG = [
  'bad-input',
  'sign-in-attack',
  'starved',
  'leavers',
  'away',
  'reconciliation',
  'escalations',
  'sockets',
  'attachments-s3',
  'pictures',
  'crash',
  'long-life',
];

const place = ({ path }) => {
  const index = LONG.findIndex((name) => path.includes(`/${name}.`));
  return index < 0 ? LONG.length : index;
};

/** Jest's own order, and before it the files that take long. */
export default class LongFirst extends TestSequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
}
