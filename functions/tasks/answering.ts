import { log } from '../shared/log.ts';
import { answerWait, failWait } from '../shared/workflows.ts';
import type { Ending } from './waiting.ts';

/** Tells a waiting execution how its wait has ended. One that has gone on already is left alone. */
export const tell = async (token: string, ending: Ending): Promise<{ waits: false }> => {
  const told =
    ending.kind === 'stopped'
      ? await failWait(token, 'JourneyStopped', ending.cause)
      : await answerWait(token, ending.output);
  log.info(told === 'told' ? 'WAIT_SETTLED' : 'WAIT_GONE');
  return { waits: false };
};
