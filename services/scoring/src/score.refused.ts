/** Why a command cannot be done, in words for an operator. */
export class Refused extends Error {}
