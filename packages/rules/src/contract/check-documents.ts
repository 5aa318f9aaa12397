import type { Check } from './check.types.js';

/** Documents named elsewhere exist; what is scored has a due day. */
export const CHECK_DOCUMENTS: Check = {
  needs: ['documents', 'payments'],
  run({ documents: { documents }, payments }, report) {
    documents.forEach(({ scoredIn, due }, index) => {
      if (scoredIn && !due) report('documents', ['documents', index, 'due'], 'a due day, as it is scored');
    });
    const known = documents.map(({ code }) => code);
    payments.serviceDocuments.forEach((code, index) => {
      if (!known.includes(code))
        report('payments', ['serviceDocuments', index], 'the code of a document in documents.yaml');
    });
  },
};
