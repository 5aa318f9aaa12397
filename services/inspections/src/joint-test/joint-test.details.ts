import type { JointTest } from './joint-test.entity.js';
import type { JointTestInput } from './joint-test.inputs.js';

type Details = Pick<JointTest, 'endedAt' | 'place' | 'participants' | 'links' | 'problems'>;

/** What may be told of a joint test beside its result; null: not told. */
export const detailsOf = ({ endedAt, place, participants, links, problems }: JointTestInput): Details => ({
  endedAt: endedAt ?? null,
  place: place ?? null,
  participants: participants ?? null,
  links:
    links?.map(({ peer, link, item, measured = null, passed }) => ({ peer, link, item, measured, passed })) ??
    null,
  problems:
    problems?.map(({ description, handling = null, state }) => ({ description, handling, state })) ?? null,
});

/** Less what is not told: a test that tells nothing more has the hash it had before there was more to tell. */
export const onlyTold = (details: Details): Partial<Details> =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null));
