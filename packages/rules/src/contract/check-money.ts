import type { Check } from './check.types.js';

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** Two sheets of 100 points (附件二 一). */
export const CHECK_SCORES: Check = {
  needs: ['scores'],
  run({ scores }, report) {
    const { P1, P2, P3, P4, P5, P6, P7, P8, P9, S1, S2, S3 } = scores;
    const performance = sum([P1, P2, P3, P4, P5, P6, P7, P8, P9].map((item) => item.of));
    const service = sum([S1, S2, S3].map((item) => item.of));
    if (performance !== 100)
      report('scores', ['P1', 'of'], 'P1 to P9 of 100 points together', `${performance}`);
    if (service !== 100) report('scores', ['S1', 'of'], 'S1 to S3 of 100 points together', `${service}`);
    if (S3.most < S3.least) report('scores', ['S3', 'most'], `no less than least, ${S3.least}`);
  },
};

/** Instalments in order, of 100 percent together. */
export const CHECK_PAYMENTS: Check = {
  needs: ['payments'],
  run({ payments }, report) {
    const percent = sum(payments.instalments.map((instalment) => instalment.percent));
    if (percent !== 100)
      report('payments', ['instalments'], 'instalments of 100 percent together', `${percent}`);
    payments.instalments.forEach(({ no }, index) => {
      if (no !== index + 1) report('payments', ['instalments', index, 'no'], `${index + 1}, in order`);
    });
  },
};
