import { registerEnumType } from '@nestjs/graphql';
import type { GuaranteeKind, GuaranteeState } from '@zhishou/rules/inspection/guarantee';

export const GuaranteeKindEnum: { [Kind in GuaranteeKind]: Kind } = {
  KEY_PERIOD: 'KEY_PERIOD',
  DRILL: 'DRILL',
  AD_HOC: 'AD_HOC',
  ON_DUTY: 'ON_DUTY',
};

registerEnumType(GuaranteeKindEnum, {
  name: 'GuaranteeKind',
  description: 'What the provider is to stand by for.',
  valuesMap: {
    KEY_PERIOD: { description: 'A key period: a holiday, a congress, a large event' },
    DRILL: { description: 'A drill' },
    AD_HOC: { description: 'What came up on short notice' },
    ON_DUTY: { description: 'People on duty around the clock' },
  },
});

export const GuaranteeStateEnum: { [State in GuaranteeState]: State } = {
  PLANNED: 'PLANNED',
  RUNNING: 'RUNNING',
  ENDED: 'ENDED',
  FULFILLED: 'FULFILLED',
  NOT_FULFILLED: 'NOT_FULFILLED',
};

registerEnumType(GuaranteeStateEnum, {
  name: 'GuaranteeState',
  description: 'How far a guarantee task is.',
  valuesMap: {
    PLANNED: { description: 'It has not begun' },
    RUNNING: { description: 'It has begun and not ended' },
    ENDED: { description: 'It is over and waits to be judged' },
    FULFILLED: { description: 'The bureau judged it fulfilled' },
    NOT_FULFILLED: { description: 'The bureau judged it not fulfilled' },
  },
});
