import { InvalidInput } from '../shared/problem.ts';
import type { Change } from './changing.ts';
import { type MdfRequest, mdfRunInput } from './contract.ts';

const EXAMPLE = '{"partner": "01J8Z0Q4M3N5P6R7S8T9V0W1X2", "request": "4f7g8h9j0k1m2n3p4q5r6s7t8v"}';

/** What a person or the room typed. Refused with a sentence that says what to type instead [fault 20]. */
export const readRunInput = (input: unknown) => {
  const parsed = mdfRunInput.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(
    `Name the partner and its request by their ids, like ${EXAMPLE}; both are on the request's page.`,
  );
};

/** One execution looks after a request. Another one is let in where the first was stopped, and it is said so. */
export const takenOver = (
  found: MdfRequest | undefined,
  executionId: string,
  takeOver: boolean,
): Change | undefined => {
  if (!found || found.executionId === executionId) return undefined;
  if (found.executionId !== undefined && !takeOver) {
    throw new InvalidInput(
      `Another execution looks after this request: ${found.executionId}. If it was stopped, start again with "takeOver": true.`,
    );
  }
  return { request: { ...found, executionId, revision: found.revision + 1 }, letters: [], events: [] };
};
