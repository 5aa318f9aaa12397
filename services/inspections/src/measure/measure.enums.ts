import { registerEnumType } from '@nestjs/graphql';
import type { MeasureState } from '@zhishou/rules/inspection/measure-life';

export const MeasureStateEnum: { [State in MeasureState]: State } = {
  OPEN: 'OPEN',
  DONE: 'DONE',
  CLOSED: 'CLOSED',
  DROPPED: 'DROPPED',
};

registerEnumType(MeasureStateEnum, {
  name: 'MeasureState',
  description: 'How far a preventive measure is.',
  valuesMap: {
    OPEN: { description: 'To be done, or to be done again' },
    DONE: { description: 'Done by the responsible side; the bureau is to verify it' },
    CLOSED: { description: 'Verified' },
    DROPPED: { description: 'Given up by the bureau, with a reason' },
  },
});
