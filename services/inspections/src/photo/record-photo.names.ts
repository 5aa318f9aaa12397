import type { NamedPhoto, PhotosFound } from '@zhishou/rules/inspection/named-photos';
import type { RecordPhoto } from '../record/record.entity.js';
import type { RecordVisitInput } from '../record/record.inputs.js';

interface ShownPhoto extends NamedPhoto, Pick<RecordPhoto, 'assetCode' | 'item'> {}

/** Every photo that a record names, result by result, and what it shows. */
export const photosNamedBy = ({ results, photos }: RecordVisitInput): ShownPhoto[] => [
  ...results.flatMap(({ assetCode, item, photos: own }, index) =>
    namesAt(`results.${index}.photos`, own, { assetCode, item }),
  ),
  ...namesAt('photos', photos, { assetCode: null, item: null }),
];

const namesAt = (
  field: string,
  keys: readonly string[] | null | undefined,
  shown: Pick<RecordPhoto, 'assetCode' | 'item'>,
): ShownPhoto[] => (keys ?? []).map((key, index) => ({ path: `${field}.${index}`, key, ...shown }));

/** The photos of a record, once all that it names were found. */
export const recordPhotos = (named: readonly ShownPhoto[], { ids }: PhotosFound): RecordPhoto[] =>
  named.map(({ path, assetCode, item }) => ({ attachmentId: ids.get(path)!, assetCode, item }));
