/** `isFinal` turned round, as a condition on the table `ticket`; spelt as the index `ticket_open` has it. */
export const IS_OPEN = `ticket.state NOT IN ('CLOSED', 'CANCELLED', 'NOT_COVERED')`;
