import { wordsEnum } from '@zhishou/platform/graphql/words.enum';
import type { PaymentDocumentKind } from '@zhishou/rules/contract/contract.types';

export const PaymentDocumentKindEnum = wordsEnum<PaymentDocumentKind>(
  'PaymentDocumentKind',
  'What the provider hands in before an instalment is paid',
  {
    INVOICE: 'An invoice of exactly what is payable',
    PAYMENT_NOTICE: 'The notice that asks for the payment, in the original',
    SERVICE_DOCUMENTS: 'The documents of the service, in the original; of the last instalment alone',
  },
);
