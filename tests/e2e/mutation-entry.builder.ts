import type { Input } from './bad-input.builder.js';
import type { Post } from './office.builder.js';

/** What the walk of bad input is told of one mutation. */
export interface Entry {
  by: Post;
  /** who may as well, by domain §2; the others may not */
  may: Post[];
  /** good now, with a value for every id it may carry */
  input: Input;
  /** what does not fit together, and the field at fault */
  unfit?: [Input, string][];
  /** what this system answers even to the good input: no issuer or device was set up, the month is not so far */
  refusedWith?: string;
  /** another good input, where one cannot be guessed */
  another?: Input;
}
