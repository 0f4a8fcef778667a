import { InvalidInput } from '../shared/problem.ts';
import type { Change } from './changing.ts';
import { type Lead, leadRunInput } from './contract.ts';

const EXAMPLE = '{"lead": "4f7g8h9j0k1m2n3p4q5r6s7t8v"}';

/** What a person or the room typed. Refused with a sentence that says what to type instead [fault 20]. */
export const readRunInput = (input: unknown) => {
  const parsed = leadRunInput.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(`Name the lead by its id, like ${EXAMPLE}; it is on the lead's page.`);
};

/** One execution looks after a lead. Another one is let in where the first was stopped, and it is said so. */
export const takenOver = (found: Lead | undefined, executionId: string, takeOver: boolean): Change | undefined => {
  if (!found || found.executionId === executionId) return undefined;
  if (found.executionId !== undefined && !takeOver) {
    throw new InvalidInput(
      `Another execution looks after this lead: ${found.executionId}. If it was stopped, start again with "takeOver": true.`,
    );
  }
  return { lead: { ...found, executionId, revision: found.revision + 1 }, letters: [], events: [] };
};
